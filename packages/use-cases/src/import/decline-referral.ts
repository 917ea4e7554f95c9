import { decideDecline } from '@holdspace/clinic/referral/decide-referral'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { decideReferral, findReferral } from '@holdspace/db/referral-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { idempotencyKey, referralId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { type Acting, accessBy, byWhom, occasionOf } from '../people/acting.ts'
import { noSuchReferral } from './review-referral.ts'

export const declineReferralInput = z.strictObject({
  referralId,
  key: idempotencyKey,
  reason: z.string().trim().max(500),
})

/** What: a reviewer declines a referral and says why. Nobody's chart is made; the referral and its file stay as evidence. */
export async function declineReferral(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: Acting,
  input: z.output<typeof declineReferralInput>,
): Promise<Decision<{ declined: true }>> {
  const { now, today } = await occasionOf(house, actor)
  return inPractice(house.db, actor.practiceId, async (tx) => {
    const referral = await findReferral(tx, actor.practiceId, input.referralId, 'lock')
    if (referral === null) return refuse(noSuchReferral)
    if (referral.status === 'declined' && referral.decision?.key === input.key) return accept({ declined: true })
    const decided = decideDecline({ actor, today, status: referral.status, reason: input.reason })
    if (!decided.ok) return decided
    const decision = {
      status: 'declined',
      key: input.key,
      reason: decided.value,
      patientId: null,
      attached: false,
    } as const
    await decideReferral(tx, actor.practiceId, referral.referralId, decision, byWhom(actor), now)
    const touched = { act: 'referral.accept', at: now, referralId: referral.referralId, details: { declined: true } }
    await recordAccess(tx, actor.practiceId, accessBy(house, actor, touched))
    return accept({ declined: true })
  })
}
