import { allPractices } from '@holdspace/db/practice-store'
import type { House } from '@holdspace/use-cases/house'
import { sealWaiting } from '@holdspace/use-cases/sign/seal-in-log'
import { keepLog } from '@holdspace/use-cases/verify/keep-log'
import type { OutsideCheckpoints } from './outside-checkpoints.ts'
import type { Log } from './request-log.ts'

const everyMs = 10_000

type KeeperHouse = Pick<House, 'db' | 'clock' | 'hashing' | 'secretKey' | 'publicUrl' | 'drawPdf'>

/**
 * Gives what was recorded its place in the practice's log every few seconds, finishes seals that were broken off, signs
 * once a day, and keeps the newest checkpoint outside the database. Recording never waits for any of it.
 */
export function keepLogs(house: KeeperHouse, outside: OutsideCheckpoints, log: Log): { readonly stop: () => void } {
  let stopped = false
  const turn = async (): Promise<void> => {
    for (const { practiceId, name, zone } of await allPractices(house.db)) {
      await sealWaiting(house, { practiceId, practiceName: name, practiceZone: zone })
      const kept = await keepLog(house, { kind: 'system', practiceId, reason: 'keeping the log' })
      if (!kept.ok) log('error', 'the log is not signed', { practiceId, code: kept.refusal.code })
      else if (kept.value.newest !== null) outside.keep(practiceId, kept.value.newest)
    }
  }
  const again = (): NodeJS.Timeout =>
    setTimeout(async () => {
      await turn().catch((error: unknown) =>
        log('warn', 'the log was not kept', { error: error instanceof Error ? error.name : 'unknown' }),
      )
      if (!stopped) next = again()
    }, everyMs).unref()
  let next = again()
  return {
    stop: () => {
      stopped = true
      clearTimeout(next)
    },
  }
}
