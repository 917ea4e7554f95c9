import { type CalendarDate, plusPeriod } from '@holdspace/kit/calendar-date'
import { daysBetween, formatDate } from '@holdspace/kit/calendar-words'
import { gapDays, inDays, nextSession } from './cadence.ts'
import type { Rhythm } from './rhythm.ts'

/** A medicine visit on a day, beside what was given and what else is booked. All days are the practice's own. */
export interface VisitDay {
  readonly rhythm: Rhythm
  readonly on: CalendarDate
  readonly dosedOn: readonly CalendarDate[]
  /** Other medicine visits that are booked and not yet kept. */
  readonly bookedOn: readonly CalendarDate[]
}

/** Why a day does not fit the rhythm, with whose rhythm it is. It warns; booking is never refused for it. */
export interface DayWarning {
  readonly code: 'early' | 'late' | 'before-next' | 'week-full' | 'course-complete'
  readonly sentence: string
  readonly source: string
}

export function dayWarnings(visit: VisitDay): readonly DayWarning[] {
  return [...windowWarnings(visit), ...nextVisitWarnings(visit), ...weekWarnings(visit)]
}

/** As it will stand on that day: visits booked before it are taken as kept. */
function windowWarnings({ rhythm, on, dosedOn, bookedOn }: VisitDay): readonly DayWarning[] {
  const before = [...dosedOn, ...bookedOn].filter((day) => day <= on)
  const next = nextSession({ rhythm, dosedOn: before, today: on })
  const { source } = rhythm
  switch (next.kind) {
    case 'first':
      return []
    case 'complete':
      return [{ code: 'course-complete', sentence: next.sentence, source }]
    case 'course':
    case 'booster': {
      if (next.standing === 'in-window') return []
      const limit = next.standing === 'early' ? next.earliest : next.latest
      const by = inDays(daysBetween(...ordered(on, limit)))
      const words = next.standing === 'early' ? `${by} too early` : `${by} late`
      return [{ code: next.standing, sentence: `${formatDate(on)} is ${words}. ${next.sentence}`, source }]
    }
  }
}

function nextVisitWarnings({ rhythm, on, bookedOn }: VisitDay): readonly DayWarning[] {
  const [following] = bookedOn.filter((day) => day > on).toSorted()
  if (following === undefined) return []
  const [apart, gap] = [daysBetween(on, following), gapDays(rhythm)]
  if (apart >= gap) return []
  const sentence = `The next session is booked ${inDays(apart)} later, on ${formatDate(following)}; ${inDays(gap)} belong between two.`
  return [{ code: 'before-next', sentence, source: rhythm.source }]
}

const week = 7

/** Any seven days in a row count, not the week of the calendar. */
export function weekWarnings({ rhythm: { weekMost }, on, dosedOn, bookedOn }: VisitDay): readonly DayWarning[] {
  if (weekMost === null) return []
  const days = [on, ...dosedOn, ...bookedOn]
  const starts = Array.from({ length: week }, (_, at) => plusPeriod(on, `-P${at}D`))
  const fullest = Math.max(
    ...starts.map((from) => days.filter((day) => day >= from && daysBetween(from, day) < week).length),
  )
  if (fullest <= weekMost.count) return []
  const sentence = `${fullest} sessions within seven days; more than ${weekMost.count} are warned of.`
  return [{ code: 'week-full', sentence, source: weekMost.source }]
}

function ordered(one: CalendarDate, other: CalendarDate): [CalendarDate, CalendarDate] {
  return one < other ? [one, other] : [other, one]
}
