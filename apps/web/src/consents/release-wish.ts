import { readConsentRef } from '@holdspace/clinic/consent/consent-ref'
import type { ConsentKind } from '@holdspace/clinic/consent/kinds'
import type { Api } from '../ask.ts'

type Asked = Parameters<Api['consent']['forSigning']>[0]
export type ReleaseWishOfForm = NonNullable<Asked['release']>

/** What an address asks to be signed. The door checks every part of it again; null for what names no consent. */
export function formOfAddress(
  ref: string,
): { readonly kind: ConsentKind; readonly release: ReleaseWishOfForm | null } | null {
  const read = readConsentRef(ref)
  if (read === null) return null
  const { kind, release } = read
  if (release === null) return { kind, release }
  const { recipientId, kinds, sensitive, from, until } = release
  const wish =
    kind === 'release-to-partner'
      ? { to: 'partner', partnerId: recipientId, kinds, sensitive, from, until }
      : { to: 'therapist', membershipId: recipientId, from, until }
  // Ids and dates as text until the door has read them.
  return { kind, release: wish as ReleaseWishOfForm }
}
