import { calendarDate } from '@holdspace/kit/calendar-date'
import { describe, expect, it } from 'vitest'
import { plainPlan } from '../../testing/plain-plan.ts'
import { type PlanContent, planContent } from './plan-content.ts'
import { planDiff, planLines } from './plan-words.ts'

const agreed: PlanContent = planContent.parse({
  ...plainPlan,
  protocolHash: 'a'.repeat(64),
  protocolTitle: 'KAP by infusion',
  track: 'kap',
  route: 'IV',
})
const slowPulse = {
  ...{ ruleId: 'hr-low', item: 'hr', value: 45, reason: 'Takes a beta-blocker' },
  ...{ setBy: 'Dr Helen Ames', setOn: calendarDate.parse('2026-11-14') },
}
const withLimit = planContent.parse({ ...agreed, patientLimits: [slowPulse] })

describe('a limit of one person in the plan its signers read', () => {
  it('names what is measured, with the number and its unit, who set it and why (DS11)', () => {
    const line = planLines(withLimit).find(({ title }) => title === 'Limits of this patient')
    expect(line?.words).toBe(
      'Heart rate 45/min (limit hr-low), set by Dr Helen Ames on 14-Nov-2026: Takes a beta-blocker',
    )
  })

  it('is told when it is new, and nothing is told where nothing changed', () => {
    expect(planDiff(agreed, withLimit)).toEqual([
      'Limits of this patient: as the protocol says → Heart rate 45/min (limit hr-low), set by Dr Helen Ames on 14-Nov-2026: Takes a beta-blocker.',
    ])
    expect(planDiff(withLimit, withLimit)).toEqual([])
  })
})
