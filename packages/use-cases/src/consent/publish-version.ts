import type { StaffActor } from '@holdspace/clinic/access/actor'
import { textContent, textHash } from '@holdspace/clinic/consent/consent-text'
import { decidePublish } from '@holdspace/clinic/consent/decide-publish'
import { textRules } from '@holdspace/clinic/consent/kinds'
import { recordAccess } from '@holdspace/db/audit-store'
import { addConsentVersion, consentVersions } from '@holdspace/db/consent-store'
import { inPractice } from '@holdspace/db/database'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision } from '@holdspace/kit/decision'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { newestIn } from './newest-version.ts'

export const publishVersionInput = z.strictObject({
  content: textContent,
  /** Whether everybody who signed an earlier version must sign anew (RULINGS 9). */
  material: z.boolean(),
  changeNote: z.string().trim().min(3).max(1_000),
  effectiveFrom: calendarDate,
})

/** What: whoever answers for a consent's text puts a version of it in force, after giving the password again. */
export async function publishVersion(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof publishVersionInput>,
): Promise<Decision<{ readonly version: string; readonly contentHash: string }>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
  return inPractice(house.db, practiceId, async (tx) => {
    const { content } = input
    const all = (await consentVersions(tx, practiceId)).filter(({ kind }) => kind === content.kind)
    const contentHash = textHash(content, house.hashing.sha256)
    const same = all.find((one) => one.contentHash === contentHash)
    if (same !== undefined) return accept({ version: same.version, contentHash })
    const previous = newestIn(all, content.language)
    const decided = decidePublish({ ...input, actor, today, now, versions: all, previous: previous?.content ?? null })
    if (!decided.ok) return decided
    const duty = textRules[content.kind].approvedBy.find((one) => actor.duties.includes(one)) ?? ''
    await addConsentVersion(tx, practiceId, {
      content,
      contentHash,
      material: input.material,
      changeNote: input.changeNote,
      effectiveFrom: input.effectiveFrom,
      publishedAt: now,
      approvedBy: actor.membershipId,
      approvedByName: actor.displayName,
      approvedDuty: duty,
    })
    const details = {
      kind: content.kind,
      version: content.version,
      language: content.language,
      material: input.material,
    }
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'consent.publish', at: now, details }))
    return accept({ version: content.version, contentHash })
  })
}
