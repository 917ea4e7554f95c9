import type { StaffActor } from '@holdspace/clinic/access/actor'
import { planId } from '@holdspace/clinic/plan/plan-content'
import { patientSigning } from '@holdspace/clinic/plan/plan-version'
import { decidePatientSignature } from '@holdspace/clinic/plan/sign-plan'
import { inPractice } from '@holdspace/db/database'
import { findPatient } from '@holdspace/db/patient-store'
import { findPlan } from '@holdspace/db/plan-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { z } from 'zod'
import type { House } from '../house.ts'
import { occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { keepSignature, noSuchPlan, type PlanSigned, signedBefore } from './sign-plan.ts'
import { patientLockedUntil } from './signature-lock.ts'

export const takePatientSignatureInput = z.strictObject({
  /** Of the signature, made once per intention. */
  id: z.uuid(),
  planId,
  shownHash: z.string().regex(/^[0-9a-f]{64}$/),
  signing: patientSigning,
})

/** What: the patient signs the plan on this device, or staff attest that the paper is signed. Never while the medicine works. */
export async function takePatientSignature(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'hashing'>,
  actor: StaffActor,
  input: z.output<typeof takePatientSignatureInput>,
): Promise<Decision<PlanSigned>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  return inPractice(house.db, practiceId, async (tx) => {
    const plan = await findPlan(tx, practiceId, input.planId)
    if (plan === null) return refuse(noSuchPlan)
    const before = signedBefore(plan, input.id)
    if (before !== null) return accept({ signedAt: before.signedAt })
    const patient = await findPatient(tx, practiceId, plan.patientId)
    if (patient === null) return refuse(noSuchPatient)
    const decided = decidePatientSignature({
      actor,
      now,
      today,
      plan,
      shownHash: input.shownHash,
      signing: input.signing,
      signatureId: input.id,
      recordedByName: actor.displayName,
      language: 'en',
      patientName: [...patient.person.given, patient.person.family].join(' '),
      lockedUntil: await patientLockedUntil(tx, house, { practiceId, zone: refs.zone }, plan.patientId, now),
    })
    if (!decided.ok) return decided
    await keepSignature(tx, house, actor, plan, decided.value, refs)
    return accept({ signedAt: now })
  })
}
