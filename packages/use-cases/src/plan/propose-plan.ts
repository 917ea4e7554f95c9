import type { StaffActor } from '@holdspace/clinic/access/actor'
import { type PlanId, planDraft, planId } from '@holdspace/clinic/plan/plan-content'
import { planHash, requiredSigners } from '@holdspace/clinic/plan/plan-version'
import { decidePropose } from '@holdspace/clinic/plan/propose-plan'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { findPatient } from '@holdspace/db/patient-store'
import { addPlanVersion, plansOf } from '@holdspace/db/plan-store'
import { findProtocol } from '@holdspace/db/protocol-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { RefusalError } from '@holdspace/kit/refusal'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { noSuchProtocol } from '../protocols/protocol-named.ts'
import { writeCareFhir } from './care-fhir.ts'
import { askForSignatures } from './signing-tasks.ts'

export const proposePlanInput = z.strictObject({
  patientId,
  /** Made by the client for a new course; the plan's own for a new version of it. */
  planId,
  /** The version this becomes: one more than the one the proposer read, so that nobody writes over a change unseen. */
  version: z.int().min(1),
  draft: planDraft,
  whyChanged: z.string().trim().max(300),
})

/** What: somebody of the care team proposes a plan, or a new version of one, which everybody signs anew. */
export async function proposePlan(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'hashing'>,
  actor: StaffActor,
  input: z.output<typeof proposePlanInput>,
): Promise<Decision<{ readonly planId: PlanId; readonly version: number }>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  const { sha256 } = house.hashing
  return inPractice(house.db, practiceId, async (tx) => {
    const patient = await findPatient(tx, practiceId, input.patientId)
    const protocol = await findProtocol(tx, input.draft.protocolId, input.draft.protocolVersion)
    if (patient === null) return refuse(noSuchPatient)
    if (protocol === null) return refuse(noSuchProtocol)
    const plans = await plansOf(tx, practiceId, input.patientId)
    const plan = plans.find((one) => one.planId === input.planId) ?? null
    const openPlan = plans.find((one) => one.ended === null) ?? null
    const decided = decidePropose({ ...input, actor, today, protocol, plan, openPlan, sha256 })
    if (!decided.ok) return decided
    const version = { planId: input.planId, patientId: input.patientId, version: input.version, content: decided.value }
    const contentHash = planHash(version, sha256)
    const done = { planId: input.planId, version: input.version }
    const newest = plan?.versions[0]
    if (newest?.contentHash === contentHash) return accept(done)
    if (input.version !== (newest?.version ?? 0) + 1) return refuse(planMoved)
    const isAdded = await addPlanVersion(tx, practiceId, {
      ...version,
      contentHash,
      whyChanged: plan === null ? '' : input.whyChanged,
      signers: requiredSigners(protocol),
      proposedAt: now,
      proposedBy: actor.membershipId,
      proposedByName: actor.displayName,
    })
    if (!isAdded) throw new RefusalError(planMoved)
    const signers = requiredSigners(protocol)
    await askForSignatures(tx, house, actor, { ...done, patientId: input.patientId, signers, at: now, today })
    await writeCareFhir(tx, input.patientId, refs)
    const details = { ...done, protocolId: protocol.id, protocolVersion: protocol.version }
    const touched = { act: 'plan.propose', at: now, patientId: input.patientId, details }
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept(done)
  })
}

const planMoved = {
  family: 'conflict',
  code: 'plan-changed',
  sentence: 'Somebody changed the plan while you wrote. Read the newest version, then propose again.',
} as const
