import { instant, plusMinutes, plusMs } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import {
  type Circulation,
  type DischargeQuestion,
  dischargeCriteria,
  type PadssAnswers,
  scorePadss,
} from './discharge.ts'
import { must } from './testing/approved.ts'
import { infusion, plain, refusedAs } from './testing/clinic-day.ts'

const baseline: Circulation = { systolicMmHg: 130, diastolicMmHg: 80, heartRateBpm: 70 }
const well: PadssAnswers = {
  baseline,
  now: baseline,
  oriented: true,
  gaitAtOwnBaseline: true,
  nauseaAndPain: 'minimal',
  bleeding: 'minimal',
  intake: { drank: true, voided: true },
}
const score = (more: Partial<PadssAnswers> = {}) => must(scorePadss('padss', { ...well, ...more }))

describe('the discharge score', () => {
  it.each([
    [130, 152, 2],
    [130, 155, 2],
    [130, 156, 1],
    [130, 160, 1],
    [130, 182, 1],
    [130, 183, 0],
    [120, 95, 1],
    [120, 96, 1],
    [120, 97, 2],
    [120, 72, 1],
    [120, 71, 0],
  ])('a systolic baseline of %i and %i now scores %i', (before, now, expected) => {
    const result = score({ baseline: { ...baseline, systolicMmHg: before }, now: { ...baseline, systolicMmHg: now } })
    expect(result.items.vitalSigns).toBe(expected)
  })

  it('given a calm pressure and a pulse up by 43 %, then the pulse, the worst, decides', () => {
    const result = score({ now: { ...baseline, heartRateBpm: 100 } })
    expect(result).toMatchObject({
      items: { vitalSigns: 0 },
      worst: { measure: 'heartRateBpm', change: 30, baseline: 70 },
    })
    expect(score({ now: { ...baseline, diastolicMmHg: 96 } }).items.vitalSigns).toBe(1)
  })

  it('given everything well, then it is 10 of 10, and each item takes its own points away', () => {
    expect(score()).toMatchObject({ total: 10, outOf: 10 })
    expect(score({ gaitAtOwnBaseline: false }).total).toBe(9)
    expect(score({ gaitAtOwnBaseline: false, oriented: false }).total).toBe(8)
    expect(score({ nauseaAndPain: 'moderate' }).total).toBe(9)
    expect(score({ bleeding: 'severe' }).total).toBe(8)
    expect(score({ intake: { drank: false, voided: false } }).total).toBe(8)
  })

  it('given the modified scale, then intake is left out', () => {
    expect(must(scorePadss('padss-modified', { ...well, intake: null }))).toMatchObject({
      total: 8,
      outOf: 8,
      items: { intake: null },
    })
  })

  it('given a missing part, then there is no total', () => {
    expect(refusedAs(scorePadss('padss', { ...well, baseline: null }))).toBe('PADSS_INCOMPLETE')
    expect(refusedAs(scorePadss('padss', { ...well, now: null }))).toBe('PADSS_INCOMPLETE')
    expect(refusedAs(scorePadss('padss', { ...well, intake: null }))).toBe('PADSS_INCOMPLETE')
    expect(refusedAs(scorePadss('padss', { ...well, baseline: { ...baseline, heartRateBpm: 0 } }))).toBe(
      'PADSS_INCOMPLETE',
    )
  })
})

describe('the discharge criteria', () => {
  const stopped = instant.parse('2026-11-21T18:40:00.000Z')
  const ready: DischargeQuestion = {
    rule: infusion.discharge,
    score: score(),
    lastDoseEndedAt: stopped,
    doseGiven: true,
    oriented: true,
    gaitAtOwnBaseline: true,
    nauseaControlled: true,
    escort: { name: 'Marta Delgado', present: true },
    instructionsGiven: true,
    followUpBooked: true,
    prescriberSigned: true,
    now: plusMinutes(stopped, 45),
  }
  const unmet = (more: Partial<DischargeQuestion>) =>
    dischargeCriteria({ ...ready, ...more })
      .filter((line) => !line.met)
      .map((line) => [line.requirement, plain(line.sentence)])

  it('given everything, then every line is met, in the protocol’s order', () => {
    expect(unmet({})).toEqual([])
    expect(dischargeCriteria(ready).map((line) => line.requirement)).toEqual(infusion.discharge.requires)
  })

  it('given 45 min less a millisecond, then the time has not passed', () => {
    expect(unmet({ now: plusMs(ready.now, -1) })).toEqual([
      ['minimum-time', '44 of 45 min since the last dose ended: 1 to go.'],
    ])
  })

  it('given an infusion still running, then it cannot have passed; given no dose, none has to', () => {
    expect(unmet({ lastDoseEndedAt: null })).toEqual([['minimum-time', 'An infusion is still running.']])
    expect(unmet({ lastDoseEndedAt: null, doseGiven: false })).toEqual([])
  })

  it('given a pressure 20 % above baseline, then the score passes and nearness to baseline does not', () => {
    expect(unmet({ score: score({ now: { ...baseline, systolicMmHg: 156 } }) })).toEqual([
      ['vitals-near-baseline', 'Systolic pressure is 20 % from baseline; less than 20 % is needed.'],
    ])
  })

  it.each([
    ['score', { score: score({ nauseaAndPain: 'severe' }) }],
    ['oriented', { oriented: false }],
    ['gait', { gaitAtOwnBaseline: false }],
    ['nausea-controlled', { nauseaControlled: false }],
    ['escort-present', { escort: null }],
    ['escort-present', { escort: { name: 'Marta Delgado', present: false } }],
    ['instructions-given', { instructionsGiven: false }],
    ['follow-up-booked', { followUpBooked: false }],
    ['prescriber-signature', { prescriberSigned: false }],
  ] as const)('given no %s, then that line alone is unmet', (requirement, more) => {
    expect(unmet(more).map(([name]) => name)).toEqual([requirement])
  })

  it('given no score, then both lines that need it are unmet', () => {
    expect(unmet({ score: null }).map(([name]) => name)).toEqual(['score', 'vitals-near-baseline'])
  })
})
