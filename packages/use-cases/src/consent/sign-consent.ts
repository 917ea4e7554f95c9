import type { StaffActor } from '@holdspace/clinic/access/actor'
import { identifiers, signing } from '@holdspace/clinic/consent/signing'
import { inPractice } from '@holdspace/db/database'
import type { Decision } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import { releaseWish } from './release-terms.ts'
import { type TakeHouse, type Taken, takeSignature } from './take-signature.ts'

export const signConsentInput = z.strictObject({
  patientId,
  signing,
  release: releaseWish.nullable(),
  /** What the member of staff checked with the person before handing the tablet over: two at least. */
  identityConfirmedBy: z.array(z.enum(identifiers)).max(6),
  userAgent: z.string().max(200),
})

/** What: a patient signs a consent on a tablet that a member of staff handed over. */
export async function signConsent(
  house: TakeHouse,
  actor: StaffActor,
  input: z.output<typeof signConsentInput>,
): Promise<Decision<Taken>> {
  return inPractice(house.db, actor.practiceId, (tx) => takeSignature(tx, house, actor, { ...input, paper: null }))
}
