import type { PatientActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { lockedUntil } from '@holdspace/clinic/consent/decide-sign'
import { lockAt } from '@holdspace/clinic/consent/signature-lock'
import { planId } from '@holdspace/clinic/plan/plan-content'
import { type Plan, patientSigning, waitsForPatient } from '@holdspace/clinic/plan/plan-version'
import { type PlanLine, planLines } from '@holdspace/clinic/plan/plan-words'
import { decidePatientSignature } from '@holdspace/clinic/plan/sign-plan'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { holdPacket } from '@holdspace/db/packet-store'
import { findPatient } from '@holdspace/db/patient-store'
import { findPlan } from '@holdspace/db/plan-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { Instant } from '@holdspace/kit/instant'
import { type Refusal, RefusalError } from '@holdspace/kit/refusal'
import { z } from 'zod'
import { lockSpansOf } from '../consent/consent-locks.ts'
import { fullName } from '../consent/find-signing.ts'
import type { House } from '../house.ts'
import { noSuchForm, noSuchPacket } from '../intake/no-such-packet.ts'
import { openForm } from '../intake/open-form.ts'
import { closeForm, type SubmittedForm } from '../intake/submit-form.ts'
import { accessBy, byWhom, occasionOf } from '../people/acting.ts'
import { keepSignature, signedBefore } from './sign-plan.ts'
import { patientLockedUntil } from './signature-lock.ts'

type OwnHouse = Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'hashing'>

export const ownPlanInput = z.strictObject({ itemId: z.string().min(1).max(200) })

export const signOwnPlanInput = z.strictObject({
  ...ownPlanInput.shape,
  /** Of the signature, made once per intention. */
  id: z.uuid(),
  shownHash: z.string().regex(/^[0-9a-f]{64}$/),
  signing: patientSigning,
  /** Of the page: the sentence above the signature is kept as it was read. */
  language: z.enum(['en', 'es']),
})

export interface OwnPlan {
  readonly version: number
  readonly lines: readonly PlanLine[]
  readonly contentHash: string
  readonly patientName: string
  /** False once it was signed elsewhere, or ended: there is nothing to sign, and the form is put aside. */
  readonly waits: boolean
  /** Why nothing can be signed at this moment; the plan can be read all the same. */
  readonly locked: Refusal | null
}

/** What: a patient opens the plan of their packet, the newest version of it, word for word as the others sign it. */
export async function readOwnPlan(
  house: OwnHouse,
  actor: PatientActor,
  { itemId }: z.output<typeof ownPlanInput>,
): Promise<Decision<OwnPlan>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId, practiceZone: zone, patientId } = actor
  const permitted = permit(actor, 'plan.read-own', { today, patientId })
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    const found = await ownPlan(tx, actor, itemId, now)
    if (!found.ok) return found
    const { plan, patientName } = found.value
    const lock = lockAt(await lockSpansOf(tx, house, { practiceId, zone }, patientId, [now]), now)
    const [newest] = plan.versions
    const details = { planId: plan.planId, version: newest.version }
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'plan.read-own', at: now, patientId, details }))
    return accept({
      version: newest.version,
      lines: planLines(newest.content),
      contentHash: newest.contentHash,
      patientName,
      waits: waitsForPatient(plan),
      locked: lock === null ? null : lockedUntil(lock, zone),
    })
  })
}

/** What: a patient signs the plan by themselves. Signature and closed form commit together; the lock holds here as well. */
export async function signOwnPlan(
  house: OwnHouse,
  actor: PatientActor,
  input: z.output<typeof signOwnPlanInput>,
): Promise<Decision<SubmittedForm>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId, patientId } = actor
  return inPractice(house.db, practiceId, async (tx) => {
    await holdPacket(tx, actor.packetId)
    const found = await ownPlan(tx, actor, input.itemId, now)
    if (!found.ok) return found
    const { plan, patientName } = found.value
    if (signedBefore(plan, input.id) === null) {
      const decided = decidePatientSignature({
        ...{ actor, now, today, plan, patientName, signatureId: input.id },
        ...{ shownHash: input.shownHash, signing: input.signing, language: input.language },
        recordedByName: byWhom(actor).name,
        lockedUntil: await patientLockedUntil(tx, house, { practiceId, zone: refs.zone }, patientId, now),
      })
      if (!decided.ok) return decided
      await keepSignature(tx, house, actor, plan, decided.value, refs)
    }
    const closed = await closeForm(house, tx, actor, input.itemId, now)
    // A signature whose form stays open would be asked for again: neither is kept.
    if (!closed.ok) throw new RefusalError(closed.refusal)
    return closed
  })
}

/** What: a patient puts a plan aside that was signed elsewhere or ended since the link was sent. */
export async function putOwnPlanAside(
  house: OwnHouse,
  actor: PatientActor,
  { itemId }: z.output<typeof ownPlanInput>,
): Promise<Decision<SubmittedForm>> {
  const { now, today } = await occasionOf(house, actor)
  const permitted = permit(actor, 'plan.sign-own', { today, patientId: actor.patientId })
  if (!permitted.ok) return permitted
  return inPractice(house.db, actor.practiceId, async (tx) => {
    await holdPacket(tx, actor.packetId)
    const found = await ownPlan(tx, actor, itemId, now)
    if (!found.ok) return found
    return waitsForPatient(found.value.plan) ? refuse(stillToSign) : closeForm(house, tx, actor, itemId, now)
  })
}

interface FoundPlan {
  readonly plan: Plan
  readonly patientName: string
}

/** The plan an open form of their own packet names, and nobody else’s (S05). */
async function ownPlan(tx: Tx, actor: PatientActor, itemId: string, now: Instant): Promise<Decision<FoundPlan>> {
  const open = await openForm(tx, actor, itemId, now)
  if (!open.ok) return open
  const { kind, ref } = open.value.item
  const id = planId.safeParse(ref)
  if (kind !== 'plan' || !id.success) return refuse(noSuchForm)
  const plan = await findPlan(tx, actor.practiceId, id.data)
  const patient = await findPatient(tx, actor.practiceId, actor.patientId)
  if (plan === null || patient === null || plan.patientId !== actor.patientId) return refuse(noSuchPacket)
  return accept({ plan, patientName: fullName(patient) })
}

const stillToSign = {
  family: 'conflict',
  code: 'plan-still-to-sign',
  sentence: 'The plan waits for your signature. Read it and sign it, or leave it open.',
} as const
