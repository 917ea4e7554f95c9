import { dateInZone, plusPeriod } from '@holdspace/kit/calendar-date'
import type { Instant } from '@holdspace/kit/instant'
import { momentAt } from '@holdspace/kit/wall-clock'

/** What a medicine session says about the lock: its first sedating dose by when it happened, and when the person left. */
export interface DosedSession {
  readonly sessionId: string
  /** Null when nothing was given: then nothing is locked (CONSENT.md section 4). */
  readonly firstSedatingDoseAt: Instant | null
  readonly dischargedAt: Instant | null
  /** `06:00` on the clinic's clock, from `signatureLock.nextDayTime` of the protocol the session pinned. */
  readonly nextDayTime: string
}

/** A time in which no signature of the patient counts. `until` is null while they have not been discharged. */
export interface LockSpan {
  readonly sessionId: string
  readonly from: Instant
  readonly until: Instant | null
}

/** Where a protocol leaves the hour open, the ruling's own holds (RULINGS 9). */
export const usualNextDayTime = '06:00'

/**
 * The lock of each session with a dose: from the first sedating medicine until discharge, and on until the set hour of
 * the day after the discharge (RULINGS 9). The day is the clinic's calendar day, so a night when clocks change is an hour
 * longer or shorter, as it is for the person who sleeps through it.
 */
export function lockSpans(sessions: readonly DosedSession[], zone: string): readonly LockSpan[] {
  return sessions.flatMap((session): LockSpan[] => {
    const { sessionId, firstSedatingDoseAt: from, dischargedAt, nextDayTime } = session
    if (from === null) return []
    return [{ sessionId, from, until: dischargedAt === null ? null : nextMorning(dischargedAt, nextDayTime, zone) }]
  })
}

/** The span that covers this moment, or null. It holds from its first millisecond; at its end it is over. */
export function lockAt(spans: readonly LockSpan[], moment: Instant): LockSpan | null {
  return spans.find(({ from, until }) => from <= moment && (until === null || moment < until)) ?? null
}

function nextMorning(dischargedAt: Instant, time: string, zone: string): Instant {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return momentAt(plusPeriod(dateInZone(dischargedAt, zone), 'P1D'), hours * 60 + minutes, zone)
}
