import type { PatientActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { isSamePerson, shownIdentity } from '@holdspace/clinic/intake/identity-check'
import { packetState } from '@holdspace/clinic/intake/packet'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { addPacketEvent, findPacket, holdPacket } from '@holdspace/db/packet-store'
import { findPatient } from '@holdspace/db/patient-store'
import { openTask } from '@holdspace/db/task-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { taskId } from '@holdspace/kit/ids'
import { type Instant, plusMinutes } from '@holdspace/kit/instant'
import type { Refusal } from '@holdspace/kit/refusal'
import type { z } from 'zod'
import { accessBy, byWhom, occasionOf } from '../people/acting.ts'
import { formsClosed } from './no-such-packet.ts'
import type { PacketHouse } from './packet-house.ts'

export const showIdentityInput = shownIdentity

/** The front desk calls within these. */
const callWithinMinutes = 4 * 60

/**
 * What: the patient types name and birth date, and both must be those of the chart (M17). A wrong try tells nothing but
 * that it was wrong; the third stops the packet and asks the front desk to call. What was typed is not kept.
 */
export async function showIdentity(
  house: PacketHouse,
  actor: PatientActor,
  input: z.output<typeof showIdentityInput>,
): Promise<Decision<{ readonly shown: true }>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId, packetId, patientId } = actor
  const permitted = permit(actor, 'packet.show-identity', { today, patientId })
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    await holdPacket(tx, packetId)
    const packet = await findPacket(tx, practiceId, packetId)
    const patient = await findPatient(tx, practiceId, patientId)
    if (packet === null || patient === null || packet.patientId !== patientId) return refuse(formsClosed)
    const state = packetState(packet, packet.events, now)
    if (state.standing !== 'open') return refuse(state.standing === 'stopped' ? packetStopped : formsClosed)
    if (state.identityShown) return accept({ shown: true })
    const isThem = isSamePerson(input, patient.person)
    const touched = { act: 'packet.show-identity', at: now, patientId, details: { packetId } } as const
    const line = accessBy(house, actor, touched)
    await recordAccess(tx, practiceId, isThem ? line : { ...line, outcome: 'refused' })
    const say = (kind: 'identity-confirmed' | 'identity-refused' | 'stopped' | 'item-submitted', itemId?: string) =>
      addPacketEvent(tx, practiceId, {
        id: house.newId(),
        packetId,
        kind,
        at: now,
        by: byWhom(actor),
        deviceId: actor.deviceId,
        ...(itemId === undefined ? {} : { itemId }),
      })
    if (isThem) {
      await say('identity-confirmed')
      for (const item of packet.items) if (item.kind === 'identity') await say('item-submitted', item.id)
      return accept({ shown: true })
    }
    await say('identity-refused')
    if (state.identityTriesLeft > 1) return refuse(doesNotMatch(state.identityTriesLeft - 1))
    await say('stopped')
    await askFrontDesk(house, tx, actor, now)
    return refuse(packetStopped)
  })
}

async function askFrontDesk(house: PacketHouse, tx: Tx, actor: PatientActor, now: Instant): Promise<void> {
  await openTask(tx, {
    id: taskId.parse(house.newId()),
    practiceId: actor.practiceId,
    patientId: actor.patientId,
    kind: 'identity-not-matched',
    title: 'Name or birth date did not match three times: call, then send new forms',
    ownerRole: 'front-desk',
    dueAt: plusMinutes(now, callWithinMinutes),
    evidence: { type: 'packet', id: actor.packetId },
    openedAt: now,
  })
}

function doesNotMatch(triesLeft: number): Refusal {
  return {
    family: 'unprocessable',
    code: 'identity-does-not-match',
    sentence: `This does not match what the clinic has on file. Check each part. You can try ${triesLeft === 1 ? 'once' : 'twice'} more.`,
  }
}

export const packetStopped: Refusal = {
  family: 'conflict',
  code: 'packet-stopped',
  sentence:
    'We could not match this with what the clinic has on file. The clinic will call you; you can also call them.',
}
