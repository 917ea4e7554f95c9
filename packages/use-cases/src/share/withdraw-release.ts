import type { StaffActor } from '@holdspace/clinic/access/actor'
import { decideWithdrawal } from '@holdspace/clinic/sharing/decide-release'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { findRelease, markReleaseWithdrawn } from '@holdspace/db/release-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { releaseId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'

export const withdrawReleaseInput = z.strictObject({
  releaseId,
  /** Also by word of mouth: it stops sharing at once, and the writing is obtained afterwards (CONSENT.md section 6). */
  how: z.string().trim().min(3).max(300),
})

/** What: a patient withdraws a release, also while impaired. The partner's next request finds nothing (S58). */
export async function withdrawRelease(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof withdrawReleaseInput>,
): Promise<Decision<{ readonly withdrawn: true }>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
  return inPractice(house.db, practiceId, async (tx) => {
    const release = await findRelease(tx, practiceId, input.releaseId)
    if (release === null) return refuse(noSuchRelease)
    const { patientId } = release
    const decided = decideWithdrawal({ actor, today, patientId, isWithdrawn: release.withdrawn !== null })
    if (!decided.ok) return decided
    await markReleaseWithdrawn(tx, practiceId, {
      releaseId: input.releaseId,
      at: now,
      by: actor.membershipId,
      byName: actor.displayName,
      how: input.how,
    })
    const details = { releaseId: input.releaseId }
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'release.withdraw', at: now, patientId, details }))
    return accept({ withdrawn: true })
  })
}

const noSuchRelease = {
  family: 'not-found',
  code: 'release-not-found',
  sentence: 'There is no such release in this practice.',
} as const
