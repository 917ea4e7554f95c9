import { instant } from '@holdspace/kit/instant'
import { describe, expect, test } from 'vitest'
import { measureStanding, measuresAfter } from './measures.ts'

const at = (text: string) => instant.parse(text)

describe('what is asked after a session', () => {
  const after = (
    endedAt: string,
    followUpInstruments: Parameters<typeof measuresAfter>[0]['followUpInstruments'] = [],
  ) => measuresAfter({ endedAt: at(endedAt), zone: 'America/New_York', followUpInstruments })

  test('check-ins by the hour, measures by the calendar at nine in the practice’s zone', () => {
    expect(after('2026-11-20T20:00:00.000Z')).toEqual([
      {
        kind: 'check-in-24h',
        instruments: ['check-in'],
        dueAt: at('2026-11-21T20:00:00.000Z'),
        closesAt: at('2026-11-22T08:00:00.000Z'),
      },
      {
        kind: 'check-in-72h',
        instruments: ['check-in'],
        dueAt: at('2026-11-23T20:00:00.000Z'),
        closesAt: at('2026-11-24T20:00:00.000Z'),
      },
      {
        kind: 'after-7-days',
        instruments: ['phq-9', 'gad-7'],
        dueAt: at('2026-11-27T14:00:00.000Z'),
        closesAt: at('2026-11-30T14:00:00.000Z'),
      },
      {
        kind: 'after-1-month',
        instruments: ['phq-9', 'gad-7'],
        dueAt: at('2026-12-20T14:00:00.000Z'),
        closesAt: at('2026-12-27T14:00:00.000Z'),
      },
    ])
  })

  test('across the change of the clock: nine stays nine, 24 hours stay 24 hours', () => {
    const found = after('2026-10-28T20:00:00.000Z')
    expect(found[2]?.dueAt).toBe('2026-11-04T14:00:00.000Z')
    expect(after('2026-10-31T20:00:00.000Z')[0]?.dueAt).toBe('2026-11-01T20:00:00.000Z')
  })

  test('late in the evening it is the day of the practice that counts, not of UTC', () => {
    expect(after('2026-11-21T02:00:00.000Z')[2]?.dueAt).toBe('2026-11-27T14:00:00.000Z')
  })

  test('what the protocol measures takes the place of the usual two, the check-ins stay', () => {
    const found = after('2026-11-20T20:00:00.000Z', ['peg'])
    expect(found.map((one) => one.instruments)).toEqual([['check-in'], ['check-in'], ['peg'], ['peg']])
  })
})

describe('how a measure stands', () => {
  const base = {
    dueAt: at('2026-11-21T20:00:00.000Z'),
    closesAt: at('2026-11-22T08:00:00.000Z'),
    askedAt: null,
    answeredAt: null,
    supersededAt: null,
    now: at('2026-11-21T21:00:00.000Z'),
  }
  test.each([
    [{}, 'planned'],
    [{ askedAt: base.dueAt }, 'asked'],
    [{ askedAt: base.dueAt, answeredAt: base.now }, 'answered'],
    [{ now: at('2026-11-22T08:00:00.000Z') }, 'planned'],
    [{ now: at('2026-11-22T08:00:00.001Z') }, 'missed'],
    [{ askedAt: base.dueAt, now: at('2026-11-23T08:00:00.000Z') }, 'missed'],
    [{ supersededAt: base.now, now: at('2026-11-23T08:00:00.000Z') }, 'superseded'],
    [{ supersededAt: base.now, answeredAt: base.now }, 'answered'],
  ] as const)('%j is %s', (rest, expected) => {
    expect(measureStanding({ ...base, ...rest })).toBe(expected)
  })
})
