import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { type PacketItem, type PacketState, packetState } from '@holdspace/clinic/intake/packet'
import { type Language, languageOf } from '@holdspace/clinic/intake/questions'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { type PacketRow, packetsOfPatient } from '@holdspace/db/packet-store'
import { findPatient } from '@holdspace/db/patient-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type PacketId, patientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import { accessBy, occasionOf } from '../people/acting.ts'
import { addressOnFile } from '../people/address-on-file.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import type { PacketHouse } from './packet-house.ts'

export const readPacketsInput = z.strictObject({ patientId })

export interface PacketLine {
  readonly packetId: PacketId
  readonly language: Language
  readonly standing: PacketState['standing']
  readonly percent: number
  readonly createdAt: Instant
  readonly createdByName: string
  readonly firstOpenedAt: Instant | null
  readonly identityTriesLeft: number
  readonly items: readonly (PacketItem & { readonly submittedAt: Instant | null })[]
  readonly events: readonly { readonly kind: string; readonly at: Instant; readonly byName: string }[]
}

export interface PacketsOfPatient {
  readonly zone: string
  readonly maySend: boolean
  readonly mayReadAnswers: boolean
  /** Whether a packet can go by mail. */
  readonly hasAddress: boolean
  /** The patient's own, as the chart has it: what a packet begins in unless staff choose otherwise. */
  readonly language: Language
  /** Newest first. */
  readonly packets: readonly PacketLine[]
}

/** What: staff see which forms were sent to somebody and how far they are. */
export async function readPackets(
  house: Pick<PacketHouse, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof readPacketsInput>,
): Promise<Decision<PacketsOfPatient>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
  const circumstances = { today, patientId: input.patientId }
  const permitted = permit(actor, 'packet.read', circumstances)
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    const patient = await findPatient(tx, practiceId, input.patientId)
    if (patient === null) return refuse(noSuchPatient)
    const packets = await packetsOfPatient(tx, practiceId, input.patientId)
    const touched = { act: 'packet.read', at: now, patientId: input.patientId } as const
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({
      zone: actor.practiceZone,
      maySend: permit(actor, 'packet.send', circumstances).ok,
      mayReadAnswers: permit(actor, 'packet.read-answers', circumstances).ok,
      hasAddress: addressOnFile(patient) !== null,
      language: languageOf(patient.person),
      packets: packets.map((packet) => lineOf(packet, now)),
    })
  })
}

export function lineOf(packet: PacketRow, now: Instant): PacketLine {
  const state = packetState(packet, packet.events, now)
  return {
    packetId: packet.packetId,
    language: packet.language,
    standing: state.standing,
    percent: state.percent,
    createdAt: packet.createdAt,
    createdByName: packet.createdByName,
    firstOpenedAt: state.firstOpenedAt,
    identityTriesLeft: state.identityTriesLeft,
    items: packet.items.map((item) => ({ ...item, submittedAt: state.submitted.get(item.id) ?? null })),
    events: packet.events.map(({ kind, at, byName }) => ({ kind, at, byName })),
  }
}
