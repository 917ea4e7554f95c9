import { digestOf } from '@holdspace/auth/token'
import type { PatientActor } from '@holdspace/clinic/access/actor'
import { deviceStillIn } from '@holdspace/clinic/intake/link-rules'
import { type PacketState, packetState } from '@holdspace/clinic/intake/packet'
import type { Language } from '@holdspace/clinic/intake/questions'
import { inPractice } from '@holdspace/db/database'
import { type DeviceRow, findPacketDevice, markPacketDevice } from '@holdspace/db/packet-link-store'
import { findPacket, type PacketRow } from '@holdspace/db/packet-store'
import { msBetween } from '@holdspace/kit/instant'
import type { PacketHouse } from './packet-house.ts'

/** Who the packet cookie stands for, right now. */
export type PatientState =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'active'
      readonly actor: PatientActor
      readonly standing: PacketState['standing']
      readonly language: Language
    }

/** Use is noted no finer than this, so that an answer is not always two writes. */
const noteUseEveryMs = 5_000

/** Reads the cookie anew on every request: what staff revoke is gone on the next one. */
export async function findPacketPatient(
  house: Pick<PacketHouse, 'db' | 'clock'>,
  token: string | null,
): Promise<PatientState> {
  if (token === null) return { kind: 'none' }
  const device = await findPacketDevice(house.db, digestOf(token))
  const now = house.clock()
  if (device === null || !deviceStillIn(device, now)) return { kind: 'none' }
  const packet = await inPractice(house.db, device.practiceId, (tx) =>
    findPacket(tx, device.practiceId, device.packetId),
  )
  if (packet === null) return { kind: 'none' }
  if (msBetween(device.lastSeenAt, now) >= noteUseEveryMs) {
    await markPacketDevice(house.db, device.deviceId, { lastSeenAt: now })
  }
  const state = packetState(packet, packet.events, now)
  return {
    kind: 'active',
    actor: patientOf(device, packet, state),
    standing: state.standing,
    language: packet.language,
  }
}

export function patientOf(
  device: Pick<DeviceRow, 'practiceId' | 'practiceName' | 'practiceZone' | 'linkId' | 'deviceId' | 'channel'>,
  packet: Pick<PacketRow, 'packetId' | 'patientId'>,
  state: Pick<PacketState, 'identityShown'>,
): PatientActor {
  return {
    kind: 'patient',
    practiceId: device.practiceId,
    practiceName: device.practiceName,
    practiceZone: device.practiceZone,
    patientId: packet.patientId,
    packetId: packet.packetId,
    linkId: device.linkId,
    deviceId: device.deviceId,
    channel: device.channel,
    identityShown: state.identityShown,
  }
}
