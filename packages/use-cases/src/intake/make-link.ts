import { digestOf, newToken } from '@holdspace/auth/token'
import { linkExpiry } from '@holdspace/clinic/intake/link-rules'
import type { Tx } from '@holdspace/db/database'
import { insertLink } from '@holdspace/db/packet-link-store'
import { type PacketId, type PacketLinkId, type PracticeId, packetLinkId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { PacketHouse } from './packet-house.ts'

export interface MadeLink {
  readonly linkId: PacketLinkId
  /** The whole address. It exists in the message or on the screen it is shown on; here only its hash stays. */
  readonly address: string
  readonly expiresAt: Instant
}

export async function makeLink(
  house: Pick<PacketHouse, 'newId' | 'publicUrl'>,
  tx: Tx,
  to: { readonly practiceId: PracticeId; readonly packetId: PacketId; readonly channel: 'mail' | 'hand' },
  now: Instant,
): Promise<MadeLink> {
  const token = newToken()
  const linkId = packetLinkId.parse(house.newId())
  const expiresAt = linkExpiry(now)
  await insertLink(tx, { ...to, linkId, expiresAt }, digestOf(token), now)
  return { linkId, address: `${house.publicUrl}/p/${token}`, expiresAt }
}
