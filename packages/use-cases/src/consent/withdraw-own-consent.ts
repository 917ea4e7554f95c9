import type { PatientActor } from '@holdspace/clinic/access/actor'
import { inPractice } from '@holdspace/db/database'
import { type Decision, refuse } from '@holdspace/kit/decision'
import { z } from 'zod'
import { noSuchPaper, ownSignatures } from './own-papers.ts'
import { type WithdrawHouse, type Withdrawn, withdrawConsent } from './withdraw-consent.ts'

export const withdrawOwnConsentInput = z.strictObject({ consentId: z.uuid() })

/** The way it was said, as it stands on the paper; nobody is asked for more than the press of a button. */
const howSaid: { readonly [Channel in PatientActor['channel']]: string } = {
  link: 'By themselves, on their own phone',
  kiosk: 'By themselves, on a tablet of the clinic',
}

/**
 * What: a patient takes back one of their own consents without asking anybody, also under the medicine and while the
 * signature lock runs (RULINGS 8). In a running session the room is told to hold in the same moment.
 */
export async function withdrawOwnConsent(
  house: WithdrawHouse,
  actor: PatientActor,
  { consentId }: z.output<typeof withdrawOwnConsentInput>,
): Promise<Decision<Withdrawn>> {
  const own = await inPractice(house.db, actor.practiceId, (tx) => ownSignatures(tx, house, actor))
  if (!own.ok) return own
  // Somebody else's consent is not there for them, whatever id was sent (S05).
  if (!own.value.some((one) => one.consentId === consentId)) return refuse(noSuchPaper)
  return withdrawConsent(house, actor, { consentId, saidBy: 'patient', how: howSaid[actor.channel] })
}
