import { foldName } from '@holdspace/clinic/people/fold-name'
import { Temporal } from 'temporal-polyfill'
import type { DateRange } from './search-row.ts'

/** Text as it is searched: the same folding as the clinic's own name search, so both find the same people. */
export function foldText(text: string): string {
  return foldName(text)
}

/** The folded words of a text, and the text as one: FHIR string search starts at any part. */
export function searchStrings(texts: readonly (string | undefined)[]): string[] {
  const found = new Set<string>()
  for (const text of texts) {
    const folded = text === undefined ? '' : foldText(text)
    if (folded === '') continue
    found.add(folded)
    for (const word of folded.split(' ')) found.add(word)
  }
  return [...found]
}

const partial = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

/**
 * A FHIR date or dateTime as the half-open span it covers: `2026` is a year, `2026-11-21` a day in `zone`, a time with
 * seconds that second, with milliseconds that millisecond. Null for what is no FHIR date.
 */
export function rangeOf(text: string, zone: string): DateRange | null {
  try {
    return partial.test(text) ? calendarRange(text, zone) : momentRange(text, zone)
  } catch {
    return null
  }
}

function calendarRange(text: string, zone: string): DateRange | null {
  const [, year, month, day] = partial.exec(text) ?? []
  if (year === undefined) return null
  const start = Temporal.PlainDate.from(
    { year: Number(year), month: Number(month ?? 1), day: Number(day ?? 1) },
    { overflow: 'reject' },
  )
  const end = start.add(day !== undefined ? { days: 1 } : month !== undefined ? { months: 1 } : { years: 1 })
  return { from: midnight(start, zone), to: midnight(end, zone) }
}

function midnight(day: Temporal.PlainDate, zone: string): string {
  return utc(day.toZonedDateTime(zone).toInstant())
}

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/

function momentRange(text: string, zone: string): DateRange | null {
  const parts = moment.exec(text)
  if (parts === null) return null
  const start =
    parts[2] === undefined
      ? Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant()
      : Temporal.Instant.from(text)
  const seconds = text.slice(0, 19).length === 19 && text[16] === ':'
  const span = parts[1] !== undefined ? { milliseconds: 1 } : seconds ? { seconds: 1 } : { minutes: 1 }
  return { from: utc(start), to: utc(start.add(span)) }
}

function utc(moment: Temporal.Instant): string {
  return moment.toString({ smallestUnit: 'millisecond' })
}

/** What somebody searched for: a span of the practice's wall clock, or of real time where the zone was said. */
export interface AskedRange {
  readonly from: string
  readonly to: string
  readonly zoned: boolean
}

/** The span a date parameter covers. Without an offset it is left as wall time, since the zone is the practice's own. */
export function askedRange(text: string): AskedRange | null {
  const zoned = /(Z|[+-]\d{2}:\d{2})$/.test(text) && text.includes('T')
  // In UTC a wall time and its own text are the same, so the span is worked out there and the zone is left to be put on.
  const range = rangeOf(text, 'UTC')
  if (range === null || !isOurEra(range.from) || !isOurEra(range.to)) return null
  return zoned ? { ...range, zoned } : { from: range.from.slice(0, -1), to: range.to.slice(0, -1), zoned }
}

/** A year of four digits, and not the year 0: what the calendar of FHIR and that of the database both know. */
function isOurEra(moment: string): boolean {
  return /^\d{4}-/.test(moment) && !moment.startsWith('0000')
}
