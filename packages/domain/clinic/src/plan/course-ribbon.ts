import { type CalendarDate, dateInZone, plusPeriod } from '@holdspace/kit/calendar-date'
import type { Instant } from '@holdspace/kit/instant'
import type { AppointmentStatus } from '../scheduling/appointment.ts'
import type { Stage } from '../scheduling/appointment-types.ts'
import type { CourseVisit } from './course-cadence.ts'
import type { PlanContent } from './plan-content.ts'

/** One mark of a course as the ribbon draws it, in order of time. What lies ahead is marked *planned*, never as done. */
export interface RibbonMark {
  readonly kind: 'consultation' | 'preparation' | 'dose' | 'integration' | 'booster'
  /** Counted within its kind, from 1. */
  readonly number: number
  /** What happened on which day; null for what is only planned. */
  readonly on: CalendarDate | null
  /** The day it is booked for; else the day the plan's own rhythm puts it on, counted from the last dose given. */
  readonly plannedOn: CalendarDate | null
  /** A visit holds that day: it is no longer a guess. */
  readonly isBooked: boolean
  readonly sessionId: string | null
}

export interface CourseRibbon {
  readonly marks: readonly RibbonMark[]
  readonly dosesGiven: number
  readonly dosesPlanned: number
}

export interface RibbonQuestion {
  readonly content: Pick<
    PlanContent,
    'doses' | 'courseDays' | 'preparationSessions' | 'integrationPerDose' | 'boosters'
  >
  /** The sessions in which something was given, oldest first. */
  readonly given: readonly { readonly sessionId: string; readonly at: Instant }[]
  readonly zone: string
  /** How many consultations the protocol asks for before the first dose. */
  readonly consultations: number
  /** The visits of this course, whatever became of them. */
  readonly visits: readonly CourseVisit[]
  readonly today: CalendarDate
}

/**
 * A course as a row of marks: consultation, preparation, doses each with its integration, boosters. What was given or kept
 * stands on its own day, what is booked on the day it holds; the doses after that follow the last one in the plan's own
 * rhythm, which is a picture and not an appointment.
 */
export function courseRibbon({ content, given, zone, ...rest }: RibbonQuestion): CourseRibbon {
  const { doses, courseDays, preparationSessions, integrationPerDose, boosters } = content
  const days = given.map((one) => ({ sessionId: one.sessionId, on: dateInZone(one.at, zone) }))
  const last = days.at(-1)?.on ?? null
  const stepDays = doses > 1 ? Math.round(courseDays / (doses - 1)) : 0
  const after = (from: CalendarDate | null, count: number) =>
    from === null || count < 0 ? null : plusPeriod(from, `P${count}D`)
  const talks = (stage: Stage) => ({
    kept: daysOf(rest.visits, stage, 'arrived'),
    booked: daysOf(rest.visits, stage, 'booked').filter((day) => day >= rest.today),
  })
  const booked = talks('medicine').booked.filter((day) => last === null || day > last)
  const lastKnown = booked.at(-1) ?? last
  const integrations = talks('integration')
  const marks: RibbonMark[] = [
    ...talked('consultation', rest.consultations, 0, talks('consultation')),
    ...talked('preparation', preparationSessions, 0, talks('preparation')),
  ]
  const known = days.length + booked.length
  for (let dose = 1; dose <= doses; dose += 1) {
    const guess = after(lastKnown, (dose - known) * stepDays)
    marks.push(medicine('dose', dose, days[dose - 1], booked[dose - 1 - days.length], guess))
    marks.push(...talked('integration', integrationPerDose, (dose - 1) * integrationPerDose, integrations))
  }
  let booster = days[doses - 1]?.on ?? booked[doses - 1 - days.length] ?? after(lastKnown, (doses - known) * stepDays)
  boosters.forEach((period, at) => {
    const done = days[doses + at]
    const held = booked[doses + at - days.length]
    booster = booster === null ? null : plusPeriod(booster, period)
    marks.push(medicine('booster', at + 1, done, held, booster))
    booster = done?.on ?? held ?? booster
  })
  return { marks, dosesGiven: days.length, dosesPlanned: doses }
}

function daysOf(visits: readonly CourseVisit[], stage: Stage, status: AppointmentStatus): readonly CalendarDate[] {
  return visits
    .filter((visit) => visit.stage === stage && visit.status === status)
    .map((visit) => visit.on)
    .toSorted()
}

interface Talks {
  readonly kept: readonly CalendarDate[]
  readonly booked: readonly CalendarDate[]
}

/** `count` marks from number `before` + 1 on: as many as were kept are done, the next ones hold what is booked. */
function talked(kind: RibbonMark['kind'], count: number, before: number, { kept, booked }: Talks): RibbonMark[] {
  return Array.from({ length: count }, (_, at) => {
    const number = before + at + 1
    const on = kept[number - 1] ?? null
    const held = on === null ? booked[number - 1 - kept.length] : undefined
    return { kind, number, on, plannedOn: on ?? held ?? null, isBooked: held !== undefined, sessionId: null }
  })
}

function medicine(
  kind: 'dose' | 'booster',
  number: number,
  done: { readonly sessionId: string; readonly on: CalendarDate } | undefined,
  held: CalendarDate | undefined,
  guess: CalendarDate | null,
): RibbonMark {
  if (done !== undefined) {
    return { kind, number, on: done.on, plannedOn: done.on, isBooked: false, sessionId: done.sessionId }
  }
  return { kind, number, on: null, plannedOn: held ?? guess, isBooked: held !== undefined, sessionId: null }
}
