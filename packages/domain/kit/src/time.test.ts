import { describe, expect, it } from 'vitest'
import {
  ageInYears,
  calendarDate,
  dateInZone,
  dateTimeInZone,
  daysBetween,
  formatBorn,
  formatDate,
  timeInZone,
  zonedDateTime,
} from './calendar-date.ts'
import { instant, minutesBetween, plusMinutes } from './instant.ts'

const day = (text: string) => calendarDate.parse(text)
const moment = (text: string) => instant.parse(text)

describe('instants', () => {
  it.each(['2026-11-21T14:03:00Z', '2026-11-21T14:03:00.000+01:00', '2026-13-01T00:00:00.000Z', '2026-11-21', ''])(
    'refuse %s',
    (text) => {
      expect(instant.safeParse(text).success).toBe(false)
    },
  )

  it('count minutes across midnight', () => {
    const start = moment('2026-11-21T23:50:00.000Z')
    expect(minutesBetween(start, plusMinutes(start, 25))).toBe(25)
    expect(plusMinutes(start, 25)).toBe('2026-11-22T00:15:00.000Z')
  })
})

describe('calendar dates in the clinic’s zone', () => {
  it('BN2: shows the birth date and age so that day and month cannot be swapped', () => {
    expect(formatBorn(day('1985-07-14'), day('2026-07-13'))).toBe('Born 14-Jul-1985 (40y)')
    expect(formatBorn(day('1985-07-14'), day('2026-07-14'))).toBe('Born 14-Jul-1985 (41y)')
  })

  it('ages a person born on 29 February', () => {
    expect(ageInYears(day('2004-02-29'), day('2026-02-28'))).toBe(21)
    expect(ageInYears(day('2004-02-29'), day('2026-03-01'))).toBe(22)
  })

  it('knows that it is still yesterday in New York', () => {
    expect(dateInZone(moment('2026-11-22T03:30:00.000Z'), 'America/New_York')).toBe('2026-11-21')
    expect(timeInZone(moment('2026-11-22T03:30:00.000Z'), 'America/New_York')).toBe('22:30')
  })

  it('CK8: keeps the two 01:30s of the night the clocks go back apart', () => {
    const first = dateTimeInZone(moment('2026-11-01T05:30:00.000Z'), 'America/New_York')
    const second = dateTimeInZone(moment('2026-11-01T06:30:00.000Z'), 'America/New_York')
    expect(first).toBe('01-Nov-2026 01:30:00 -04:00 (America/New_York)')
    expect(second).toBe('01-Nov-2026 01:30:00 -05:00 (America/New_York)')
  })

  it('gives partners the wall clock with its offset', () => {
    expect(zonedDateTime(moment('2026-11-21T14:03:00.000Z'), 'America/Denver')).toBe('2026-11-21T07:03:00.000-07:00')
  })

  it('counts days for the age of a weight', () => {
    expect(daysBetween(day('2026-11-07'), day('2026-11-21'))).toBe(14)
    expect(formatDate(day('2026-01-05'))).toBe('05-Jan-2026')
  })
})
