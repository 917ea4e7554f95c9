import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { allPractices, type PracticeRow } from '@holdspace/db/practice-store'
import { demoPeople } from '@holdspace/fixture-clinic/seed-practices'
import { runningPostgres } from '@holdspace/postgres-launcher/start-postgres'
import { clockFrom } from '@holdspace/server/clock'
import { closing } from '@holdspace/server/closing'
import { type Data, openData } from '@holdspace/server/data'
import { readSettings, type Settings } from '@holdspace/server/env'
import { openHouse } from '@holdspace/server/open-house'
import { jsonLog } from '@holdspace/server/request-log'
import { secretKeyOf } from '@holdspace/server/secret-key'
import type { House } from '@holdspace/use-cases/house'
import { type Call, optional, WrongUsage } from './verb.ts'

/** A folder that holds a demo clinic is one, whether or not the variable is set at this terminal. */
export function settingsOf(outside: Call['outside']): Settings {
  const dataDir = outside.HOLDSPACE_DATA_DIR ?? '.holdspace'
  const isDemoFolder = existsSync(join(dataDir, 'demo-seed.json'))
  return readSettings({ ...(isDemoFolder ? { HOLDSPACE_DEMO: '1' } : {}), ...outside })
}

/** Where the demo of this folder answers or last answered, so that addresses a command prints lead there. */
function demoAddress({ dataDir }: Settings): string | null {
  const path = join(dataDir, 'demo.json')
  if (!existsSync(path)) return null
  const demo: unknown = JSON.parse(readFileSync(path, 'utf8'))
  return typeof demo === 'object' && demo !== null && 'baseUrl' in demo && typeof demo.baseUrl === 'string'
    ? demo.baseUrl
    : null
}

export interface OpenedHouse {
  readonly house: House
  readonly data: Data
  readonly settings: Settings
  readonly secretKey: string
}

/**
 * Opens the house of the data folder or of DATABASE_URL, does the work, closes it. Where a server already runs on the
 * folder its database is used, so that a command works beside it.
 */
export async function withHouse<T>(call: Call, work: (opened: OpenedHouse) => Promise<T>): Promise<T> {
  const asked = settingsOf(call.outside)
  const running = asked.databaseUrl === null ? runningPostgres({ dataDir: asked.dataDir }) : null
  const settings = running === null || running.heldBy === null ? asked : { ...asked, databaseUrl: running.ownerUrl }
  // What goes wrong is told by the verb; the log of a server is not written to by a command.
  const log = jsonLog(() => undefined)
  const opened = closing(log)
  try {
    const secretKey = secretKeyOf(settings)
    const data = await openData(settings, secretKey, log, opened)
    const publicUrl = settings.publicUrl ?? demoAddress(settings) ?? `http://localhost:${settings.port}`
    const clock = clockFrom(settings.clockStartsMs)
    const demo = settings.isDemo ? { people: demoPeople, patients: () => [] } : null
    const house = openHouse({ settings, secretKey, publicUrl, data, clock, demo, log, opened })
    return await work({ house, data, settings, secretKey })
  } finally {
    await opened.all()
  }
}

/** The practice named by `--practice`, or the only one there is, or the demo clinic itself. */
export async function practiceOf(call: Call, house: House): Promise<PracticeRow> {
  const practices = await allPractices(house.db)
  const slug = optional(call, 'practice') ?? (house.isDemo ? 'marigold-house' : undefined)
  const found = slug === undefined ? practices[0] : practices.find((practice) => practice.slug === slug)
  const names = practices.map((practice) => practice.slug).join(', ')
  if (found === undefined) {
    const hint = names === '' ? 'There is none yet: add the first person with --open-practice.' : `There is: ${names}.`
    throw new WrongUsage(`There is no practice ${slug ?? ''}. ${hint}`)
  }
  if (slug === undefined && practices.length > 1) throw new WrongUsage(`Say which practice, with --practice: ${names}.`)
  return found
}
