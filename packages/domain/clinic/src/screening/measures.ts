import { type InstrumentId, instrumentIds } from '@holdspace/instruments/instrument'
import { type CalendarDate, dateInZone, plusPeriod } from '@holdspace/kit/calendar-date'
import { type Instant, plusMinutes } from '@holdspace/kit/instant'
import { momentAt } from '@holdspace/kit/wall-clock'
import { type FollowUp, type FollowUpStep, followUpSteps } from '@holdspace/protocols/follow-up'

/** What is asked for after a session, as the protocol that the session pinned says it. */
export interface ScheduledMeasure extends Pick<FollowUpStep, 'label' | 'channel' | 'ifMissed'> {
  /** The step's own id within its protocol. */
  readonly kind: string
  readonly instruments: readonly InstrumentId[]
  readonly dueAt: Instant
  /** After this it counts as missed, and somebody calls. */
  readonly closesAt: Instant
}

/** Measures of whole days are asked for at nine in the morning, on the clock where the person lives. */
const askedAtMinute = 9 * 60

export interface SessionMeasured {
  readonly endedAt: Instant
  /** Where the person lives, as far as it is known; the practice's own zone else. */
  readonly zone: string
  readonly followUp: readonly FollowUp[]
}

/**
 * What is asked for after a session, in order. Every clock is the pinned protocol's own: hours count exactly, days and
 * months by the calendar. A step that names no questionnaire of the catalogue asks the house's short check-in (RULINGS 7).
 */
export function measuresAfter({ endedAt, zone, followUp }: SessionMeasured): readonly ScheduledMeasure[] {
  return followUpSteps({ followUp }).map(({ id, label, channel, ifMissed, wait, asks, openHours }) => {
    const dueAt = dueOf(wait, endedAt, zone)
    const named = instrumentIds.filter((one) => asks.includes(one))
    const instruments: readonly InstrumentId[] = named.length === 0 ? ['check-in'] : named
    return { kind: id, label, channel, ifMissed, instruments, dueAt, closesAt: plusMinutes(dueAt, openHours * 60) }
  })
}

function dueOf({ unit, count }: FollowUpStep['wait'], endedAt: Instant, zone: string): Instant {
  if (unit === 'hours') return plusMinutes(endedAt, count * 60)
  const day: CalendarDate = plusPeriod(dateInZone(endedAt, zone), `P${count}${unit === 'days' ? 'D' : 'M'}`)
  return momentAt(day, askedAtMinute, zone)
}

export type MeasureStanding = 'planned' | 'asked' | 'answered' | 'missed' | 'superseded'

/** How one measure stands. One that a later session overtakes is not missed: the next one asks again. */
export function measureStanding(measure: {
  readonly dueAt: Instant
  readonly closesAt: Instant
  readonly askedAt: Instant | null
  readonly answeredAt: Instant | null
  readonly supersededAt: Instant | null
  readonly now: Instant
}): MeasureStanding {
  if (measure.answeredAt !== null) return 'answered'
  if (measure.supersededAt !== null) return 'superseded'
  if (measure.now > measure.closesAt) return 'missed'
  return measure.askedAt === null ? 'planned' : 'asked'
}

interface OpenMeasure {
  readonly instruments: readonly InstrumentId[]
  readonly dueAt: Instant
  readonly answeredAt: Instant | null
  readonly supersededAt: Instant | null
}

/**
 * The measure that a questionnaire entered by staff answers: the last one due by then that asks it and is not answered,
 * also when it counts as missed; a call that was made late was made.
 */
export function measureAnsweredBy<M extends OpenMeasure>(
  measures: readonly M[],
  entered: { readonly instrumentId: InstrumentId; readonly measuredAt: Instant },
): M | null {
  const open = measures.filter(
    ({ instruments, dueAt, answeredAt, supersededAt }) =>
      instruments.includes(entered.instrumentId) &&
      dueAt <= entered.measuredAt &&
      answeredAt === null &&
      supersededAt === null,
  )
  return open.toSorted((one, other) => (one.dueAt < other.dueAt ? -1 : 1)).at(-1) ?? null
}
