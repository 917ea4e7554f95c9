import { calendarDate } from '@holdspace/kit/calendar-date'
import { type Instant, instant } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { type Coverage, dueOf, isOpenAt, nextOpening, onCall, ownerByRoster } from './coverage.ts'

const [helen, mara, sam] = ['helen', 'mara', 'sam']
const from = calendarDate.parse('2026-01-01')

/** Marigold House: Monday to Friday nine to five, Saturday until noon; Hudson, New York. */
const marigold: Coverage = {
  zone: 'America/New_York',
  openingHours: [1, 2, 3, 4, 5, 6].map((weekday) => ({
    weekday,
    opensMinute: 9 * 60,
    closesMinute: weekday === 6 ? 12 * 60 : 17 * 60,
  })),
  lines: [
    { group: 'safety', hours: 'opening-hours', step: 1, membershipId: mara, from, until: null },
    { group: 'safety', hours: 'always', step: 2, membershipId: helen, from, until: null },
    { group: 'safety', hours: 'out-of-hours', step: 3, membershipId: sam, from, until: null },
    { group: 'desk', hours: 'always', step: 1, membershipId: mara, from, until: calendarDate.parse('2026-11-20') },
  ],
}
const at = (text: string): Instant => instant.parse(`${text}:00.000Z`)
const saturdayMorning = at('2026-11-21T14:30')
const saturdayNight = at('2026-11-22T02:00')

describe('opening hours', () => {
  it('are those of the wall clock, also on the day it changes', () => {
    expect(isOpenAt(marigold, saturdayMorning)).toBe(true)
    expect(isOpenAt(marigold, saturdayNight)).toBe(false)
    // Before the clock is put back on 1-Nov-2026 nine in New York is 13:00 UTC, afterwards 14:00.
    expect(isOpenAt(marigold, at('2026-10-31T13:00'))).toBe(true)
    expect(isOpenAt(marigold, at('2026-11-02T13:00'))).toBe(false)
    expect(isOpenAt(marigold, at('2026-11-02T14:00'))).toBe(true)
  })

  it('next opening: over the week-end, and the moment itself where there are none', () => {
    expect(nextOpening(marigold, saturdayNight)).toBe(at('2026-11-23T14:00'))
    expect(nextOpening(marigold, saturdayMorning)).toBe(saturdayMorning)
    expect(nextOpening({ ...marigold, openingHours: [] }, saturdayNight)).toBe(saturdayNight)
  })
})

describe('the roster', () => {
  it('asks in the order of that hour, inside and outside opening hours (RULINGS 7)', () => {
    expect([1, 2, 3].map((step) => onCall(marigold, 'safety', step, saturdayMorning))).toEqual([mara, helen, null])
    expect([1, 2, 3].map((step) => onCall(marigold, 'safety', step, saturdayNight))).toEqual([helen, sam, null])
  })

  it('given nobody further on it, then the last resort answers: a task never belongs to nobody (M11)', () => {
    expect(ownerByRoster(marigold, 'suicide-item-answered', 9, saturdayNight)).toEqual({
      kind: 'duty',
      duty: 'medical-director',
    })
    expect(ownerByRoster(marigold, 'packet-stuck', 1, saturdayMorning)).toEqual({ kind: 'role', role: 'front-desk' })
    expect(ownerByRoster({ ...marigold, lines: [] }, 'suicide-screen-positive', 1, saturdayNight)).toEqual({
      kind: 'duty',
      duty: 'medical-director',
    })
  })

  it('given a line that ended, then it is not asked', () => {
    expect(onCall(marigold, 'desk', 1, saturdayMorning)).toBeNull()
    expect(onCall(marigold, 'desk', 1, at('2026-11-20T15:00'))).toBe(mara)
  })
})

describe('when a task is due', () => {
  it('what may wait is due on an open day; what guards safety never waits (RULINGS 7)', () => {
    expect(dueOf(marigold, 'packet-stuck', saturdayMorning)).toBe(at('2026-11-23T14:00'))
    expect(dueOf(marigold, 'suicide-item-answered', saturdayNight)).toBe(at('2026-11-22T02:20'))
  })
})
