import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { type Instant, instantFromMs } from './instant.ts'

/** A day on the calendar, `2026-11-21`. */
export const calendarDate = z.iso.date().brand<'CalendarDate'>()
export type CalendarDate = z.output<typeof calendarDate>

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** `14-Jul-2026`: day, three-letter month, year, so that no reader can swap day and month (NHS CUI). */
export function formatDate(date: CalendarDate): string {
  const day = Temporal.PlainDate.from(date)
  return `${String(day.day).padStart(2, '0')}-${monthNames[day.month - 1]}-${day.year}`
}

/** Whole years lived on `today`. */
export function ageInYears(birthDate: CalendarDate, today: CalendarDate): number {
  return Temporal.PlainDate.from(birthDate).until(Temporal.PlainDate.from(today), { largestUnit: 'year' }).years
}

/** `Born 14-Jul-1985 (41y)`: the banner's exact form, no colon (ACCESSIBILITY-UX BN2). */
export function formatBorn(birthDate: CalendarDate, today: CalendarDate): string {
  return `Born ${formatDate(birthDate)} (${ageInYears(birthDate, today)}y)`
}

/** The calendar day it is at `moment` in the practice's zone (IANA name). */
export function dateInZone(moment: Instant, zone: string): CalendarDate {
  return calendarDate.parse(Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainDate().toString())
}

/** `14:03` on a 24-hour clock in the practice's zone. */
export function timeInZone(moment: Instant, zone: string): string {
  return Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })
}

/** `21-Nov-2026 14:03:07 -05:00 (America/New_York)`: for paper, where the zone must be told. */
export function dateTimeInZone(moment: Instant, zone: string): string {
  const zoned = Temporal.Instant.from(moment).toZonedDateTimeISO(zone)
  const date = formatDate(calendarDate.parse(zoned.toPlainDate().toString()))
  return `${date} ${zoned.toPlainTime().toString({ smallestUnit: 'second' })} ${zoned.offset} (${zone})`
}

/** FHIR dateTime with the zone's own offset, so that a partner sees the clinic's wall clock. */
export function zonedDateTime(moment: Instant, zone: string): string {
  return Temporal.Instant.from(moment)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', smallestUnit: 'millisecond' })
}

/** Days from one calendar day to another; negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days
}

/** The day that lies an ISO 8601 period later: `P7D`, `P14D`, `P1M` (a month's end stays within its month). */
export function plusPeriod(date: CalendarDate, period: string): CalendarDate {
  return calendarDate.parse(Temporal.PlainDate.from(date).add(period).toString())
}

/** Midnight in the zone at the start of the day `later` days after `date`. */
export function startOfDay(date: CalendarDate, zone: string, later: number): Instant {
  const midnight = Temporal.PlainDate.from(date).add({ days: later }).toZonedDateTime(zone).toInstant()
  return instantFromMs(midnight.epochMilliseconds)
}
