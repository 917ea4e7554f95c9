import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { inPractice } from '@holdspace/db/database'
import { findProtocol, saveProtocol } from '@holdspace/db/protocol-store'
import { dateInZone } from '@holdspace/kit/calendar-words'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { suppliedProtocols } from '@holdspace/protocols/library/supplied'
import { draftChange } from '@holdspace/protocols/next-version'
import { z } from 'zod'
import type { House } from '../house.ts'
import { noSuchProtocol, type ProtocolMoved, protocolNamed } from './protocol-named.ts'

/**
 * What: a prescriber makes a new draft from a version, with other values and the practice's policy for each. Saved again
 * under the same number it replaces the draft; what was put up for review, approved or retired is never replaced.
 */
export const draftVersionInput = z.strictObject({
  from: protocolNamed,
  version: z.string().regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/, 'A version number has three parts, such as 1.1.0.'),
  changeNote: z.string().trim().max(1_000),
  values: z
    .array(
      z.strictObject({
        path: z.string().min(1).max(200),
        value: z.number().min(0).max(1_000_000_000),
        policy: z.string().trim().min(3, 'Name the policy it stands in.').max(300),
      }),
    )
    .max(50),
})

export async function draftVersion(
  house: Pick<House, 'db' | 'clock'>,
  actor: StaffActor,
  input: z.output<typeof draftVersionInput>,
): Promise<Decision<ProtocolMoved>> {
  const now = house.clock()
  const today = dateInZone(now, actor.practiceZone)
  const permitted = permit(actor, 'protocol.draft', { today })
  if (!permitted.ok) return permitted
  const { protocolId, version: fromVersion } = input.from
  return inPractice(house.db, actor.practiceId, async (tx) => {
    const supplied = suppliedProtocols.find((one) => one.id === protocolId && one.version === fromVersion)
    const from = (await findProtocol(tx, protocolId, fromVersion)) ?? supplied ?? null
    if (from === null) return refuse(noSuchProtocol)
    const { version, changeNote, values } = input
    const drafted = draftChange(from, { version, changeNote, values, on: today })
    if (!drafted.ok) return drafted
    const known = await findProtocol(tx, protocolId, version)
    if (known !== null && known.status !== 'draft') return refuse(numberTaken(version, known.status))
    await saveProtocol(tx, actor.practiceId, drafted.value, now)
    return accept({ protocolId, version, status: drafted.value.status })
  })
}

const numberTaken = (version: string, status: string) =>
  ({
    family: 'conflict',
    code: 'protocol-version-taken',
    sentence: `Version ${version} is ${status} already. Give the change a later number.`,
    field: 'version',
  }) as const
