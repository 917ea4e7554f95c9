import { lockAt, lockSpans, usualNextDayTime } from '@holdspace/clinic/consent/signature-lock'
import type { Tx } from '@holdspace/db/database'
import { dosedSessionsSince } from '@holdspace/db/plan-doses-store'
import type { PatientId, PracticeId } from '@holdspace/kit/ids'
import { type Instant, plusMs } from '@holdspace/kit/instant'

/** A session and the morning after it are over long before this; one left open is found all the same. */
const lookBackMs = 30 * 24 * 60 * 60 * 1000

/** Until when no signature of this patient counts (RULINGS 9): the next morning, or, while they are here, their discharge. */
export async function patientLockedUntil(
  tx: Tx,
  practiceId: PracticeId,
  id: PatientId,
  now: Instant,
  zone: string,
): Promise<Instant | 'discharge' | null> {
  const dosed = await dosedSessionsSince(tx, practiceId, id, plusMs(now, -lookBackMs))
  const spans = lockSpans(
    dosed.map((one) => ({
      sessionId: one.sessionId,
      firstSedatingDoseAt: one.at,
      dischargedAt: one.endedAt,
      nextDayTime: usualNextDayTime,
    })),
    zone,
  )
  const span = lockAt(spans, now)
  return span === null ? null : (span.until ?? 'discharge')
}
