import type { PatientActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { type PacketItem, type PacketState, packetState } from '@holdspace/clinic/intake/packet'
import type { Language } from '@holdspace/clinic/intake/questions'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { findPacket, newestAnswers } from '@holdspace/db/packet-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPacket } from './no-such-packet.ts'
import type { PacketHouse } from './packet-house.ts'

export interface OwnPacket {
  readonly practiceName: string
  readonly language: Language
  readonly channel: PatientActor['channel']
  readonly standing: PacketState['standing']
  readonly identityShown: boolean
  readonly identityTriesLeft: number
  readonly percent: number
  /** Nothing is listed before the person has shown who they are: what is asked tells what is treated. */
  readonly items: readonly (PacketItem & { readonly submitted: boolean })[]
  /** Their own answers to the forms still open, newest each, so that a form resumes where it was left. */
  readonly answers: readonly { readonly itemId: string; readonly questionId: string; readonly value: unknown }[]
}

/** What: the patient opens their packet or comes back to it. Answers of submitted forms are not shown again. */
export async function readOwnPacket(house: PacketHouse, actor: PatientActor): Promise<Decision<OwnPacket>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId, packetId, patientId } = actor
  const permitted = permit(actor, 'packet.read-own', { today, patientId })
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    const packet = await findPacket(tx, practiceId, packetId)
    if (packet === null || packet.patientId !== patientId) return refuse(noSuchPacket)
    const state = packetState(packet, packet.events, now)
    const isShown = state.identityShown && (state.standing === 'open' || state.standing === 'complete')
    const answers = isShown && state.standing === 'open' ? await newestAnswers(tx, practiceId, packetId) : []
    const touched = { act: 'packet.read-own', at: now, patientId, details: { packetId } } as const
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    const visible = isShown ? packet.items : packet.items.filter((item) => item.kind === 'identity')
    return accept({
      practiceName: actor.practiceName,
      language: packet.language,
      channel: actor.channel,
      standing: state.standing,
      identityShown: state.identityShown,
      identityTriesLeft: state.identityTriesLeft,
      percent: state.percent,
      items: visible.map((item) => ({ ...item, submitted: state.submitted.has(item.id) })),
      answers: answers
        .filter((answer) => !state.submitted.has(answer.itemId))
        .map(({ itemId, questionId, value }) => ({ itemId, questionId, value })),
    })
  })
}
