import { lockAt } from '@holdspace/clinic/consent/signature-lock'
import type { Tx } from '@holdspace/db/database'
import type { PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { lockSpansOf, type PracticePlace } from '../consent/consent-locks.ts'
import type { LedgerHouse } from '../session/ledger.ts'

/** Until when no signature of this patient counts (RULINGS 9): the next morning, or, while they are here, their discharge. */
export async function patientLockedUntil(
  tx: Tx,
  house: LedgerHouse,
  place: PracticePlace,
  id: PatientId,
  now: Instant,
): Promise<Instant | 'discharge' | null> {
  const span = lockAt(await lockSpansOf(tx, house, place, id, [now]), now)
  return span === null ? null : (span.until ?? 'discharge')
}
