import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { inPractice } from '@holdspace/db/database'
import { findProtocol, saveProtocol } from '@holdspace/db/protocol-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { submitForReview } from '@holdspace/protocols/life-cycle'
import { protocolContent, suppliedDraft } from '@holdspace/protocols/protocol-version'
import { z } from 'zod'
import type { House } from '../house.ts'

/**
 * What: the medical director puts a version up for review: a supplied draft as it is, or with the practice's own values
 * and sources in the places the draft leaves open. Nothing runs on it until it is approved.
 */
export const proposeProtocolInput = z.strictObject({ content: protocolContent })

export async function proposeProtocol(
  house: Pick<House, 'db' | 'clock'>,
  actor: StaffActor,
  input: z.input<typeof proposeProtocolInput>,
): Promise<Decision<{ protocolId: string; version: string; status: string }>> {
  const now = house.clock()
  const permitted = permit(actor, 'protocol.approve', { today: dateInZone(now, actor.practiceZone) })
  if (!permitted.ok) return permitted
  const reviewed = submitForReview(suppliedDraft(input.content))
  if (!reviewed.ok) return reviewed
  const version = reviewed.value
  return inPractice(house.db, actor.practiceId, async (tx) => {
    const known = await findProtocol(tx, version.id, version.version)
    const isSettled = known !== null && known.status !== 'draft' && known.status !== 'in-review'
    if (isSettled) return refuse(versionTaken(version.title, version.version))
    await saveProtocol(tx, actor.practiceId, version, now)
    return accept({ protocolId: version.id, version: version.version, status: version.status })
  })
}

const versionTaken = (title: string, version: string) =>
  ({
    family: 'conflict',
    code: 'protocol-version-taken',
    sentence: `“${title}” ${version} is already approved or retired here. Give the change a new version number.`,
  }) as const
