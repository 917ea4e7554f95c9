import { z } from 'zod'

/** A moment: RFC 3339 text, UTC, milliseconds, `Z` — e.g. `2026-11-21T14:03:00.000Z`. Compares as text. */
export const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, 'a UTC time with milliseconds, like 2026-11-21T14:03:00.000Z')
  .refine((text) => !Number.isNaN(Date.parse(text)), 'not a moment on the calendar')
  .brand<'Instant'>()

export type Instant = z.output<typeof instant>

/** What tells the time. Handed in everywhere; nothing in the domain reads a clock. */
export type Clock = () => Instant

export function instantFromMs(msSinceEpoch: number): Instant {
  return instant.parse(new Date(msSinceEpoch).toISOString())
}

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
