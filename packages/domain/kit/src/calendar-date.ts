import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { type CalendarDate, formatDate } from './calendar-words.ts'
import { type Instant, instantFromMs } from './elapsed.ts'

/** Where a day is also read from text or moved; screens take these from `calendar-words` itself. */
export {
  ageInYears,
  type CalendarDate,
  dateInZone,
  daysBetween,
  formatBorn,
  formatDate,
  timeInZone,
} from './calendar-words.ts'

/** Reads a day. */
export const calendarDate = z.iso.date().brand<'CalendarDate'>()

/** `21-Nov-2026 14:03:07 -05:00 (America/New_York)`: for paper, where the zone must be told. */
export function dateTimeInZone(moment: Instant, zone: string): string {
  const zoned = Temporal.Instant.from(moment).toZonedDateTimeISO(zone)
  const date = formatDate(calendarDate.parse(zoned.toPlainDate().toString()))
  return `${date} ${zoned.toPlainTime().toString({ smallestUnit: 'second' })} ${zoned.offset} (${zone})`
}

/** The minute each zone was last asked about, as the zone's clock shows it: a set of vital signs asks for it many times. */
const lastMinutes = new Map<string, { readonly minute: string; readonly wall: string; readonly offset: string }>()
const toTheMinute = '2026-11-21T14:03'.length
const wholeMinutes = /^[+-]\d{2}:\d{2}$/

/** FHIR dateTime with the zone's own offset, so that a partner sees the clinic's wall clock. */
export function zonedDateTime(moment: Instant, zone: string): string {
  const last = lastMinutes.get(zone)
  const minute = moment.slice(0, toTheMinute)
  if (last?.minute === minute) return `${last.wall}${moment.slice(toTheMinute, -1)}${last.offset}`
  const text = Temporal.Instant.from(moment)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', smallestUnit: 'millisecond' })
  const offset = text.slice(moment.length - 1)
  // Long ago zones stood apart by seconds too; then the seconds of the moment are not those of the wall.
  if (wholeMinutes.test(offset)) lastMinutes.set(zone, { minute, wall: text.slice(0, toTheMinute), offset })
  return text
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
