import { type CalendarDate, calendarDate } from '@holdspace/kit/calendar-date'
import { Temporal } from 'temporal-polyfill'

/**
 * Business days as the deadlines of the estimate count them: Monday to Friday, not a federal holiday (5 U.S.C. 6103; a
 * holiday on a Saturday is kept on Friday, one on a Sunday on Monday).
 */
export function isBusinessDay(date: CalendarDate): boolean {
  const day = Temporal.PlainDate.from(date)
  return day.dayOfWeek <= 5 && !holidaysAround(day.year).has(date)
}

/** The date so many business days after `date`; with a negative count, before it. */
export function plusBusinessDays(date: CalendarDate, count: number): CalendarDate {
  const step = count < 0 ? -1 : 1
  let day = Temporal.PlainDate.from(date)
  let left = Math.abs(count)
  while (left > 0) {
    day = day.add({ days: step })
    if (isBusinessDay(dateOf(day))) left -= 1
  }
  return dateOf(day)
}

/** Business days from `from` to `to`, both included; 0 when `to` is earlier. */
export function businessDaysIn(from: CalendarDate, to: CalendarDate): number {
  let day = Temporal.PlainDate.from(from)
  const last = Temporal.PlainDate.from(to)
  let count = 0
  while (Temporal.PlainDate.compare(day, last) <= 0) {
    if (isBusinessDay(dateOf(day))) count += 1
    day = day.add({ days: 1 })
  }
  return count
}

export function dayAfter(date: CalendarDate, days: number): CalendarDate {
  return dateOf(Temporal.PlainDate.from(date).add({ days }))
}

function dateOf(day: Temporal.PlainDate): CalendarDate {
  return calendarDate.parse(day.toString())
}

/** The observed holidays that may fall into a year: New Year's Day of the next one can be kept on 31 December. */
function holidaysAround(year: number): ReadonlySet<string> {
  return new Set([...holidaysOf(year), ...holidaysOf(year + 1)])
}

function holidaysOf(year: number): readonly string[] {
  const fixed = (month: number, day: number) => observed(Temporal.PlainDate.from({ year, month, day }))
  return [
    fixed(1, 1),
    nthMonday(year, 1, 3),
    nthMonday(year, 2, 3),
    lastMondayOfMay(year),
    fixed(6, 19),
    fixed(7, 4),
    nthMonday(year, 9, 1),
    nthMonday(year, 10, 2),
    fixed(11, 11),
    fourthThursdayOfNovember(year),
    fixed(12, 25),
  ].map(String)
}

function observed(day: Temporal.PlainDate): Temporal.PlainDate {
  if (day.dayOfWeek === 6) return day.subtract({ days: 1 })
  if (day.dayOfWeek === 7) return day.add({ days: 1 })
  return day
}

function nthMonday(year: number, month: number, nth: number): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year, month, day: 1 })
  return first.add({ days: ((8 - first.dayOfWeek) % 7) + (nth - 1) * 7 })
}

function lastMondayOfMay(year: number): Temporal.PlainDate {
  const last = Temporal.PlainDate.from({ year, month: 5, day: 31 })
  return last.subtract({ days: last.dayOfWeek - 1 })
}

function fourthThursdayOfNovember(year: number): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year, month: 11, day: 1 })
  return first.add({ days: ((11 - first.dayOfWeek) % 7) + 21 })
}
