/** The process that fills the demo clinic and then ends; the server starts it (`fill-aside.ts`). */
import { join } from 'node:path'
import { openDatabase } from '@holdspace/db/database'
import { type DemoClinic, seedDemo } from '@holdspace/fixture-clinic/seed-demo'
import { demoPeople } from '@holdspace/fixture-clinic/seed-practices'
import { seedScale } from '@holdspace/fixture-clinic/seed-scale'
import { clockFrom } from './clock.ts'
import { closing } from './closing.ts'
import type { FillParts, FillTold } from './fill-aside.ts'
import { openHouse } from './open-house.ts'
import { jsonLog, toFile } from './request-log.ts'

function say(line: string): void {
  process.send?.({ line } satisfies FillTold)
}

async function fill({ settings, secretKey, publicUrl, appUrl }: FillParts): Promise<DemoClinic> {
  const log = jsonLog(toFile(join(settings.dataDir, 'server.log')))
  const opened = closing(log)
  const { db, close } = openDatabase(appUrl)
  opened.add('database', close)
  const demo = { people: demoPeople, patients: () => [] }
  const clock = clockFrom(settings.clockStartsMs)
  const house = openHouse({ settings, secretKey, publicUrl, data: { db, appUrl }, clock, demo, log, opened })
  const clinic = await seedDemo(house)
  await seedScale(house, settings.demoScale * 1000, (so) => say(`Holdspace: ${so} generated patients …`))
  await opened.all()
  return clinic
}

// Ctrl-C reaches this process too. The server decides how to stop, and fills to the end first, as a half-filled clinic is of no use.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => undefined)
process.once('disconnect', () => process.exit(1))
process.once('message', (parts: FillParts) => {
  fill(parts).then(
    (clinic) => process.send?.({ clinic } satisfies FillTold, undefined, {}, () => process.exit(0)),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
      process.exit(1)
    },
  )
})
