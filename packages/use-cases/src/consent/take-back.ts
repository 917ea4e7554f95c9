import type { PatientActor, StaffActor } from '@holdspace/clinic/access/actor'
import { consentRules } from '@holdspace/clinic/consent/kinds'
import { addWithdrawal, type SignatureRow, signaturesOfPatient } from '@holdspace/db/consent-store'
import type { Tx } from '@holdspace/db/database'
import { markReleaseWithdrawn } from '@holdspace/db/release-store'
import { openTask } from '@holdspace/db/task-store'
import type { PracticeRefs } from '@holdspace/fhir/refs'
import { plusMinutes } from '@holdspace/kit/elapsed'
import { membershipId, releaseId, type SessionId, taskId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { House } from '../house.ts'
import { byWhom } from '../people/acting.ts'
import { endGuestAccess } from '../team/end-care-team-period.ts'
import { tellSignature } from './consent-fhir.ts'

export interface TakingBack {
  readonly signature: SignatureRow
  readonly saidBy: 'patient' | 'representative'
  readonly how: string
  readonly now: Instant
  readonly sessionId: SessionId | null
  readonly refs: PracticeRefs
}

/**
 * Records a withdrawal with everything that follows from it, in the caller's transaction. Everything signed of this kind
 * for this recipient goes with it: an older signature must not step into its place.
 */
export async function takeBack(
  tx: Tx,
  house: Pick<House, 'newId'>,
  actor: StaffActor | PatientActor,
  taking: TakingBack,
): Promise<void> {
  const { signature, saidBy, how, now, sessionId, refs } = taking
  const { practiceId } = actor
  const by = byWhom(actor)
  const takenBy = actor.kind === 'staff' ? actor.membershipId : null
  const all = await signaturesOfPatient(tx, practiceId, signature.patientId)
  const standing = all.filter(
    (one) => one.kind === signature.kind && one.recipientId === signature.recipientId && one.withdrawnAt === null,
  )
  for (const one of standing) {
    const { consentId, patientId } = one
    const said = { at: now, saidBy, how, recordedAt: now, takenBy, takenByName: by.name, sessionId }
    await addWithdrawal(tx, practiceId, { consentId, patientId, ...said })
    if (consentRules[one.kind].recipient === 'partner') {
      // The release that the signature opened has its id; one that was withdrawn before stays as it was.
      await markReleaseWithdrawn(tx, practiceId, {
        releaseId: releaseId.parse(consentId),
        at: now,
        by: takenBy,
        byName: by.name,
        how,
      })
    }
    await tellSignature(tx, { ...one, withdrawnAt: now }, refs)
  }
  if (signature.kind === 'release-to-therapist' && signature.recipientId !== null) {
    // The outside therapist's next request finds nothing of this person (RULINGS 8, 19).
    const guest = { patientId: signature.patientId, membershipId: membershipId.parse(signature.recipientId) }
    const ending = { at: now, reason: 'release-withdrawn' as const, words: '', by: takenBy, byName: by.name }
    await endGuestAccess(tx, practiceId, guest, ending)
  }
  await tellTeam(tx, house, actor, signature, now)
}

/** Prescriber and therapist are both told (CONSENT.md section 6), and one of them says what follows from it. */
async function tellTeam(
  tx: Tx,
  house: Pick<House, 'newId'>,
  { practiceId }: StaffActor | PatientActor,
  { consentId, patientId, title }: SignatureRow,
  now: Instant,
): Promise<void> {
  for (const ownerRole of ['prescriber', 'therapist'] as const) {
    await openTask(tx, {
      id: taskId.parse(house.newId()),
      practiceId,
      patientId,
      kind: 'consent-withdrawn',
      title: `Withdrawn: ${title}`,
      ownerRole,
      dueAt: plusMinutes(now, withinMinutes),
      evidence: { type: 'consent', id: ownerRole === 'prescriber' ? consentId : `${consentId} ${ownerRole}` },
      openedAt: now,
    })
  }
}

const withinMinutes = 4 * 60
