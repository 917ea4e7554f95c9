import { allPractices } from '@holdspace/db/practice-store'
import type { House } from '@holdspace/use-cases/house'
import { verifyLedger } from '@holdspace/use-cases/verify/verify-ledger'
import { allGood, type HealthCheck } from './health.ts'
import type { Log } from './request-log.ts'

const everyMs = 60 * 60 * 1000

export interface LedgerWatch {
  readonly check: HealthCheck
  readonly stop: () => void
}

/**
 * Recomputes every practice's ledger after the start and once an hour, beside the ordinary work. When an entry does not
 * hold, `/readyz` says so until a later look finds the ledger whole again (HE2, HE3, M16). Ids only go to the log.
 */
export function watchLedger(
  house: Pick<House, 'db' | 'clock' | 'hashing'>,
  log: Log,
  firstAfterMs = 2_000,
): LedgerWatch {
  let holds = true
  const look = async (): Promise<void> => {
    let broken = 0
    for (const { practiceId } of await allPractices(house.db)) {
      const verified = await verifyLedger(house, { kind: 'system', practiceId, reason: 'hourly look at the ledger' })
      if (!verified.ok) continue
      broken += verified.value.broken.length
      for (const { sessionId, error } of verified.value.broken) {
        log('error', 'the ledger does not hold', { sessionId, entry: error.sequence, code: error.code })
      }
    }
    holds = broken === 0
  }
  // A look that could not be finished says nothing about the ledger; the database has a check of its own.
  const timer = (afterMs: number): NodeJS.Timeout =>
    setTimeout(async () => {
      await look().catch((error: unknown) =>
        log('warn', 'the look at the ledger was not finished', {
          error: error instanceof Error ? error.name : 'unknown',
        }),
      )
      if (!stopped) next = timer(everyMs)
    }, afterMs).unref()
  let stopped = false
  let next = timer(firstAfterMs)
  return {
    check: async () => (holds ? allGood : { failing: ['ledger'], warnings: [] }),
    stop: () => {
      stopped = true
      clearTimeout(next)
    },
  }
}
