import type { PatientActor } from '@holdspace/clinic/access/actor'
import { type PacketItem, packetState } from '@holdspace/clinic/intake/packet'
import type { Tx } from '@holdspace/db/database'
import { findPacket, type PacketRow } from '@holdspace/db/packet-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { Instant } from '@holdspace/kit/instant'
import { formSubmitted, formsClosed, noSuchForm } from './no-such-packet.ts'

export interface OpenForm {
  readonly packet: PacketRow
  readonly item: PacketItem
}

/**
 * The one form this patient works on, from their own packet and no other (S05): refused where the packet is closed, the
 * form is not part of it, or it was submitted.
 */
export async function openForm(tx: Tx, actor: PatientActor, itemId: string, now: Instant): Promise<Decision<OpenForm>> {
  const packet = await findPacket(tx, actor.practiceId, actor.packetId)
  if (packet === null || packet.patientId !== actor.patientId) return refuse(formsClosed)
  const state = packetState(packet, packet.events, now)
  const item = packet.items.find((one) => one.id === itemId)
  if (item === undefined) return refuse(state.standing === 'open' ? noSuchForm : formsClosed)
  if (state.submitted.has(itemId)) return refuse(formSubmitted)
  return state.standing === 'open' ? accept({ packet, item }) : refuse(formsClosed)
}
