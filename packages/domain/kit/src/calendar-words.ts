import type { z } from 'zod'
import type { Instant } from './elapsed.ts'

/** A day on the calendar, `2026-11-21`. */
export type CalendarDate = string & z.core.$brand<'CalendarDate'>

/**
 * Days and times as screens show them. Apart from the schemas and from the time library, because every first route
 * needs these few and none of the rest (PERFORMANCE); a test holds each against the time library over random moments.
 */
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** Throws a RangeError on text that is no date: a wrong day on a screen is worse than none. */
function dayOf(date: CalendarDate): Day {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? []
  const read = { year: Number(year), month: Number(month), day: Number(day) }
  if (!(read.month >= 1 && read.month <= 12 && read.day >= 1)) throw new RangeError(`${date} is not a day.`)
  return read
}

/** `14-Jul-2026`: day, three-letter month, year, so that no reader can swap day and month (NHS CUI). */
export function formatDate(date: CalendarDate): string {
  const { year, month, day } = dayOf(date)
  return `${String(day).padStart(2, '0')}-${monthNames[month - 1]}-${year}`
}

/** Whole years lived on `today`. */
export function ageInYears(birthDate: CalendarDate, today: CalendarDate): number {
  if (birthDate > today) return 0 - ageInYears(today, birthDate)
  const born = dayOf(birthDate)
  const now = dayOf(today)
  const hadBirthday = now.month > born.month || (now.month === born.month && now.day >= born.day)
  return now.year - born.year - (hadBirthday ? 0 : 1)
}

/** `Born 14-Jul-1985 (41y)`: the banner's exact form, no colon (ACCESSIBILITY-UX BN2). */
export function formatBorn(birthDate: CalendarDate, today: CalendarDate): string {
  return `Born ${formatDate(birthDate)} (${ageInYears(birthDate, today)}y)`
}

/** Days from one calendar day to another; negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return (utcOf(to) - utcOf(from)) / 86_400_000
}

function utcOf(date: CalendarDate): number {
  const { year, month, day } = dayOf(date)
  return Date.UTC(year, month - 1, day)
}

/** The calendar day it is at `moment` in the practice's zone (IANA name). */
export function dateInZone(moment: Instant, zone: string): CalendarDate {
  const { year, month, day } = wallOf(moment, zone)
  return `${year.padStart(4, '0')}-${month}-${day}` as CalendarDate
}

/** `14:03` on a 24-hour clock in the practice's zone. */
export function timeInZone(moment: Instant, zone: string): string {
  const { hour, minute } = wallOf(moment, zone)
  return `${hour}:${minute}`
}

type WallPart = 'year' | 'month' | 'day' | 'hour' | 'minute'

/** A reader of one zone costs more to make than a thousand readings, and a screen makes thousands. */
const readers = new Map<string, Intl.DateTimeFormat>()

function readerOf(zone: string): Intl.DateTimeFormat {
  const known = readers.get(zone)
  if (known !== undefined) return known
  const reader = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  readers.set(zone, reader)
  return reader
}

/** The minute each zone was last asked about: one request asks for the same one many times. */
const lastWalls = new Map<string, { readonly minute: string; readonly wall: Readonly<Record<WallPart, string>> }>()
const toTheMinute = '2026-11-21T14:03'.length

function wallOf(moment: Instant, zone: string): Readonly<Record<WallPart, string>> {
  const last = lastWalls.get(zone)
  const minute = moment.slice(0, toTheMinute)
  if (last?.minute === minute) return last.wall
  const wall = readWall(moment, zone)
  lastWalls.set(zone, { minute, wall })
  return wall
}

function readWall(moment: Instant, zone: string): Readonly<Record<WallPart, string>> {
  const wall = { year: '', month: '', day: '', hour: '', minute: '' }
  for (const { type, value } of readerOf(zone).formatToParts(Date.parse(moment))) {
    if (type in wall) wall[type as WallPart] = value
  }
  return wall
}
