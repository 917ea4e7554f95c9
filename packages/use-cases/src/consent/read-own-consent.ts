import type { PatientActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { lockedUntil } from '@holdspace/clinic/consent/decide-sign'
import { lockAt } from '@holdspace/clinic/consent/signature-lock'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { findPacket } from '@holdspace/db/packet-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'
import { noSuchForm } from '../intake/no-such-packet.ts'
import { openForm } from '../intake/open-form.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { lockSpansOf } from './consent-locks.ts'
import { type ConsentAsked, parseConsentRef } from './consent-ref.ts'
import { findSigning } from './find-signing.ts'
import type { ForSigning } from './read-for-signing.ts'

export const ownConsentInput = z.strictObject({ itemId: z.string().min(1).max(200) })

/** What: a patient opens a consent of their packet, on their phone or on the clinic's tablet. */
export async function readOwnConsent(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'publicUrl'>,
  actor: PatientActor,
  input: z.output<typeof ownConsentInput>,
): Promise<Decision<ForSigning>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId, practiceName, practiceZone: zone, patientId } = actor
  const permitted = permit(actor, 'consent.read-own', { today, patientId })
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    const asked = await askedIn(tx, actor, input.itemId, now)
    if (!asked.ok) return asked
    const { kind, release, language } = asked.value
    const place = { practiceId, practiceName, zone, at: now }
    const found = await findSigning(tx, house, place, { patientId, kind, language, release })
    if (!found.ok) return found
    const lock = lockAt(await lockSpansOf(tx, house, place, patientId, [now]), now)
    const { text, textHash, patientName } = found.value
    const details = { kind, version: text.version }
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'consent.read-own', at: now, patientId, details }))
    return accept({ text, textHash, patientName, locked: lock === null ? null : lockedUntil(lock, zone) })
  })
}

/** Which consent a form of the packet asks for, while the form takes answers. */
export async function askedIn(
  tx: Tx,
  actor: PatientActor,
  itemId: string,
  now: Instant,
): Promise<Decision<ConsentAsked & { readonly language: 'en' | 'es' }>> {
  const open = await openForm(tx, actor, itemId, now)
  if (!open.ok) return open
  const { item } = open.value
  const asked = item.kind === 'consent' ? parseConsentRef(item.ref) : null
  const packet = await findPacket(tx, actor.practiceId, actor.packetId)
  return asked === null || packet === null ? refuse(noSuchForm) : accept({ ...asked, language: packet.language })
}
