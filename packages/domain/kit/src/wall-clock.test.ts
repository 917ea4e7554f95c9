import { describe, expect, it } from 'vitest'
import { calendarDate } from './calendar-date.ts'
import { instant } from './instant.ts'
import { isOnTheClock, momentAt, wallClockOf, weekdayOf } from './wall-clock.ts'

const newYork = 'America/New_York'
const springForward = calendarDate.parse('2026-03-08')
const fallBack = calendarDate.parse('2026-11-01')

describe('the wall clock of a practice', () => {
  it('given an ordinary day, then a minute is a moment and back again', () => {
    const moment = momentAt(calendarDate.parse('2026-11-21'), 9 * 60 + 30, newYork)
    expect(moment).toBe('2026-11-21T14:30:00.000Z')
    expect(wallClockOf(moment, newYork)).toEqual({ weekday: 6, minute: 570 })
    expect(weekdayOf(calendarDate.parse('2026-11-22'))).toBe(7)
  })

  it('given the day the clock is put forward, then 02:30 is not on it and becomes 03:30', () => {
    expect(isOnTheClock(springForward, 150, newYork)).toBe(false)
    expect(momentAt(springForward, 150, newYork)).toBe(instant.parse('2026-03-08T07:30:00.000Z'))
    expect(momentAt(springForward, 9 * 60, newYork)).toBe('2026-03-08T13:00:00.000Z')
    expect(isOnTheClock(springForward, 9 * 60, newYork)).toBe(true)
  })

  it('given the day it is put back, then 01:30 is the first of the two, and nine o’clock is nine', () => {
    expect(momentAt(fallBack, 90, newYork)).toBe('2026-11-01T05:30:00.000Z')
    expect(momentAt(fallBack, 9 * 60, newYork)).toBe('2026-11-01T14:00:00.000Z')
  })
})
