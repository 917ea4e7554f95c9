import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { calendarDate } from './calendar-date.ts'
import { ageInYears, dateInZone, daysBetween, formatDate, timeInZone } from './calendar-words.ts'
import { instantFromMs } from './elapsed.ts'

/** Zones with half hours, three quarters, and both hemispheres' clock changes. */
const zones = fc.constantFrom(
  'America/New_York',
  'America/Denver',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'UTC',
)
const moments = fc.integer({ min: 0, max: Date.UTC(2099, 11, 31) }).map(instantFromMs)
const days = fc
  .integer({ min: 0, max: 72_000 })
  .map((count) => calendarDate.parse(Temporal.PlainDate.from('1901-01-01').add({ days: count }).toString()))

describe('days and times as screens show them agree with the time library', () => {
  it('on the day and the time it is in a zone (CK8)', () => {
    fc.assert(
      fc.property(moments, zones, (moment, zone) => {
        const zoned = Temporal.Instant.from(moment).toZonedDateTimeISO(zone)
        expect(dateInZone(moment, zone)).toBe(zoned.toPlainDate().toString())
        expect(timeInZone(moment, zone)).toBe(zoned.toPlainTime().toString({ smallestUnit: 'minute' }))
      }),
    )
  })

  it('on the days and the whole years between two days, either way round', () => {
    fc.assert(
      fc.property(days, days, (from, to) => {
        const [one, other] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)]
        expect(daysBetween(from, to) - one.until(other, { largestUnit: 'day' }).days).toBe(0)
        expect(ageInYears(from, to) - one.until(other, { largestUnit: 'year' }).years).toBe(0)
      }),
    )
  })

  it('refuse what is no day, as the time library does', () => {
    for (const text of ['2026-13-01', '2026-00-10', '21 Nov 2026', '']) {
      expect(() => formatDate(text as never)).toThrow(RangeError)
    }
  })

  it('refuse a zone nobody knows', () => {
    expect(() => timeInZone(instantFromMs(0), 'Mars/Olympus')).toThrow(RangeError)
  })
})
