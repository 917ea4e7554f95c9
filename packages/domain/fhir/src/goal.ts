import type { PlanGoal, PlanId } from '@holdspace/clinic/plan/plan-content'
import type { Plan, PlanVersion } from '@holdspace/clinic/plan/plan-version'
import { dateInZone } from '@holdspace/kit/calendar-date'
import type { Goal, Meta } from 'fhir/r4'
import { planSensitivities } from './plan-sensitivity.ts'
import { type PracticeRefs, patientRef } from './refs.ts'
import { labels } from './security-labels.ts'

const aims: { readonly [A in PlanGoal['aim']]: string } = {
  response: 'score at least halved (response)',
  remission: 'score in the lowest band (remission)',
}

export function goalId(planId: PlanId, goal: PlanGoal): string {
  return `${planId}-${goal.measure}-${goal.aim}`
}

/** What the course is judged by, one resource a goal: a measure and how far it shall fall, never anybody's free words. */
export function goalResources(
  plan: Plan,
  signed: PlanVersion,
  refs: PracticeRefs,
): readonly (Goal & { id: string; meta: Meta })[] {
  const { content } = signed
  return content.goals.map((goal) => ({
    resourceType: 'Goal',
    id: goalId(plan.planId, goal),
    meta: {
      profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-goal'],
      security: labels(planSensitivities(signed)),
    },
    lifecycleStatus: lifecycle(plan, signed),
    description: { text: `${goal.measure}: ${aims[goal.aim]}` },
    subject: patientRef(plan.patientId),
    startDate: dateInZone(signed.proposedAt, refs.zone),
    target: [{ dueDate: content.reviewBy }],
  }))
}

function lifecycle(plan: Plan, signed: PlanVersion): Goal['lifecycleStatus'] {
  if (plan.ended === null) return signed === plan.versions[0] ? 'active' : 'on-hold'
  return plan.ended.ending === 'completed' ? 'completed' : 'cancelled'
}
