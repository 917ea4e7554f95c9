import { type DosedSession, type LockSpan, lockSpans, usualNextDayTime } from '@holdspace/clinic/consent/signature-lock'
import type { Tx } from '@holdspace/db/database'
import { listPatientSessions, type SessionRow } from '@holdspace/db/session-store'
import type { PatientId, PracticeId } from '@holdspace/kit/ids'
import { type Instant, msOf } from '@holdspace/kit/instant'
import { firstDoseAt } from '@holdspace/record/state'
import { type LedgerHouse, readLedgerIn, type SessionLedger } from '../session/ledger.ts'

export interface PracticePlace {
  readonly practiceId: PracticeId
  readonly zone: string
}

/**
 * The times in which no signature of this person counts, as far as they can touch these moments. Worked out from the
 * sessions' own records every time, so that a dose entered late, or corrected, moves the lock with it (RULINGS 9).
 */
export async function lockSpansOf(
  tx: Tx,
  house: LedgerHouse,
  { practiceId, zone }: PracticePlace,
  patientId: PatientId,
  moments: readonly Instant[],
): Promise<readonly LockSpan[]> {
  if (moments.length === 0) return []
  const sessions = await listPatientSessions(tx, practiceId, patientId)
  const near = sessions.filter((one) => moments.some((moment) => mayCover(one, moment)))
  const ledgers = await Promise.all(near.map(({ id }) => readLedgerIn(tx, house, practiceId, id)))
  return lockSpans(ledgers.flatMap(dosedSession), zone)
}

function dosedSession(ledger: SessionLedger | null): readonly DosedSession[] {
  if (ledger === null) return []
  const { sessionId, state, protocol } = ledger
  return [
    {
      sessionId,
      firstSedatingDoseAt: firstDoseAt(state),
      dischargedAt: state.ended?.occurredAt ?? null,
      nextDayTime: protocol.signatureLock.nextDayTime.value ?? usualNextDayTime,
    },
  ]
}

const dayMs = 86_400_000

/** A lock begins about when its session opens and, once the person went home, ends within two mornings. */
function mayCover({ openedAt, status }: SessionRow, moment: Instant): boolean {
  const later = msOf(moment) - msOf(openedAt)
  return later >= -dayMs && (status === 'open' || later <= 3 * dayMs)
}
