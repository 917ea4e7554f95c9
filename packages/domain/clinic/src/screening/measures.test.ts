import { instant } from '@holdspace/kit/instant'
import type { FollowUp } from '@holdspace/protocols/follow-up'
import { suppliedProtocol } from '@holdspace/protocols/library/supplied'
import { describe, expect, test } from 'vitest'
import { measureAnsweredBy, measureStanding, measuresAfter } from './measures.ts'

const at = (text: string) => instant.parse(text)

const { followUp: supplied } = suppliedProtocol('kap-iv-6-in-3wk')
const { followUp: ofAnother } = suppliedProtocol('kap-im')
const changed = ofAnother.map((step) =>
  step.id === 'check-in-24h' && typeof step.after !== 'string'
    ? { ...step, after: { ...step.after, count: { ...step.after.count, value: 36 } }, channel: 'call' as const }
    : step,
)

describe('what is asked after a session', () => {
  const after = (endedAt: string, followUp: readonly FollowUp[] = supplied, zone = 'America/New_York') =>
    measuresAfter({ endedAt: at(endedAt), zone, followUp })

  test('check-ins by the hour, measures by the calendar at nine, as the supplied protocol says them', () => {
    const byLink = { channel: 'link', ifMissed: 'task' }
    expect(after('2026-11-20T20:00:00.000Z')).toEqual([
      {
        ...byLink,
        kind: 'check-in-24h',
        label: 'Check-in, 24 hours',
        ifMissed: 'escalate',
        instruments: ['check-in'],
        dueAt: at('2026-11-21T20:00:00.000Z'),
        closesAt: at('2026-11-22T08:00:00.000Z'),
      },
      {
        ...byLink,
        kind: 'check-in-72h',
        label: 'Check-in, 72 hours',
        instruments: ['check-in'],
        dueAt: at('2026-11-23T20:00:00.000Z'),
        closesAt: at('2026-11-24T20:00:00.000Z'),
      },
      {
        ...byLink,
        kind: 'after-7-days',
        label: 'After 7 days',
        instruments: ['phq-9', 'gad-7'],
        dueAt: at('2026-11-27T14:00:00.000Z'),
        closesAt: at('2026-11-30T14:00:00.000Z'),
      },
      {
        ...byLink,
        kind: 'after-1-month',
        label: 'After 1 month',
        instruments: ['phq-9', 'gad-7'],
        dueAt: at('2026-12-20T14:00:00.000Z'),
        closesAt: at('2026-12-27T14:00:00.000Z'),
      },
    ])
  })

  test('a protocol with other clocks asks by its own: 36 hours, by a call', () => {
    const [first, second] = after('2026-11-20T20:00:00.000Z', changed)
    expect(first).toMatchObject({ dueAt: '2026-11-22T08:00:00.000Z', channel: 'call' })
    expect(second).toMatchObject({ kind: 'check-in-72h', dueAt: '2026-11-23T20:00:00.000Z', channel: 'link' })
  })

  test('across the change of the clock: nine stays nine, 24 hours stay 24 hours, in autumn and in spring', () => {
    expect(after('2026-10-28T20:00:00.000Z')[2]?.dueAt).toBe('2026-11-04T14:00:00.000Z')
    expect(after('2026-10-31T20:00:00.000Z')[0]?.dueAt).toBe('2026-11-01T20:00:00.000Z')
    expect(after('2027-03-10T20:00:00.000Z')[2]?.dueAt).toBe('2027-03-17T13:00:00.000Z')
    expect(after('2027-03-13T20:00:00.000Z')[0]?.dueAt).toBe('2027-03-14T20:00:00.000Z')
  })

  test('late in the evening it is the day where the person lives that counts, not of UTC and not of the practice', () => {
    expect(after('2026-11-21T02:00:00.000Z')[2]?.dueAt).toBe('2026-11-27T14:00:00.000Z')
    expect(after('2026-11-21T06:00:00.000Z', supplied, 'America/Los_Angeles')[2]?.dueAt).toBe(
      '2026-11-27T17:00:00.000Z',
    )
  })

  test('the end of January and a month is the end of February', () => {
    expect(after('2027-01-31T17:00:00.000Z')[3]?.dueAt).toBe('2027-02-28T14:00:00.000Z')
  })

  test('a step that names no questionnaire of the catalogue asks the short check-in', () => {
    const [step] = supplied
    if (step === undefined) throw new Error('no step')
    const { asks, ...without } = step
    for (const one of [without, { ...step, asks: ['a-questionnaire-of-nobody'] }]) {
      expect(after('2026-11-20T20:00:00.000Z', [one])[0]?.instruments).toEqual(['check-in'])
    }
  })

  test('a version approved before clocks had sources is read as it was: open for as long again as it waited', () => {
    const old: FollowUp = { after: 'PT72H', channel: 'link', ownerRole: 'nurse', ifMissed: 'task' }
    expect(after('2026-11-20T20:00:00.000Z', [old])).toMatchObject([
      {
        kind: 'PT72H',
        instruments: ['check-in'],
        dueAt: '2026-11-23T20:00:00.000Z',
        closesAt: '2026-11-26T20:00:00.000Z',
      },
    ])
  })
})

describe('which measure an entered questionnaire answers', () => {
  const one = (dueAt: string, more: object = {}) => ({
    instruments: ['check-in' as const],
    dueAt: at(dueAt),
    answeredAt: null,
    supersededAt: null,
    ...more,
  })
  const measuredAt = at('2026-11-23T21:00:00.000Z')
  const [early, late] = [one('2026-11-21T20:00:00.000Z'), one('2026-11-23T20:00:00.000Z')]
  const answers = (measures: readonly ReturnType<typeof one>[], instrumentId: 'check-in' | 'phq-9' = 'check-in') =>
    measureAnsweredBy(measures, { instrumentId, measuredAt })

  test('the last one due that asks it; none that is answered, overtaken, of another kind or still ahead', () => {
    expect(answers([late, early])).toBe(late)
    expect(answers([early, { ...late, answeredAt: measuredAt }])).toBe(early)
    expect(answers([{ ...late, supersededAt: measuredAt }])).toBeNull()
    expect(answers([late], 'phq-9')).toBeNull()
    expect(answers([one('2026-11-23T21:00:00.001Z')])).toBeNull()
    expect(answers([one('2026-11-23T21:00:00.000Z')])).not.toBeNull()
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
