import { Temporal } from 'temporal-polyfill'
import type { CalendarDate } from './calendar-date.ts'
import { type Instant, instantFromMs } from './instant.ts'

/** What the clock on the practice's wall shows. */
export interface WallClock {
  /** 1 is Monday, 7 Sunday. */
  readonly weekday: number
  /** Minutes after midnight as the clock shows them; on a day when the clock is put back an hour is shown twice. */
  readonly minute: number
}

export function wallClockOf(moment: Instant, zone: string): WallClock {
  const local = Temporal.Instant.from(moment).toZonedDateTimeISO(zone)
  return { weekday: local.dayOfWeek, minute: local.hour * 60 + local.minute }
}

/** 1 is Monday, 7 Sunday. */
export function weekdayOf(date: CalendarDate): number {
  return Temporal.PlainDate.from(date).dayOfWeek
}

/**
 * The moment at which the wall clock of a day shows this minute. A time that is skipped when the clock is put forward
 * becomes as much later; one that comes twice is the first of the two.
 */
export function momentAt(date: CalendarDate, minute: number, zone: string): Instant {
  const local = Temporal.PlainDate.from(date).toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 })
  return instantFromMs(local.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds)
}

/** Whether the wall clock of this day ever shows this minute: 02:30 is skipped when the clock is put forward. */
export function isOnTheClock(date: CalendarDate, minute: number, zone: string): boolean {
  return wallClockOf(momentAt(date, minute, zone), zone).minute === minute
}
