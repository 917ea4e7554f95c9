import type { z } from 'zod'

/** A moment: RFC 3339 text, UTC, milliseconds, `Z` — e.g. `2026-11-21T14:03:00.000Z`. Compares as text. */
export type Instant = string & z.core.$brand<'Instant'>

/**
 * Arithmetic on moments, apart from the schema that reads one: screens work with moments all day and read none, so a
 * page that counts minutes need not load a schema library (PERFORMANCE, first route).
 */
const lengthOfAnInstant = '2026-11-21T14:03:00.000Z'.length

/** Throws a RangeError outside the years 0000 to 9999, as the schema would. */
export function instantFromMs(msSinceEpoch: number): Instant {
  if (msSinceEpoch === lastMs) return lastInstant
  const text = new Date(msSinceEpoch).toISOString()
  if (text.length !== lengthOfAnInstant) throw new RangeError(`${text} is not a moment Holdspace can keep.`)
  lastMs = msSinceEpoch
  lastInstant = text as Instant
  return lastInstant
}

/** An act asks what time it is half a dozen times within a millisecond or two, and to write it down costs a microsecond. */
let lastMs = Number.NaN
let lastInstant = '' as Instant

export function msOf(moment: Instant): number {
  return Date.parse(moment)
}

/** Milliseconds from `earlier` to `later`; negative when they are the other way round. */
export function msBetween(earlier: Instant, later: Instant): number {
  return msOf(later) - msOf(earlier)
}

export function minutesBetween(earlier: Instant, later: Instant): number {
  return msBetween(earlier, later) / 60_000
}

export function plusMs(moment: Instant, ms: number): Instant {
  return instantFromMs(msOf(moment) + ms)
}

export function plusMinutes(moment: Instant, count: number): Instant {
  return plusMs(moment, count * 60_000)
}
