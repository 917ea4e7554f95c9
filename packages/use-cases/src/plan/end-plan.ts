import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { planId } from '@holdspace/clinic/plan/plan-content'
import { planEndings } from '@holdspace/clinic/plan/plan-version'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { endPlan as addPlanEnding, findPlan } from '@holdspace/db/plan-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { writeCareFhir } from './care-fhir.ts'
import { noSuchPlan } from './sign-plan.ts'

export const endPlanInput = z.strictObject({
  planId,
  ending: z.enum(planEndings),
  words: z.string().trim().min(3).max(300),
})

/** What: the prescriber ends a plan: the course is complete, was stopped, or another plan takes its place. */
export async function endPlan(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof endPlanInput>,
): Promise<Decision<{ readonly ended: true }>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  return inPractice(house.db, practiceId, async (tx) => {
    const plan = await findPlan(tx, practiceId, input.planId)
    if (plan === null) return refuse(noSuchPlan)
    const { patientId } = plan
    const permitted = permit(actor, 'plan.end', { today, patientId })
    if (!permitted.ok) return permitted
    if (plan.ended !== null) return refuse(endedBefore)
    const { membershipId, displayName } = actor
    await addPlanEnding(tx, practiceId, { ...input, at: now, byMembership: membershipId, byName: displayName })
    await writeCareFhir(tx, patientId, refs)
    const details = { planId: input.planId, ending: input.ending }
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'plan.end', at: now, patientId, details }))
    return accept({ ended: true as const })
  })
}

const endedBefore = {
  family: 'conflict',
  code: 'plan-already-ended',
  sentence: 'This plan was ended before. Nothing was changed.',
} as const
