import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import type { ConsentText } from '@holdspace/clinic/consent/consent-text'
import { lockedUntil } from '@holdspace/clinic/consent/decide-sign'
import { consentKinds } from '@holdspace/clinic/consent/kinds'
import { lockAt } from '@holdspace/clinic/consent/signature-lock'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { accept, type Decision } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import type { Refusal } from '@holdspace/kit/refusal'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { lockSpansOf } from './consent-locks.ts'
import { findSigning } from './find-signing.ts'
import { releaseWish } from './release-terms.ts'

export const readForSigningInput = z.strictObject({
  patientId,
  kind: z.enum(consentKinds),
  language: z.enum(['en', 'es']),
  release: releaseWish.nullable(),
})

export interface ForSigning {
  readonly text: ConsentText
  readonly textHash: string
  readonly patientName: string
  /** Why nothing can be signed at this moment; null when it can. The text may be read all the same. */
  readonly locked: Refusal | null
}

/** What: a member of staff brings up the text a patient is about to read and sign on this tablet. */
export async function readForSigning(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof readForSigningInput>,
): Promise<Decision<ForSigning>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId, practiceName, practiceZone: zone } = actor
  const permitted = permit(actor, 'consent.take', { today, patientId: input.patientId })
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    const found = await findSigning(tx, house, { practiceId, practiceName, zone, at: now }, input)
    if (!found.ok) return found
    const locks = await lockSpansOf(tx, house, { practiceId, zone }, input.patientId, [now])
    const lock = lockAt(locks, now)
    const { text, textHash, patientName } = found.value
    const details = { kind: input.kind, version: text.version }
    // Reading the text takes no consent, and the trail must not say that one was taken; signing writes its own line.
    const touched = { act: 'consent.read', at: now, patientId: input.patientId, details } as const
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({ text, textHash, patientName, locked: lock === null ? null : lockedUntil(lock, zone) })
  })
}
