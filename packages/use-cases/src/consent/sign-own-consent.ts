import type { PatientActor } from '@holdspace/clinic/access/actor'
import { signing } from '@holdspace/clinic/consent/signing'
import { inPractice } from '@holdspace/db/database'
import { holdPacket } from '@holdspace/db/packet-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { RefusalError } from '@holdspace/kit/refusal'
import { z } from 'zod'
import { closeForm } from '../intake/submit-form.ts'
import { occasionOf } from '../people/acting.ts'
import { askedIn } from './read-own-consent.ts'
import { type TakeHouse, type Taken, takeSignature } from './take-signature.ts'

export const signOwnConsentInput = z.strictObject({ itemId: z.string().min(1).max(200), signing })

/**
 * What: a patient signs a consent of their packet. Who they are was confirmed by the packet's own check of name and birth
 * date, before any form was shown. Signature and closed form commit together.
 */
export async function signOwnConsent(
  house: TakeHouse,
  actor: PatientActor,
  input: z.output<typeof signOwnConsentInput>,
  userAgent: string,
): Promise<Decision<Taken & { readonly isLast: boolean }>> {
  const { now } = await occasionOf(house, actor)
  const { practiceId, patientId } = actor
  return inPractice(house.db, practiceId, async (tx) => {
    await holdPacket(tx, actor.packetId)
    const asked = await askedIn(tx, actor, input.itemId, now)
    if (!asked.ok) return asked
    if (asked.value.kind !== input.signing.kind) return refuse(otherForm)
    const taken = await takeSignature(tx, house, actor, {
      patientId,
      signing: input.signing,
      release: asked.value.release,
      identityConfirmedBy: ['name', 'birth-date'],
      paper: null,
      userAgent,
    })
    if (!taken.ok) return taken
    const closed = await closeForm(house, tx, actor, input.itemId, now)
    // A signature whose form stays open would be asked for again: neither is kept.
    if (!closed.ok) throw new RefusalError(closed.refusal)
    return accept({ ...taken.value, isLast: closed.value.isLast })
  })
}

const otherForm = {
  family: 'invalid',
  code: 'consent-of-another-form',
  field: 'signing.kind',
  sentence: 'This signature belongs to another form. Open the form again.',
} as const
