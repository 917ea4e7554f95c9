import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { packetState } from '@holdspace/clinic/intake/packet'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { revokeLinks } from '@holdspace/db/packet-link-store'
import { addPacketEvent, findPacket, type PacketRow } from '@holdspace/db/packet-store'
import { findPatient } from '@holdspace/db/patient-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { packetId } from '@holdspace/kit/ids'
import { z } from 'zod'
import { accessBy, byWhom, type Occasion, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { noSuchPacket, packetNotOpen } from './no-such-packet.ts'
import type { PacketHouse } from './packet-house.ts'
import { addressPacket, type SentPacket } from './send-packet.ts'

export const revokePacketInput = z.strictObject({ packetId })
export const sendAgainInput = z.strictObject({ packetId, how: z.enum(['mail', 'hand']) })

/** What: staff take a packet back. Its links and the browsers that are in end with it, on their next request. */
export async function revokePacket(
  house: PacketHouse,
  actor: StaffActor,
  input: z.output<typeof revokePacketInput>,
): Promise<Decision<{ readonly revoked: true }>> {
  return onPacket(house, actor, input.packetId, async (tx, packet, { now }) => {
    const { standing } = packetState(packet, packet.events, now)
    if (standing === 'revoked') return accept({ revoked: true })
    await revokeLinks(tx, packet.packetId, now, { devices: true })
    const said = { packetId: packet.packetId, kind: 'revoked', at: now, by: byWhom(actor) } as const
    await addPacketEvent(tx, actor.practiceId, { id: house.newId(), ...said })
    const details = { packetId: packet.packetId, revoked: true }
    const touched = { act: 'packet.send', at: now, patientId: packet.patientId, details } as const
    await recordAccess(tx, actor.practiceId, accessBy(house, actor, touched))
    return accept({ revoked: true })
  })
}

/** What: staff make a new link to a packet that is still open. The old links end; who is in stays in. */
export async function sendPacketAgain(
  house: PacketHouse,
  actor: StaffActor,
  input: z.output<typeof sendAgainInput>,
): Promise<Decision<SentPacket>> {
  return onPacket(house, actor, input.packetId, async (tx, packet, { now, refs }) => {
    if (packetState(packet, packet.events, now).standing !== 'open') return refuse(packetNotOpen)
    const patient = await findPatient(tx, actor.practiceId, packet.patientId)
    if (patient === null) return refuse(noSuchPatient)
    await revokeLinks(tx, packet.packetId, now, { devices: false })
    const practice = { practiceId: actor.practiceId, practiceName: refs.practiceName, zone: refs.zone }
    const { packetId: id, language } = packet
    const details = { packetId: id, how: input.how }
    const touched = { act: 'packet.send', at: now, patientId: packet.patientId, details } as const
    await recordAccess(tx, actor.practiceId, accessBy(house, actor, touched))
    const template = 'forms-to-fill-in' as const
    return addressPacket(house, tx, actor, { packetId: id, patient, practice, language, how: input.how, template, now })
  })
}

async function onPacket<T>(
  house: PacketHouse,
  actor: StaffActor,
  id: PacketRow['packetId'],
  work: (tx: Tx, packet: PacketRow, occasion: Occasion) => Promise<Decision<T>>,
): Promise<Decision<T>> {
  const occasion = await occasionOf(house, actor)
  const permitted = permit(actor, 'packet.send', { today: occasion.today })
  if (!permitted.ok) return permitted
  return inPractice(house.db, actor.practiceId, async (tx) => {
    const packet = await findPacket(tx, actor.practiceId, id)
    if (packet === null) return refuse(noSuchPacket)
    const reaches = permit(actor, 'packet.send', { today: occasion.today, patientId: packet.patientId })
    return reaches.ok ? work(tx, packet, occasion) : reaches
  })
}
