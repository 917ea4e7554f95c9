import type { StaffActor } from '@holdspace/clinic/access/actor'
import type { Act } from '@holdspace/clinic/access/acts'
import { permit } from '@holdspace/clinic/access/permit'
import { recordAccess } from '@holdspace/db/audit-store'
import type { Tx } from '@holdspace/db/database'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { SessionId } from '@holdspace/kit/ids'
import type { House } from '../house.ts'
import { accessBy } from '../people/acting.ts'
import { type LedgerHouse, readLedgerIn, type SessionLedger } from './ledger.ts'
import { sessionNotFound } from './session-refusals.ts'

export interface Opening {
  readonly sessionId: SessionId
  readonly act: Act
  /** What of the session is looked at, for the audit trail: the session itself, or its record as a paper. */
  readonly subject: 'session' | 'session-record'
}

/** Reads a session for somebody to look at: permission, ledger and the line in the audit trail in one transaction (S50). */
export async function openLedger(
  tx: Tx,
  house: LedgerHouse & Pick<House, 'clock' | 'newId'>,
  actor: StaffActor,
  { sessionId, act, subject }: Opening,
): Promise<Decision<SessionLedger>> {
  const at = house.clock()
  const ledger = await readLedgerIn(tx, house, actor.practiceId, sessionId)
  if (ledger === null) return refuse(sessionNotFound)
  const { patientId } = ledger
  const permitted = permit(actor, act, { today: dateInZone(at, actor.practiceZone), patientId })
  if (!permitted.ok) return permitted
  const touched = { act, at, patientId, subject: { type: subject, id: sessionId } }
  await recordAccess(tx, actor.practiceId, accessBy(house, actor, touched))
  return accept(ledger)
}
