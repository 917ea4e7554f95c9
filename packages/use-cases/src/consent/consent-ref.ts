import { readConsentRef } from '@holdspace/clinic/consent/consent-ref'
import type { ConsentKind } from '@holdspace/clinic/consent/kinds'
import { type ReleaseWish, releaseWish } from './release-terms.ts'

export interface ConsentAsked {
  readonly kind: ConsentKind
  readonly release: ReleaseWish | null
}

/** What the item of a packet asks for, its terms checked; null for what is no consent, or none with usable terms. */
export function parseConsentRef(ref: string): ConsentAsked | null {
  const read = readConsentRef(ref)
  if (read === null) return null
  const { kind, release } = read
  if (release === null) return { kind, release }
  const { recipientId, kinds, sensitive, from, until } = release
  const wish = releaseWish.safeParse(
    kind === 'release-to-partner'
      ? { to: 'partner', partnerId: recipientId, kinds, sensitive, from, until }
      : { to: 'therapist', membershipId: recipientId, from, until },
  )
  return wish.success ? { kind, release: wish.data } : null
}
