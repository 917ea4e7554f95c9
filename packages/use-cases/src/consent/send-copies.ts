import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { inPractice } from '@holdspace/db/database'
import { findPacket } from '@holdspace/db/packet-store'
import { findPatient } from '@holdspace/db/patient-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { packetId, patientId } from '@holdspace/kit/ids'
import { RefusalError } from '@holdspace/kit/refusal'
import { z } from 'zod'
import type { PacketHouse } from '../intake/packet-house.ts'
import { addressPacket, composePacket, type SentPacket } from '../intake/send-packet.ts'
import { occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'

export const sendCopiesInput = z.strictObject({
  /** Made once per intention: sent twice, it is one link. */
  packetId,
  patientId,
  language: z.enum(['en', 'es']),
  how: z.enum(['mail', 'hand']),
})

/**
 * What: staff send the patient a link to the papers they signed. The message says that a copy is ready and nothing of what
 * it is about (RULINGS 15); the papers open once name and birth date were shown. No paper travels in a message.
 */
export async function sendCopies(
  house: PacketHouse,
  actor: StaffActor,
  input: z.output<typeof sendCopiesInput>,
): Promise<Decision<SentPacket>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  const permitted = permit(actor, 'packet.send', { today, patientId: input.patientId })
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    const patient = await findPatient(tx, practiceId, input.patientId)
    if (patient === null) return refuse(noSuchPatient)
    if ((await findPacket(tx, practiceId, input.packetId)) !== null) {
      return accept({ packetId: input.packetId, link: null, linkUntil: null })
    }
    const { language, how } = input
    const items = [{ kind: 'identity' as const }]
    const composed = await composePacket(house, tx, actor, { packetId: input.packetId, patient, items, language, now })
    if (!composed.ok) return composed
    const practice = { practiceId, practiceName: refs.practiceName, zone: refs.zone }
    const sent = await addressPacket(house, tx, actor, {
      ...{ packetId: input.packetId, patient, practice, language, how, now },
      template: 'copy-to-keep',
    })
    // Without an address there is no packet either: nothing is left waiting that nobody was told of.
    if (!sent.ok) throw new RefusalError(sent.refusal)
    return sent
  })
}
