import type { StaffActor } from '@holdspace/clinic/access/actor'
import { decideRelease } from '@holdspace/clinic/sharing/decide-release'
import { releaseKinds } from '@holdspace/clinic/sharing/release-parts'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { findPartner, type PartnerRow } from '@holdspace/db/partner-store'
import { findPatient } from '@holdspace/db/patient-store'
import { addRelease, findRelease, type ReleaseRow } from '@holdspace/db/release-store'
import { typesOfRelease } from '@holdspace/fhir/release-types'
import { calendarDate, startOfDay } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type MembershipId, type PracticeId, partnerId, patientId, type ReleaseId, releaseId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { sentBeforeAsAnother } from '../sent-before.ts'
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
    const before = await findRelease(tx, practiceId, input.releaseId)
    if (before !== null) {
      return isSameRelease(before, input, refs.zone)
        ? accept({ releaseId: input.releaseId })
        : refuse(sentBeforeAsAnother)
    }
    await addRecordedRelease(tx, practiceId, {
      ...input,
      partner,
      zone: refs.zone,
      documentSha256: input.documentSha256 ?? null,
      at: now,
      by: { membershipId: actor.membershipId, name: actor.displayName },
    })
    const details = { releaseId: input.releaseId, partnerId: partner.partnerId, kinds: input.kinds }
    const touched = { act: 'release.record', at: now, patientId: input.patientId, details }
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({ releaseId: input.releaseId })
  })
}

/** A release that opens something else than the one recorded under its id is not that one. */
function isSameRelease(before: ReleaseRow, asked: z.output<typeof recordReleaseInput>, zone: string): boolean {
  const list = (names: readonly string[]) => names.toSorted().join()
  return (
    before.patientId === asked.patientId &&
    before.partnerId === asked.partnerId &&
    list(before.kinds) === list(asked.kinds) &&
    list(before.sensitive) === list(asked.sensitive) &&
    before.validFrom === startOfDay(asked.from, zone, 0) &&
    before.validUntil === startOfDay(asked.until, zone, 1)
  )
}

export interface RecordedRelease
  extends Pick<
    z.output<typeof recordReleaseInput>,
    'releaseId' | 'patientId' | 'kinds' | 'sensitive' | 'from' | 'until'
  > {
  readonly partner: PartnerRow
  readonly zone: string
  readonly givenHow: string
  readonly documentSha256: string | null
  readonly at: Instant
  readonly by: { readonly membershipId: MembershipId | null; readonly name: string }
}

/** Writes a decided release: from paper, or signed here as a consent of its own (RULINGS 8). */
export async function addRecordedRelease(tx: Tx, practiceId: PracticeId, release: RecordedRelease): Promise<void> {
  const { partner, zone } = release
  await addRelease(tx, practiceId, {
    releaseId: release.releaseId,
    patientId: release.patientId,
    partnerId: partner.partnerId,
    purpose: partner.purpose,
    kinds: release.kinds,
    types: typesOfRelease(release.kinds),
    sensitive: release.sensitive,
    validFrom: startOfDay(release.from, zone, 0),
    // The last day counts whole.
    validUntil: startOfDay(release.until, zone, 1),
    givenHow: release.givenHow,
    documentSha256: release.documentSha256,
    recordedAt: release.at,
    recordedBy: release.by.membershipId,
    recordedByName: release.by.name,
  })
}
