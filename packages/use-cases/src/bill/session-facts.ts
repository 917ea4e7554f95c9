import { type ChargeableFacts, chargeableFacts } from '@holdspace/billing/chargeable-facts'
import { type ScheduleVersion, scheduleOn } from '@holdspace/billing/fee-schedule'
import { type Suggestion, suggestCharges } from '@holdspace/billing/suggest-charges'
import type { Tx } from '@holdspace/db/database'
import { feeSchedules } from '@holdspace/db/fee-schedule-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { PatientId, PracticeId, SessionId } from '@holdspace/kit/ids'
import type { House } from '../house.ts'
import { readLedgerIn } from '../session/ledger.ts'

export interface SuggestedSession {
  readonly patientId: PatientId
  readonly facts: ChargeableFacts
  readonly version: ScheduleVersion
  readonly suggestion: Suggestion
}

/**
 * What billing sees of one session and what it is worth under the schedule of its day. Nothing else of the session
 * leaves this function (minimum necessary); permission is the caller's question.
 */
export async function suggestedFor(
  tx: Tx,
  house: Pick<House, 'db' | 'hashing'>,
  { practiceId, zone }: { readonly practiceId: PracticeId; readonly zone: string },
  sessionId: SessionId,
): Promise<Decision<SuggestedSession>> {
  const ledger = await readLedgerIn(tx, house, practiceId, sessionId)
  const facts = ledger === null ? null : chargeableFacts(sessionId, ledger.state, zone)
  if (ledger === null || facts === null) return refuse(noSuchSession)
  const version = scheduleOn(await feeSchedules(tx, practiceId), facts.date)
  if (version === null) return refuse(noSchedule)
  return accept({
    patientId: ledger.patientId,
    facts,
    version,
    suggestion: suggestCharges(facts, version, zone),
  })
}

export const noSuchSession = {
  family: 'not-found',
  code: 'session-not-found',
  sentence: 'There is no such session in this practice.',
} as const

export const noSchedule = {
  family: 'unprocessable',
  code: 'no-fee-schedule',
  sentence: 'No approved fee schedule was in effect on that day. Propose one under Billing and have it approved.',
} as const
