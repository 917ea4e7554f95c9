import { suppliedProtocol } from '@holdspace/protocols/library/supplied'
import { describe, expect, it } from 'vitest'
import { plainPlan } from '../../testing/plain-plan.ts'
import { type PlanDraftInput, planDraft } from './plan-content.ts'
import { planProblems } from './plan-within-protocol.ts'

const kap = suppliedProtocol('kap-iv-6-in-3wk')
const slowPulse = kap.rules.find((rule) => rule.ladder === 'hr-low')?.id ?? ''
const high = kap.rules.find((rule) => !kap.patientLimits.ladders.includes(rule.ladder))
const perKg = (leastMcgPerKg: number, mostMcgPerKg: number) => ({
  kind: 'per-kg' as const,
  leastMcgPerKg,
  mostMcgPerKg,
})

const limit = { value: 45, reason: 'beta-blocker' }

const codes = (changes: Partial<PlanDraftInput>, protocol = kap) =>
  planProblems(planDraft.parse({ ...plainPlan, ...changes }), protocol).map((problem) => problem.code)

describe('a plan held against its protocol', () => {
  it('lies within at both ends of every range', () => {
    expect(codes({})).toEqual([])
    expect(codes({ courseDays: 21 })).toEqual([])
    expect(codes({ dose: perKg(750, 750) })).toEqual([])
    expect(codes({ doses: 2, courseDays: 3 })).toEqual([])
    expect(codes({ patientLimits: [{ ...limit, ruleId: slowPulse, item: 'hr' }] })).toEqual([])
  })

  it.each<[string, Partial<PlanDraftInput>, string]>([
    ['a microgram above the range', { dose: perKg(300, 751) }, 'OVER_RANGE'],
    ['a microgram below it', { dose: perKg(299, 750) }, 'BELOW_RANGE'],
    ['above the hard ceiling', { dose: perKg(300, 1_001) }, 'OVER_CEILING'],
    ['a range the wrong way round', { dose: perKg(700, 500) }, 'RANGE_REVERSED'],
    [
      'a fixed amount where the drug is dosed by weight',
      { dose: { kind: 'amount', leastMcg: 1, mostMcg: 2 } },
      'DOSE_KIND',
    ],
    ['one dose more than the course has', { doses: 7, courseDays: 21 }, 'TOO_MANY_DOSES'],
    ['a day shorter than the course', { courseDays: 13 }, 'COURSE_LENGTH'],
    ['a day longer', { courseDays: 22 }, 'COURSE_LENGTH'],
    ['doses closer together than allowed', { minGapHours: 47 }, 'GAP_TOO_SHORT'],
    ['doses that do not fit into the course', { minGapHours: 100 }, 'COURSE_TOO_SHORT_FOR_GAP'],
    ['no preparation', { preparationSessions: 0 }, 'PREPARATION_MISSING'],
    ['no integration', { integrationPerDose: 0 }, 'INTEGRATION_MISSING'],
    ['a booster the ladder does not name', { boosters: ['P3D'] }, 'BOOSTER_NOT_IN_PROTOCOL'],
    [
      'a limit the protocol does not let go of',
      { patientLimits: [{ ...limit, ruleId: high?.id ?? '', item: high?.any[0]?.item ?? 'sbp' }] },
      'LIMIT_NOT_ADJUSTABLE',
    ],
    [
      'a limit of another measure',
      { patientLimits: [{ ...limit, ruleId: slowPulse, item: 'sbp' }] },
      'LIMIT_NOT_ADJUSTABLE',
    ],
  ])('given %s, then it is refused by that name', (_what, changes, code) => {
    expect(codes(changes)).toEqual([code])
  })

  it('says everything that is wrong at once', () => {
    expect(codes({ dose: perKg(200, 900), preparationSessions: 0 })).toEqual([
      'OVER_RANGE',
      'BELOW_RANGE',
      'PREPARATION_MISSING',
    ])
  })
})
