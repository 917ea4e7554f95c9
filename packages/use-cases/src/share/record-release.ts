import type { StaffActor } from '@holdspace/clinic/access/actor'
import { decideRelease } from '@holdspace/clinic/sharing/decide-release'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { findPartner } from '@holdspace/db/partner-store'
import { findPatient } from '@holdspace/db/patient-store'
import { addRelease, findRelease } from '@holdspace/db/release-store'
import { releaseKinds, typesOfRelease } from '@holdspace/fhir/release-types'
import { calendarDate, startOfDay } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { partnerId, patientId, type ReleaseId, releaseId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { noSuchPartner } from './revoke-partner.ts'

export const recordReleaseInput = z.strictObject({
  /** Made once per intention: sent twice, it is recorded once. */
  releaseId,
  patientId,
  partnerId,
  kinds: z.array(z.enum(releaseKinds)).min(1),
  /** Sensitive subjects the patient named on the form; what is labelled otherwise stays closed. */
  sensitive: z.array(z.enum(['PSY', 'SUD'])),
  from: calendarDate,
  until: calendarDate,
  givenHow: z.string().trim().min(3).max(300),
  documentSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
})

/** What: staff record that a patient signed a release to a partner. From `from` to the end of `until` it opens what it names. */
export async function recordRelease(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof recordReleaseInput>,
): Promise<Decision<{ readonly releaseId: ReleaseId }>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  return inPractice(house.db, practiceId, async (tx) => {
    const partner = await findPartner(tx, practiceId, input.partnerId)
    const patient = await findPatient(tx, practiceId, input.patientId)
    // A partner that is not there is told so below, once it is clear that this person may ask.
    const partnerStatus = partner?.status ?? 'active'
    const decided = decideRelease({ ...input, actor, today, partnerStatus })
    if (!decided.ok) return decided
    if (partner === null) return refuse(noSuchPartner)
    if (patient === null) return refuse(noSuchPatient)
    if ((await findRelease(tx, practiceId, input.releaseId)) !== null) return accept({ releaseId: input.releaseId })
    await addRelease(tx, practiceId, {
      releaseId: input.releaseId,
      patientId: input.patientId,
      partnerId: partner.partnerId,
      purpose: partner.purpose,
      kinds: input.kinds,
      types: typesOfRelease(input.kinds),
      sensitive: input.sensitive,
      validFrom: startOfDay(input.from, refs.zone, 0),
      // The last day counts whole.
      validUntil: startOfDay(input.until, refs.zone, 1),
      givenHow: input.givenHow,
      documentSha256: input.documentSha256 ?? null,
      recordedAt: now,
      recordedBy: actor.membershipId,
      recordedByName: actor.displayName,
    })
    const details = { releaseId: input.releaseId, partnerId: partner.partnerId, kinds: input.kinds }
    const touched = { act: 'release.record', at: now, patientId: input.patientId, details }
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({ releaseId: input.releaseId })
  })
}
