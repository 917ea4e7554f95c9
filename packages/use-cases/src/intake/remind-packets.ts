import type { SystemActor } from '@holdspace/clinic/access/actor'
import { packetState } from '@holdspace/clinic/intake/packet'
import { formsReminder, type ReminderRule, usualReminders } from '@holdspace/clinic/scheduling/reminders'
import { dueOf, ownerByRoster } from '@holdspace/clinic/tasks/coverage'
import { recordAccess } from '@holdspace/db/audit-store'
import { readCoverage } from '@holdspace/db/coverage-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { addPacketEvent, findPacket, holdPacket, type PacketRow, packetsSentByStaff } from '@holdspace/db/packet-store'
import { findPatient } from '@holdspace/db/patient-store'
import { reminderChoicesOf, reminderRuleOf } from '@holdspace/db/reminder-store'
import { openTask, ownedBy, recordTaskStep, tasksOfKindWaiting } from '@holdspace/db/task-store'
import { packetId, taskId } from '@holdspace/kit/ids'
import { plusMs } from '@holdspace/kit/instant'
import { accessBy, byWhom, type Occasion, occasionOf } from '../people/acting.ts'
import { addressOnFile } from '../people/address-on-file.ts'
import { tasksChanged } from '../tasks/tasks-changed.ts'
import type { RemindHouse } from './packet-house.ts'
import { addressPacket } from './send-packet.ts'

const kind = 'packet-stuck'
const dayMs = 24 * 3_600_000

export interface Reminded {
  readonly messages: number
  readonly opened: number
  readonly closed: number
}

/**
 * What: forms that were sent and are not finished. After some days the patient gets one message with a new link; after
 * some more the desk is asked to telephone, once. The task closes by itself when the forms come back or are taken back.
 */
export async function remindPackets(house: RemindHouse, actor: SystemActor): Promise<Reminded> {
  const occasion = await occasionOf(house, actor)
  const { practiceId } = actor
  const { rule, waiting } = await inPractice(house.db, practiceId, async (tx) => {
    const found = (await reminderRuleOf(tx, practiceId)) ?? usualReminders
    const days = Math.min(found.formsMailDays, found.formsTaskDays)
    const sentBefore = plusMs(occasion.now, -days * dayMs)
    return { rule: found, waiting: await packetsSentByStaff(tx, practiceId, { sentBefore, openAt: occasion.now }) }
  })
  const done = { messages: 0, opened: 0, closed: 0 }
  for (const { packetId: id } of waiting) {
    const { message, task } = await inPractice(house.db, practiceId, (tx) =>
      remindOne(tx, house, actor, { id, rule, occasion }),
    )
    if (message) done.messages += 1
    if (task) done.opened += 1
  }
  done.closed = await inPractice(house.db, practiceId, (tx) => closeAnswered(tx, house, actor, occasion))
  if (done.opened + done.closed > 0) house.announce(tasksChanged(practiceId))
  return done
}

interface One {
  readonly id: PacketRow['packetId']
  readonly rule: ReminderRule
  readonly occasion: Occasion
}

async function remindOne(tx: Tx, house: RemindHouse, actor: SystemActor, { id, rule, occasion }: One) {
  const { now } = occasion
  // Held, so that two workers never remind twice, and a form sent in this moment is seen.
  await holdPacket(tx, id)
  const packet = await findPacket(tx, actor.practiceId, id)
  if (packet === null) return { message: false, task: false }
  const due = formsReminder(packet, rule, now)
  const message = due.message && (await sendReminder(tx, house, actor, packet, occasion))
  return { message, task: due.task && (await askDesk(tx, house, actor, packet, occasion)) }
}

async function sendReminder(
  tx: Tx,
  house: RemindHouse,
  actor: SystemActor,
  packet: PacketRow,
  { now, refs }: Occasion,
): Promise<boolean> {
  const { practiceId } = actor
  const { packetId: id, patientId, language } = packet
  const patient = await findPatient(tx, practiceId, patientId)
  const wants = (await reminderChoicesOf(tx, practiceId, [patientId])).get(patientId)?.wants ?? true
  if (!wants || patient === null || patient.deceasedOn !== null || addressOnFile(patient) === null) return false
  const practice = { practiceId, practiceName: refs.practiceName, zone: refs.zone }
  const how = { language, how: 'mail', template: 'forms-reminder', now } as const
  const sent = await addressPacket(house, tx, actor, { packetId: id, patient, practice, ...how })
  if (!sent.ok) return false
  const by = byWhom(actor)
  await addPacketEvent(tx, practiceId, { id: house.newId(), packetId: id, kind: 'reminded', at: now, by })
  const details = { packetId: id, reminded: true }
  await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'packet.send', at: now, patientId, details }))
  return true
}

async function askDesk(
  tx: Tx,
  house: RemindHouse,
  { practiceId }: SystemActor,
  packet: PacketRow,
  { now, today, refs }: Occasion,
): Promise<boolean> {
  const coverage = await readCoverage(tx, practiceId, refs.zone, today)
  const { percent } = packetState(packet, packet.events, now)
  return openTask(tx, {
    id: taskId.parse(house.newId()),
    practiceId,
    patientId: packet.patientId,
    kind,
    title: `The forms are ${percent} % done: telephone, or take them back`,
    ...ownedBy(ownerByRoster(coverage, kind, 1, now)),
    dueAt: dueOf(coverage, kind, now),
    evidence: { type: 'packet', id: packet.packetId },
    openedAt: now,
  })
}

/** Nobody telephones about forms that came back meanwhile. */
async function closeAnswered(
  tx: Tx,
  house: RemindHouse,
  { practiceId }: SystemActor,
  { now }: Occasion,
): Promise<number> {
  let closed = 0
  for (const task of await tasksOfKindWaiting(tx, practiceId, kind)) {
    const packet = await findPacket(tx, practiceId, packetId.parse(task.evidence.id))
    if (packet === null || packetState(packet, packet.events, now).standing === 'open') continue
    const step = {
      id: house.newId(),
      taskId: task.taskId,
      at: now,
      kind: 'done' as const,
      by: null,
      words: closedWords,
    }
    await recordTaskStep(tx, practiceId, step, {})
    closed += 1
  }
  return closed
}

const closedWords = 'The forms came back, were taken back, or are closed.'
