import { permit } from '@holdspace/clinic/access/permit'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { markPartnerRevoked } from '@holdspace/db/partner-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { partnerId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { type Acting, accessBy, byWhom, occasionOf } from '../people/acting.ts'

export const revokePartnerInput = z.strictObject({ partnerId, why: z.string().trim().min(3).max(500) })

/** What: a partner's system is shut out. Its tokens open nothing from its next request on (S48). */
export async function revokePartner(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: Acting,
  input: z.output<typeof revokePartnerInput>,
): Promise<Decision<{ readonly revoked: true }>> {
  const { now, today } = await occasionOf(house, actor)
  const permitted = permit(actor, 'partner.revoke', { today })
  if (!permitted.ok) return permitted
  return inPractice(house.db, actor.practiceId, async (tx) => {
    const { practiceId } = actor
    const revoked = { practiceId, partnerId: input.partnerId, at: now, by: byWhom(actor).name, why: input.why }
    if (!(await markPartnerRevoked(tx, revoked))) return refuse(noSuchPartner)
    const details = { partnerId: input.partnerId }
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'partner.revoke', at: now, details }))
    return accept({ revoked: true })
  })
}

export const noSuchPartner = {
  family: 'not-found',
  code: 'partner-not-found',
  sentence: 'There is no such partner in this practice, or it was shut out before.',
} as const
