import { digestOf, newToken } from '@holdspace/auth/token'
import { codeNeeded, deviceLifeMs, linkNotUsable, mayExchange } from '@holdspace/clinic/intake/link-rules'
import { packetState } from '@holdspace/clinic/intake/packet'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { exchangeLink, findLink, insertPacketDevice, type LinkRow } from '@holdspace/db/packet-link-store'
import { addPacketEvent, findPacket, type PacketRow } from '@holdspace/db/packet-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { deviceId } from '@holdspace/kit/ids'
import { type Instant, plusMs } from '@holdspace/kit/instant'
import { z } from 'zod'
import { accessBy } from '../people/acting.ts'
import { type PatientState, patientOf } from './find-packet-patient.ts'
import { countTry, tryWasRight } from './link-throttling.ts'
import type { CalledFrom, PacketHouse } from './packet-house.ts'
import { practiceOfLink } from './practice-of-link.ts'

/** What stands in the address behind `/p/`; anything else never reaches the database. */
export const linkToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'a link as it was sent')

export const exchangeLinkInput = z.strictObject({ token: linkToken })

/** The cookie's token; null where this browser holds the packet already. */
export interface Exchanged {
  readonly deviceToken: string | null
}

/**
 * What: somebody presses the button behind a link. The token becomes a packet cookie, once (RULINGS 15). The same browser
 * opening its link again simply goes on; any other is asked for a code. Nothing is told of a link that does not hold.
 */
export async function exchangePacketLink(
  house: PacketHouse,
  input: z.output<typeof exchangeLinkInput>,
  held: PatientState,
  from: CalledFrom,
): Promise<Decision<Exchanged>> {
  const mayTry = await countTry(house, 'guess', from.ipAddress)
  if (!mayTry.ok) return mayTry
  const link = await findLink(house.db, digestOf(input.token))
  if (link === null) return refuse(linkNotUsable)
  await tryWasRight(house, 'guess', from.ipAddress)
  if (held.kind === 'active' && held.actor.packetId === link.packetId) return accept({ deviceToken: null })
  const now = house.clock()
  return inPractice(house.db, link.practiceId, async (tx) => {
    const packet = await findPacket(tx, link.practiceId, link.packetId)
    const standing = packet === null ? null : packetState(packet, packet.events, now).standing
    const decided = mayExchange(link, standing, now)
    if (!decided.ok) return decided
    if (packet === null) return refuse(linkNotUsable)
    if (!(await exchangeLink(tx, link.linkId, now))) return refuse(codeNeeded)
    return accept({ deviceToken: await letDeviceIn(house, tx, { link, packet, by: 'opened', now }) })
  })
}

export interface ComingIn {
  readonly link: LinkRow
  readonly packet: PacketRow
  /** By the link itself, or by a code for another device. */
  readonly by: 'opened' | 'device-joined'
  readonly now: Instant
}

/** Gives a browser its packet cookie: a token of its own, of which only the hash is kept. */
export async function letDeviceIn(house: PacketHouse, tx: Tx, { link, packet, by, now }: ComingIn): Promise<string> {
  const deviceToken = newToken()
  const { practiceId, packetId, linkId } = link
  const device = { deviceId: deviceId.parse(house.newId()), practiceId, packetId, linkId, channel: 'link' as const }
  const expiresAt = plusMs(now, deviceLifeMs)
  await insertPacketDevice(tx, { ...device, expiresAt }, digestOf(deviceToken), now)
  const state = packetState(packet, packet.events, now)
  const actor = patientOf({ ...device, ...(await practiceOfLink(tx, practiceId)) }, packet, state)
  await addPacketEvent(tx, practiceId, {
    id: house.newId(),
    packetId,
    kind: by,
    at: now,
    by: { membershipId: null, name: 'The patient, by link' },
    deviceId: device.deviceId,
  })
  const details = { packetId, by }
  const touched = { act: 'packet.read-own', at: now, patientId: packet.patientId, details } as const
  await recordAccess(tx, practiceId, accessBy(house, actor, touched))
  return deviceToken
}
