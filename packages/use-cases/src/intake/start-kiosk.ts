import { digestOf, newToken } from '@holdspace/auth/token'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import { absoluteLimitMs } from '@holdspace/clinic/access/login-limits'
import { permit } from '@holdspace/clinic/access/permit'
import { packetState } from '@holdspace/clinic/intake/packet'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { markLogin } from '@holdspace/db/login-store'
import { insertLink, insertPacketDevice } from '@holdspace/db/packet-link-store'
import { addPacketEvent, findPacket } from '@holdspace/db/packet-store'
import { voidPin } from '@holdspace/db/session-pin-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { deviceId, packetId, packetLinkId } from '@holdspace/kit/ids'
import { plusMs } from '@holdspace/kit/instant'
import { z } from 'zod'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPacket, packetNotOpen } from './no-such-packet.ts'
import type { PacketHouse } from './packet-house.ts'

export const startKioskInput = z.strictObject({ packetId })

/**
 * What: staff hand a tablet of the clinic to the patient. The browser gets a packet cookie, and the login on it is locked
 * in the same transaction: every page but the packet now asks for the member's password, so there is no way back to a
 * chart (S30), also where the tablet sat in a room: a session PIN opens an idle screen of one's own, not one in other
 * hands (RULINGS 14). The packet itself goes quiet after two minutes without a touch (S25).
 */
export async function startKiosk(
  house: PacketHouse,
  actor: StaffActor,
  input: z.output<typeof startKioskInput>,
): Promise<Decision<{ readonly deviceToken: string }>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
  return inPractice(house.db, practiceId, async (tx) => {
    const allowed = permit(actor, 'packet.send', { today })
    if (!allowed.ok) return allowed
    const packet = await findPacket(tx, practiceId, input.packetId)
    if (packet === null) return refuse(noSuchPacket)
    const reaches = permit(actor, 'packet.send', { today, patientId: packet.patientId })
    if (!reaches.ok) return reaches
    if (packetState(packet, packet.events, now).standing !== 'open') return refuse(packetNotOpen)
    const deviceToken = newToken()
    const linkId = packetLinkId.parse(house.newId())
    const tablet = { deviceId: deviceId.parse(house.newId()), practiceId, packetId: packet.packetId, linkId }
    const expiresAt = plusMs(now, absoluteLimitMs)
    // Nobody is ever told this link's token: the tablet was handed over, not addressed.
    const link = { linkId, practiceId, packetId: packet.packetId, channel: 'kiosk' as const, expiresAt }
    await insertLink(tx, link, digestOf(newToken()), now)
    await insertPacketDevice(tx, { ...tablet, channel: 'kiosk', expiresAt }, digestOf(deviceToken), now)
    await markLogin(tx, actor.loginId, { lockedAt: now })
    await voidPin(tx, actor.loginId, now)
    await addPacketEvent(tx, practiceId, {
      id: house.newId(),
      packetId: packet.packetId,
      kind: 'kiosk-started',
      at: now,
      by: { membershipId: actor.membershipId, name: actor.displayName },
      deviceId: tablet.deviceId,
    })
    const details = { packetId: packet.packetId, how: 'kiosk' }
    const touched = { act: 'packet.send', at: now, patientId: packet.patientId, details } as const
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({ deviceToken })
  })
}
