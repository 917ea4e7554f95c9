import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type CalendarDate, dateInZone } from '@holdspace/kit/calendar-date'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { momentAt } from '@holdspace/kit/wall-clock'
import { demoFile, forAnotherServer } from './env.ts'

const server = resolve(import.meta.dirname, '../../server/dist/server.mjs')
const zone = 'America/New_York'
const dayMs = 24 * 60 * 60 * 1000

/** The clinic on an earlier day, behind a door of its own. */
interface AnotherDay {
  readonly baseURL: string
  readonly close: () => Promise<void>
}

/** Acts at the clinic as it was so many days ago at this hour, and closes its door again. */
export async function onDay<T>(daysBefore: number, hour: number, act: (baseURL: string) => Promise<T>): Promise<T> {
  const day = await openOn(daysBefore, hour)
  try {
    return await act(day.baseURL)
  } finally {
    await day.close()
  }
}

/** The practice's own calendar day, so many days before today. */
export function dayBefore(days: number): CalendarDate {
  return dateInZone(instantFromMs(Date.now() - days * dayMs), zone)
}

/**
 * A second process on the database of the run whose clock began earlier (HOLDSPACE_CLOCK): what takes the clinic weeks is
 * charted at its own times, and nothing of it lies in the future of the other tests. It does no recurring work; the
 * server of the run does that, by the time of today.
 */
async function openOn(daysBefore: number, hour: number): Promise<AnotherDay> {
  const clock: Instant = momentAt(dayBefore(daysBefore), hour * 60, zone)
  const port = await freePort()
  const baseURL = `http://localhost:${port}`
  const folder = mkdtempSync(join(tmpdir(), 'holdspace-another-day-'))
  const child = spawn(process.execPath, [server], {
    stdio: 'ignore',
    env: {
      ...forAnotherServer(),
      NODE_ENV: 'production',
      PORT: String(port),
      HOLDSPACE_ROLE: 'web',
      HOLDSPACE_CLOCK: clock,
      HOLDSPACE_DATA_DIR: folder,
      DATABASE_URL: demoFile().databaseUrl,
    },
  })
  const end = () => child.kill('SIGINT')
  // A run that is broken off leaves no server behind.
  process.once('exit', end)
  const close = async () => {
    process.off('exit', end)
    if (child.exitCode === null) {
      end()
      await once(child, 'exit')
    }
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await answersAt(`${baseURL}/readyz`, () => child.exitCode !== null)
  } catch (error) {
    await close()
    throw error
  }
  return { baseURL, close }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port is free.')
  return address.port
}

async function answersAt(url: string, isGone: () => boolean): Promise<void> {
  const until = Date.now() + 60_000
  for (;;) {
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok === true) return
    if (isGone() || Date.now() > until) throw new Error('The clinic of another day does not answer.')
    await new Promise((again) => setTimeout(again, 100))
  }
}
