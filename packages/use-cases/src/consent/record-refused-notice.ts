import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { versionInEffect } from '@holdspace/clinic/consent/standing'
import { recordAccess } from '@holdspace/db/audit-store'
import { consentVersionFacts } from '@holdspace/db/consent-store'
import { inPractice } from '@holdspace/db/database'
import { addNoticeRefusal } from '@holdspace/db/notice-refusal-store'
import { findPatient } from '@holdspace/db/patient-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'

export const recordRefusedNoticeInput = z.strictObject({
  /** Made once per intention. */
  id: z.uuid(),
  patientId,
  reason: z.string().trim().min(3, 'Say why, in a few words.').max(500),
})

/**
 * What: the privacy notice was given and the patient would not sign that they received it. A good-faith effort and the
 * reason are all the rule asks for (45 CFR 164.520(c)(2)(ii)): the line is settled, and care does not depend on it.
 */
export async function recordRefusedNotice(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  { id, patientId: whose, reason }: z.output<typeof recordRefusedNoticeInput>,
): Promise<Decision<{ readonly recorded: true }>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId, practiceZone: zone, membershipId, displayName } = actor
  const permitted = permit(actor, 'consent.take', { today, patientId: whose })
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    if ((await findPatient(tx, practiceId, whose)) === null) return refuse(noSuchPatient)
    const version = versionInEffect(await consentVersionFacts(tx, practiceId), 'privacy-notice', 'en', now, zone)
    if (version === null) return refuse(noNotice)
    const by = { byMembership: membershipId, byName: displayName }
    await addNoticeRefusal(tx, practiceId, { id, patientId: whose, version: version.version, reason, at: now, ...by })
    const details = { kind: 'privacy-notice', version: version.version, refused: true }
    await recordAccess(
      tx,
      practiceId,
      accessBy(house, actor, { act: 'consent.take', at: now, patientId: whose, details }),
    )
    return accept({ recorded: true } as const)
  })
}

const noNotice = {
  family: 'unprocessable',
  code: 'no-notice-in-effect',
  sentence:
    'The practice has no privacy notice in effect that could have been given. The privacy officer approves one.',
} as const
