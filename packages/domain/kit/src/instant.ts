import { z } from 'zod'
import type { Instant } from './elapsed.ts'

/** Where a moment is also read from text; who only counts takes these from `elapsed` itself. */
export { type Instant, instantFromMs, minutesBetween, msBetween, msOf, plusMinutes, plusMs } from './elapsed.ts'

/** Reads a moment. */
export const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, 'a UTC time with milliseconds, like 2026-11-21T14:03:00.000Z')
  .refine((text) => !Number.isNaN(Date.parse(text)), 'not a moment on the calendar')
  .brand<'Instant'>()

/** What tells the time. Handed in everywhere; nothing in the domain reads a clock. */
export type Clock = () => Instant
