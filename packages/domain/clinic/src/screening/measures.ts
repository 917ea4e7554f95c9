import type { InstrumentId } from '@holdspace/instruments/instrument'
import { type CalendarDate, dateInZone, plusPeriod } from '@holdspace/kit/calendar-date'
import { type Instant, plusMinutes } from '@holdspace/kit/instant'
import { momentAt } from '@holdspace/kit/wall-clock'

/** A measure asked for after a session, and until when it is answered before somebody calls. */
export const measureKinds = ['check-in-24h', 'check-in-72h', 'after-7-days', 'after-1-month'] as const
export type MeasureKind = (typeof measureKinds)[number]

export interface MeasureRule {
  readonly kind: MeasureKind
  readonly label: string
  /** ISO 8601 after the end of the session: hours count exactly, days by the calendar of the practice. */
  readonly after: { readonly hours: number } | { readonly period: string }
  readonly instruments: readonly InstrumentId[]
  /** Hours in which it can be answered before it counts as missed. */
  readonly openHours: number
}

/**
 * The check-ins ask in the house's own words: a two-week questionnaire asks about the wrong time a day after a session
 * (RULINGS 7). The clocks are placeholders for the medical director, as the protocol's own follow-up is.
 */
export const measureRules: readonly MeasureRule[] = [
  { kind: 'check-in-24h', label: 'Check-in, 24 hours', after: { hours: 24 }, instruments: ['check-in'], openHours: 12 },
  { kind: 'check-in-72h', label: 'Check-in, 72 hours', after: { hours: 72 }, instruments: ['check-in'], openHours: 24 },
  {
    kind: 'after-7-days',
    label: 'After 7 days',
    after: { period: 'P7D' },
    instruments: ['phq-9', 'gad-7'],
    openHours: 72,
  },
  {
    kind: 'after-1-month',
    label: 'After 1 month',
    after: { period: 'P1M' },
    instruments: ['phq-9', 'gad-7'],
    openHours: 168,
  },
]

export interface ScheduledMeasure {
  readonly kind: MeasureKind
  readonly instruments: readonly InstrumentId[]
  readonly dueAt: Instant
  /** After this it counts as missed, and somebody calls. */
  readonly closesAt: Instant
}

/** Measures of whole days are asked for at nine in the morning, on the practice's clock. */
const askedAtMinute = 9 * 60

export interface SessionMeasured {
  readonly endedAt: Instant
  readonly zone: string
  /** What the protocol measures at follow-up, beside the check-ins; PHQ-9 and GAD-7 where it names nothing. */
  readonly followUpInstruments: readonly InstrumentId[]
}

/** What is asked for after a session, in order. */
export function measuresAfter({ endedAt, zone, followUpInstruments }: SessionMeasured): readonly ScheduledMeasure[] {
  return measureRules.map((rule) => {
    const dueAt = dueOf(rule, endedAt, zone)
    const own = 'period' in rule.after && followUpInstruments.length > 0
    const instruments = own ? followUpInstruments : rule.instruments
    return { kind: rule.kind, instruments, dueAt, closesAt: plusMinutes(dueAt, rule.openHours * 60) }
  })
}

function dueOf({ after }: MeasureRule, endedAt: Instant, zone: string): Instant {
  if ('hours' in after) return plusMinutes(endedAt, after.hours * 60)
  const day: CalendarDate = plusPeriod(dateInZone(endedAt, zone), after.period)
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
