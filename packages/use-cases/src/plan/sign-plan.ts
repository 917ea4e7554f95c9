import type { PatientActor, StaffActor } from '@holdspace/clinic/access/actor'
import { planId } from '@holdspace/clinic/plan/plan-content'
import type { Plan, PlanSignature } from '@holdspace/clinic/plan/plan-version'
import { decideStaffSignature } from '@holdspace/clinic/plan/sign-plan'
import { recordAccess } from '@holdspace/db/audit-store'
import { careTeamOf } from '@holdspace/db/care-team-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { addPlanSignature, findPlan } from '@holdspace/db/plan-store'
import { findProtocol } from '@holdspace/db/protocol-store'
import type { PracticeRefs } from '@holdspace/fhir/refs'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchProtocol } from '../protocols/protocol-named.ts'
import { writeCareFhir } from './care-fhir.ts'
import { closeSigningTask } from './signing-tasks.ts'

export const signPlanInput = z.strictObject({
  /** Of the signature, made once per intention. */
  id: z.uuid(),
  planId,
  signer: z.enum(['prescriber', 'therapist']),
  /** Hash of what the signer's screen showed. */
  shownHash: z.string().regex(/^[0-9a-f]{64}$/),
})

export interface PlanSigned {
  readonly signedAt: Instant
}

/** What: the prescriber or the therapist signs the newest version of the plan, the password given again. */
export async function signPlan(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof signPlanInput>,
): Promise<Decision<PlanSigned>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  return inPractice(house.db, practiceId, async (tx) => {
    const plan = await findPlan(tx, practiceId, input.planId)
    if (plan === null) return refuse(noSuchPlan)
    const before = signedBefore(plan, input.id)
    if (before !== null) return accept({ signedAt: before.signedAt })
    const { protocolId, protocolVersion } = plan.versions[0].content
    const protocol = await findProtocol(tx, protocolId, protocolVersion)
    if (protocol === null) return refuse(noSuchProtocol)
    const periods = await careTeamOf(tx, practiceId, plan.patientId)
    const question = { actor, now, today, plan, periods, protocol, signer: input.signer, shownHash: input.shownHash }
    const decided = decideStaffSignature({ ...question, signatureId: input.id })
    if (!decided.ok) return decided
    await keepSignature(tx, house, actor, plan, decided.value, refs)
    return accept({ signedAt: now })
  })
}

export function signedBefore(plan: Plan, signatureId: string): PlanSignature | null {
  return plan.versions[0].signatures.find((signature) => signature.signatureId === signatureId) ?? null
}

/** The signature, the FHIR that follows from it, and its line in the access record, in one transaction. */
export async function keepSignature(
  tx: Tx,
  house: Pick<House, 'newId'>,
  actor: StaffActor | PatientActor,
  plan: Plan,
  signature: PlanSignature,
  refs: PracticeRefs,
): Promise<void> {
  const { practiceId } = actor
  const recordedBy = actor.kind === 'staff' ? actor.membershipId : null
  const { planId: id, version } = plan.versions[0]
  await addPlanSignature(tx, practiceId, { planId: id, version, recordedBy }, signature)
  await writeCareFhir(tx, plan.patientId, refs)
  if (signature.signer !== 'patient' && actor.kind === 'staff') {
    const of = { planId: id, version, at: signature.signedAt }
    await closeSigningTask(tx, house, actor, of, signature.signer, 'Signed')
  }
  const act = actOf(actor, signature)
  const details = { planId: id, version, signer: signature.signer, method: signature.method }
  const touched = { act, at: signature.signedAt, patientId: plan.patientId, details }
  await recordAccess(tx, practiceId, accessBy(house, actor, touched))
}

function actOf(actor: StaffActor | PatientActor, { signer }: PlanSignature) {
  if (actor.kind === 'patient') return 'plan.sign-own'
  return signer === 'patient' ? 'plan.take-patient-signature' : 'plan.sign'
}

export const noSuchPlan = {
  family: 'not-found',
  code: 'plan-not-found',
  sentence: 'There is no such plan in this practice.',
} as const
