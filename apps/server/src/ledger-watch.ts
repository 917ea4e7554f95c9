import { allPractices } from '@holdspace/db/practice-store'
import type { House } from '@holdspace/use-cases/house'
import { verifyRecord } from '@holdspace/use-cases/verify/verify-record'
import { allGood, type HealthCheck } from './health.ts'
import type { OutsideCheckpoints } from './outside-checkpoints.ts'
import type { Log } from './request-log.ts'

const everyMs = 60 * 60 * 1000

export interface LedgerWatch {
  readonly check: HealthCheck
  readonly stop: () => void
}

/**
 * Verifies every practice's record after the start and once an hour, beside the ordinary work: chains, log, checkpoints
 * (also the one kept outside the database) and papers. When something does not hold, `/readyz` says so until a later look
 * finds it whole again (HE2, HE3, M16). Codes and ids only go to the log.
 */
export function watchLedger(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'secretKey' | 'checkChains'>,
  outside: OutsideCheckpoints,
  log: Log,
  firstAfterMs = 2_000,
): LedgerWatch {
  let holds = true
  const look = async (): Promise<void> => {
    let broken = 0
    for (const { practiceId } of await allPractices(house.db)) {
      const machinery = { kind: 'system', practiceId, reason: 'hourly look at the ledger' } as const
      const looking = { by: 'Holdspace, by itself', outside: outside.of(practiceId) }
      const verified = await verifyRecord(house, machinery, looking)
      if (!verified.ok) continue
      broken += verified.value.findings.length
      for (const { code, sentence } of verified.value.findings) {
        log('error', 'the ledger does not hold', { practiceId, code, sentence })
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
