import type { StaffActor } from '@holdspace/clinic/access/actor'
import { identifiers, paperAttestation, signing } from '@holdspace/clinic/consent/signing'
import { inPractice } from '@holdspace/db/database'
import type { Decision } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import { releaseWish } from './release-terms.ts'
import { type TakeHouse, type Taken, takeSignature } from './take-signature.ts'

export const attestPaperInput = z.strictObject({
  patientId,
  signing,
  release: releaseWish.nullable(),
  identityConfirmedBy: z.array(z.enum(identifiers)).max(6),
  paper: paperAttestation,
})

/**
 * What: a member of staff takes in a consent that was signed by hand, and says by name what they saw (RULINGS 9). It was
 * signed when the paper says so: under a sedating medicine it counts as little as a drawn one.
 */
export async function attestPaper(
  house: TakeHouse,
  actor: StaffActor,
  input: z.output<typeof attestPaperInput>,
): Promise<Decision<Taken>> {
  return inPractice(house.db, actor.practiceId, (tx) => takeSignature(tx, house, actor, { ...input, userAgent: '' }))
}
