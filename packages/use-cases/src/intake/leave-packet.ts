import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { markPacketDevice } from '@holdspace/db/packet-link-store'
import { addPacketEvent } from '@holdspace/db/packet-store'
import { accept, type Decision } from '@holdspace/kit/decision'
import { accessBy, byWhom } from '../people/acting.ts'
import type { PatientState } from './find-packet-patient.ts'
import type { PacketHouse } from './packet-house.ts'

/** What: a browser gives its packet back: a patient stops on this device, or staff take the tablet. Twice is once. */
export async function leavePacket(house: PacketHouse, held: PatientState): Promise<Decision<{ readonly left: true }>> {
  if (held.kind === 'none') return accept({ left: true })
  const { actor } = held
  const now = house.clock()
  return inPractice(house.db, actor.practiceId, async (tx) => {
    await markPacketDevice(tx, actor.deviceId, { endedAt: now })
    if (actor.channel === 'kiosk') {
      const said = { packetId: actor.packetId, kind: 'kiosk-ended', at: now, by: byWhom(actor) } as const
      await addPacketEvent(tx, actor.practiceId, { id: house.newId(), ...said, deviceId: actor.deviceId })
    }
    const touched = { act: 'packet.read-own', at: now, patientId: actor.patientId, details: { left: true } } as const
    await recordAccess(tx, actor.practiceId, accessBy(house, actor, touched))
    return accept({ left: true })
  })
}
