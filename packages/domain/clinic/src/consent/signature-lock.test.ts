import { instant } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { lockAt, lockSpans } from './signature-lock.ts'

const at = (text: string) => instant.parse(text)
const zone = 'America/New_York'

/** The day of CONSENT section 4: first dose 10:05, discharge 12:10, in November in New York (UTC−5). */
const day = {
  sessionId: 's',
  firstSedatingDoseAt: at('2026-11-21T15:05:00.000Z'),
  dischargedAt: at('2026-11-21T17:10:00.000Z'),
  nextDayTime: '06:00',
}
const isLocked = (moment: string, sessions = [day], place = zone) =>
  lockAt(lockSpans(sessions, place), at(moment)) !== null

describe('the signature lock (CONSENT section 4, RULINGS 9, M10)', () => {
  it.each([
    ['09:20, at arrival', '2026-11-21T14:20:00.000Z', false],
    ['10:04:59, a second before the first dose', '2026-11-21T15:04:59.000Z', false],
    ['10:05:00, with the first dose', '2026-11-21T15:05:00.000Z', true],
    ['10:45, at the end of the infusion', '2026-11-21T15:45:00.000Z', true],
    ['12:10, at discharge', '2026-11-21T17:10:00.000Z', true],
    ['16:00 the same day', '2026-11-21T21:00:00.000Z', true],
    ['05:59:59 the next day', '2026-11-22T10:59:59.000Z', true],
    ['06:00:00 the next day', '2026-11-22T11:00:00.000Z', false],
  ])('given %s (%s), then locked is %s', (_when, moment, expected) => {
    expect(isLocked(moment)).toBe(expected)
  })

  it('given no discharge yet, then there is no end to it', () => {
    expect(isLocked('2026-11-25T15:00:00.000Z', [{ ...day, dischargedAt: null as never }])).toBe(true)
    expect(lockSpans([{ ...day, dischargedAt: null }], zone)[0]?.until).toBeNull()
  })

  it('given a session that ended before any dose, then nothing is locked', () => {
    expect(lockSpans([{ ...day, firstSedatingDoseAt: null }], zone)).toEqual([])
  })

  it('given a discharge after midnight, then the night’s sleep is still to come', () => {
    const late = { ...day, dischargedAt: at('2026-11-22T05:30:00.000Z') }
    expect(isLocked('2026-11-22T11:00:00.000Z', [late])).toBe(true)
    expect(isLocked('2026-11-23T10:59:59.000Z', [late])).toBe(true)
    expect(isLocked('2026-11-23T11:00:00.000Z', [late])).toBe(false)
  })

  it('given the night in which clocks go back, then 06:00 is 06:00 on the wall: an hour later in UTC', () => {
    const halloween = {
      ...day,
      firstSedatingDoseAt: at('2026-10-31T14:05:00.000Z'),
      dischargedAt: at('2026-10-31T16:10:00.000Z'),
    }
    expect(isLocked('2026-11-01T10:59:59.000Z', [halloween])).toBe(true)
    expect(isLocked('2026-11-01T11:00:00.000Z', [halloween])).toBe(false)
  })

  it('given the night in which clocks go forward, then it is an hour shorter', () => {
    const spring = {
      ...day,
      firstSedatingDoseAt: at('2026-03-07T15:05:00.000Z'),
      dischargedAt: at('2026-03-07T17:10:00.000Z'),
    }
    expect(isLocked('2026-03-08T09:59:59.000Z', [spring])).toBe(true)
    expect(isLocked('2026-03-08T10:00:00.000Z', [spring])).toBe(false)
  })

  it('given the hour the practice set, then that one counts, in the practice’s own zone', () => {
    const seven = { ...day, nextDayTime: '07:30' }
    expect(isLocked('2026-11-22T12:29:59.000Z', [seven])).toBe(true)
    expect(isLocked('2026-11-22T12:30:00.000Z', [seven])).toBe(false)
    expect(isLocked('2026-11-22T12:59:59.000Z', [day], 'America/Denver')).toBe(true)
    expect(isLocked('2026-11-22T13:00:00.000Z', [day], 'America/Denver')).toBe(false)
  })
})
