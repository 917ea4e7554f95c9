import { type CalendarDate, plusPeriod } from '@holdspace/kit/calendar-date'
import { formatDate } from '@holdspace/kit/calendar-words'
import { type NextSession, nextSession } from '@holdspace/protocols/cadence'
import { type DayWarning, dayWarnings, weekWarnings } from '@holdspace/protocols/day-warnings'
import type { ProtocolContent } from '@holdspace/protocols/protocol-version'
import { dosingPhase, knownBy, type Rhythm, weekMostOf } from '@holdspace/protocols/rhythm'
import type { AppointmentStatus } from '../scheduling/appointment.ts'
import type { Stage } from '../scheduling/appointment-types.ts'
import type { PlanContent } from './plan-content.ts'

/** A visit as the course sees it. */
export interface CourseVisit {
  readonly stage: Stage
  readonly on: CalendarDate
  readonly status: AppointmentStatus
}

type PlannedRhythm = Pick<
  PlanContent,
  'doses' | 'courseDays' | 'minGapHours' | 'boosters' | 'protocolTitle' | 'protocolVersion'
>

/** The rhythm a signed plan agreed on, within its protocol; what the plan does not say is the protocol's own. */
export function rhythmOfPlan(
  { version, content }: { readonly version: number; readonly content: PlannedRhythm },
  protocol: Pick<ProtocolContent, 'phases'> | null,
): Rhythm {
  const dosing = protocol === null ? null : dosingPhase(protocol)
  const isOfProtocol = dosing !== null && dosing.minGapHours.value === content.minGapHours
  const gapSource = isOfProtocol ? `: ${knownBy(dosing.minGapHours)}` : ' agreed in the plan'
  return {
    count: content.doses,
    minGapHours: content.minGapHours,
    windowDays: content.courseDays,
    ladder: content.boosters,
    repeatsLastStep: false,
    weekMost: dosing === null ? null : weekMostOf(dosing),
    source: `Plan, version ${version}, within ${content.protocolTitle} ${content.protocolVersion}; time between sessions${gapSource}`,
  }
}

export interface CadenceFacts {
  readonly rhythm: Rhythm
  /** The days of the sessions of this course in which something was given. */
  readonly dosedOn: readonly CalendarDate[]
  /** Every visit of the person, whatever became of it. */
  readonly visits: readonly CourseVisit[]
  readonly today: CalendarDate
}

/** How the course stands today: what comes next and why, what is booked for it, what was missed, and what is out of rhythm. */
export interface CourseCadence {
  readonly next: NextSession
  readonly bookedOn: CalendarDate | null
  readonly missed: string | null
  readonly warnings: readonly DayWarning[]
  readonly source: string
}

export function courseCadence({ rhythm, dosedOn, visits, today }: CadenceFacts): CourseCadence {
  const booked = bookedDays(visits, today)
  const [first = null, ...others] = booked
  const last = dosedOn.toSorted().at(-1) ?? null
  const isRecent = last !== null && last > plusPeriod(today, '-P7D')
  const given = isRecent ? weekWarnings({ rhythm, on: last, dosedOn: without(dosedOn, last), bookedOn: [] }) : []
  const ahead = first === null ? [] : dayWarnings({ rhythm, on: first, dosedOn, bookedOn: others })
  const known = new Set(ahead.map((one) => one.code))
  return {
    next: nextSession({ rhythm, dosedOn, today }),
    bookedOn: first,
    missed: missedSince(visits, last, today),
    warnings: [...ahead, ...given.filter((one) => !known.has(one.code))],
    source: rhythm.source,
  }
}

/** Medicine visits that still hold, from today on, soonest first. */
export function bookedDays(visits: readonly CourseVisit[], today: CalendarDate): readonly CalendarDate[] {
  return visits
    .filter(({ stage, status, on }) => stage === 'medicine' && status === 'booked' && on >= today)
    .map((visit) => visit.on)
    .toSorted()
}

const fates: { readonly [S in AppointmentStatus]?: string } = {
  'no-show': 'the person did not come',
  cancelled: 'it was cancelled',
}

/** The last medicine visit after the last dose that was not kept. */
function missedSince(visits: readonly CourseVisit[], last: CalendarDate | null, today: CalendarDate): string | null {
  const lost = visits
    .filter(({ stage, status, on }) => stage === 'medicine' && fates[status] !== undefined && on <= today)
    .filter(({ on }) => last === null || on > last)
    .toSorted((one, other) => (one.on < other.on ? -1 : 1))
    .at(-1)
  if (lost === undefined) return null
  return `The session booked for ${formatDate(lost.on)} was missed: ${fates[lost.status]}.`
}

/** One of the days taken out, so that a day is not counted beside itself. */
function without(days: readonly CalendarDate[], day: CalendarDate): readonly CalendarDate[] {
  const at = days.indexOf(day)
  return days.filter((_, each) => each !== at)
}
