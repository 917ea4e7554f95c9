import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { addDoseReview } from '@holdspace/db/dose-history-store'
import { findPatient } from '@holdspace/db/patient-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'

/** What: a prescriber or nurse records that a review was done today, and what was found. */
export const recordReviewInput = z.strictObject({
  /** Made once per intention: sent twice, it is recorded once. */
  id: z.uuid(),
  patientId,
  ruleId: z.string().min(1).max(60),
  finding: z.string().trim().min(3, 'Say what was found, also where it was nothing.').max(2_000),
})

export async function recordReview(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof recordReviewInput>,
): Promise<Decision<{ readonly id: string }>> {
  const { now, today } = await occasionOf(house, actor)
  const permitted = permit(actor, 'dose-history.review', { today, patientId: input.patientId })
  if (!permitted.ok) return permitted
  return inPractice(house.db, actor.practiceId, async (tx) => {
    if ((await findPatient(tx, actor.practiceId, input.patientId)) === null) return refuse(noSuchPatient)
    const recorded = { recordedAt: now, recordedBy: actor.membershipId, recordedByName: actor.displayName }
    await addDoseReview(tx, actor.practiceId, { ...input, reviewedOn: today, ...recorded })
    const touched = {
      act: 'dose-history.review',
      at: now,
      patientId: input.patientId,
      details: { rule: input.ruleId },
    } as const
    await recordAccess(tx, actor.practiceId, accessBy(house, actor, touched))
    return accept({ id: input.id })
  })
}
