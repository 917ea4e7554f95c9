import { describe, expect, it } from 'vitest'
import { type FollowUp, followUpSteps, waitInWords } from './follow-up.ts'
import { suppliedProtocol, suppliedProtocols } from './library/supplied.ts'
import { limitUnit } from './limit-units.ts'
import { allLimits } from './limits-set.ts'
import { draftChange } from './next-version.ts'
import { changedLimits } from './protocol-diff.ts'
import { must } from './testing/approved.ts'
import { plain, refusedAs, today } from './testing/clinic-day.ts'

const kap = suppliedProtocol('kap-im')
const change = (path: string, value: number) =>
  draftChange(kap, {
    version: '1.1.0',
    changeNote: 'Called a day and a half after the session',
    values: [{ path, value, policy: 'Follow-up policy 2026-02' }],
    on: today,
  })
const plainStep = (after: string): FollowUp => ({ after, channel: 'call', ownerRole: 'nurse', ifMissed: 'task' })
const [first] = kap.followUp

describe('what a protocol asks for after a session', () => {
  it('given any supplied protocol, then check-ins at 24 and 72 hours, measures at 7 days and a month, each with a source', () => {
    for (const protocol of suppliedProtocols) {
      expect(followUpSteps(protocol).map(({ id, wait }) => `${id} ${plain(waitInWords(wait))}`)).toEqual([
        'check-in-24h 24 hours',
        'check-in-72h 72 hours',
        'after-7-days 7 days',
        'after-1-month 1 month',
      ])
      const clocks = allLimits(protocol).filter((limit) => limit.path.startsWith('followUp.'))
      expect(clocks).toHaveLength(8)
      expect(clocks.every((limit) => limit.sources.length > 0)).toBe(true)
    }
  })

  it('given a medical director changes a clock, then it is a new version with its policy, told in words', () => {
    const changed = must(change('followUp.check-in-24h.after.count', 36))
    expect(followUpSteps(changed)[0]?.wait).toEqual({ unit: 'hours', count: 36 })
    expect(followUpSteps(kap)[0]?.wait).toEqual({ unit: 'hours', count: 24 })
    expect(changedLimits(kap, changed).map((one) => one.sentence)).toEqual([
      'Follow-up check in 24h, after: 24 (V2, padss) → 36 (G, policy-1).',
    ])
  })

  it('given nothing as a clock, then it is refused', () => {
    expect(refusedAs(change('followUp.check-in-24h.after.count', 0))).toBe('LIMIT_VALUE_NOT_USABLE')
  })

  it('given a form asks for the clock, then in the unit in which the protocol says it', () => {
    const unit = (path: string) => limitUnit(kap, path)?.unit
    expect(unit('followUp.check-in-72h.after.count')).toBe('hours')
    expect(unit('followUp.after-7-days.after.count')).toBe('days')
    expect(unit('followUp.after-1-month.after.count')).toBe('months')
    expect(unit('followUp.after-7-days.openHours')).toBe('h')
    expect(unit('followUp.no-such-step.after.count')).toBeUndefined()
  })

  it('given versions of before, then each period is read as it stands, soonest first', () => {
    const steps = followUpSteps({ followUp: ['P1M', 'P2W', 'P3D', 'PT24H'].map(plainStep) })
    expect(steps.map(({ wait, openHours }) => [plain(waitInWords(wait)), openHours])).toEqual([
      ['24 hours', 24],
      ['3 days', 72],
      ['14 days', 336],
      ['1 month', 730],
    ])
    expect(steps[0]).toMatchObject({ id: 'PT24H', label: 'Follow-up, 24\u00a0hours', asks: [] })
  })

  it('given a clock that is not set, then nothing is asked for by it', () => {
    if (first === undefined || typeof first.after === 'string') throw new Error('no step with a clock')
    const unset = { ...first, after: { ...first.after, count: { ...first.after.count, value: null } } }
    expect(followUpSteps({ followUp: [unset] })).toEqual([])
  })
})
