import { type CalendarDate, calendarDate } from '@holdspace/kit/calendar-date'
import { type Instant, instant, instantFromMs } from '@holdspace/kit/instant'
import { asObject, asText } from './parse-untrusted.ts'

/** A moment a measurement was taken. A day without a time is kept as the start of that day: older, never newer, than it was. */
export interface MeasuredMoment {
  readonly at: Instant
  readonly precision: 'time' | 'day'
}

/** FHIR dateTime → moment; undefined for less than a day (`2019-05`) or for a time without an offset. */
export function readMoment(value: unknown): MeasuredMoment | undefined {
  const text = asText(value, 40)
  if (text === undefined) return undefined
  const day = calendarDate.safeParse(text)
  if (day.success) return { at: instant.parse(`${day.data}T00:00:00.000Z`), precision: 'day' }
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? undefined : { at: instantFromMs(ms), precision: 'time' }
}

/** The calendar day in the sender's own zone, as written. */
export function readDay(value: unknown): CalendarDate | undefined {
  const text = asText(value, 40)
  const day = calendarDate.safeParse(text?.slice(0, 10))
  return day.success ? day.data : undefined
}

/** A date as exactly as given (`1999`, `1999-06`, `1999-06-21`), from a dateTime. */
export function readPartialDate(value: unknown): string | undefined {
  const text = asText(value, 40)?.slice(0, 10)
  return text !== undefined && /^\d{4}(-\d{2}(-\d{2})?)?$/.test(text) ? text : undefined
}

/** FHIR `onset[x]` or `abatement[x]`: a date, the start of a period, an age, or words. */
export function readOnset(source: { readonly [key: string]: unknown }, field: 'onset' | 'abatement') {
  const age = asObject(source[`${field}Age`])
  return (
    readPartialDate(source[`${field}DateTime`]) ??
    readPartialDate(asObject(source[`${field}Period`])?.start) ??
    (typeof age?.value === 'number' ? `age ${age.value}` : undefined) ??
    asText(source[`${field}String`])
  )
}
