import { type CalendarDate, dateInZone, plusPeriod } from '@holdspace/kit/calendar-date'
import type { Instant } from '@holdspace/kit/instant'
import type { PlanContent } from './plan-content.ts'

/** One mark of a course as the ribbon draws it, in order of time. What lies ahead is marked *planned*, never as done. */
export interface RibbonMark {
  readonly kind: 'preparation' | 'dose' | 'integration' | 'booster'
  /** Counted within its kind, from 1. */
  readonly number: number
  /** What happened on which day; null for what is only planned. */
  readonly on: CalendarDate | null
  /** The day the plan's own rhythm puts it on, counted from the last dose given; null before the first. */
  readonly plannedOn: CalendarDate | null
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
}

/**
 * A course as a row of marks: preparation, doses each with its integration, boosters. Doses given stand on their own day;
 * the others follow the last one in the plan's own rhythm, which is a picture and not an appointment.
 */
export function courseRibbon({ content, given, zone }: RibbonQuestion): CourseRibbon {
  const { doses, courseDays, preparationSessions, integrationPerDose, boosters } = content
  const days = given.map((one) => ({ sessionId: one.sessionId, on: dateInZone(one.at, zone) }))
  const last = days.at(-1)?.on ?? null
  const stepDays = doses > 1 ? Math.round(courseDays / (doses - 1)) : 0
  const after = (from: CalendarDate | null, count: number) => (from === null ? null : plusPeriod(from, `P${count}D`))
  const marks: RibbonMark[] = ahead('preparation', preparationSessions, 0)
  for (let dose = 1; dose <= doses; dose += 1) {
    const done = days[dose - 1]
    marks.push({
      kind: 'dose',
      number: dose,
      on: done?.on ?? null,
      plannedOn: done === undefined ? after(last, (dose - days.length) * stepDays) : done.on,
      sessionId: done?.sessionId ?? null,
    })
    marks.push(...ahead('integration', integrationPerDose, (dose - 1) * integrationPerDose))
  }
  let booster = days[doses - 1]?.on ?? after(last, (doses - days.length) * stepDays)
  boosters.forEach((period, at) => {
    const done = days[doses + at]
    booster = booster === null ? null : plusPeriod(booster, period)
    marks.push({
      kind: 'booster',
      number: at + 1,
      on: done?.on ?? null,
      plannedOn: booster,
      sessionId: done?.sessionId ?? null,
    })
  })
  return { marks, dosesGiven: days.length, dosesPlanned: doses }
}

function ahead(kind: RibbonMark['kind'], count: number, before: number): RibbonMark[] {
  return Array.from({ length: count }, (_, at) => ({
    kind,
    number: before + at + 1,
    on: null,
    plannedOn: null,
    sessionId: null,
  }))
}
