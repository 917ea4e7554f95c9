import type { SystemActor } from '@holdspace/clinic/access/actor'
import { languageOf } from '@holdspace/clinic/intake/questions'
import { alertTask } from '@holdspace/clinic/screening/alert-tasks'
import { readCoverage } from '@holdspace/db/coverage-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { changeMeasure, type MeasureRow, measuresToAsk, measuresToMiss } from '@holdspace/db/measure-store'
import { findPatient } from '@holdspace/db/patient-store'
import { findPractice, type PracticeRow } from '@holdspace/db/practice-store'
import { openTask, ownedBy } from '@holdspace/db/task-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { packetId, taskId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { House } from '../house.ts'
import type { PacketHouse } from '../intake/packet-house.ts'
import { addressPacket, composePacket } from '../intake/send-packet.ts'
import { tasksChanged } from '../tasks/tasks-changed.ts'

type AskHouse = PacketHouse & Pick<House, 'announce'>

/**
 * What: every measure that is due is sent to its person by mail as a packet of its own; what cannot be sent, and what the
 * protocol asks by call or visit, makes a task for somebody (AL8). Run again and again; a measure is asked for once. Answers how many went out.
 */
export async function askDueMeasures(house: AskHouse, actor: SystemActor): Promise<number> {
  const now = house.clock()
  const practice = await findPractice(house.db, actor.practiceId)
  if (practice === null) return 0
  let notSent = 0
  const asked = await inPractice(house.db, actor.practiceId, async (tx) => {
    let sent = 0
    for (const measure of await measuresToAsk(tx, actor.practiceId, now, 50)) {
      if (await askOne(house, tx, actor, practice, measure, now)) sent += 1
      else notSent += 1
    }
    return sent
  })
  if (notSent > 0) house.announce(tasksChanged(actor.practiceId))
  return asked
}

async function askOne(
  house: AskHouse,
  tx: Tx,
  actor: SystemActor,
  practice: PracticeRow,
  measure: MeasureRow,
  now: Instant,
): Promise<boolean> {
  const { practiceId } = actor
  const patient = await findPatient(tx, practiceId, measure.patientId)
  if (measure.channel !== 'link')
    return callInstead(house, tx, practice, measure, { now, patient, why: byPerson[measure.channel] })
  const id = packetId.parse(house.newId())
  const items = [
    { kind: 'identity' as const },
    ...measure.instruments.map((ref) => ({ kind: 'instrument' as const, ref })),
  ]
  const language = patient === null ? 'en' : languageOf(patient.person)
  if (patient !== null && hasAddress(patient)) {
    const composed = await composePacket(house, tx, actor, { packetId: id, patient, items, language, now })
    if (composed.ok) {
      const place = { practiceId, practiceName: practice.name, zone: practice.zone }
      const template = 'forms-to-fill-in' as const
      const addressed = { packetId: id, patient, practice: place, language, how: 'mail', template, now } as const
      if ((await addressPacket(house, tx, actor, addressed)).ok) {
        await changeMeasure(tx, practiceId, measure.measureId, { asked: now, packetId: id })
        return true
      }
    }
  }
  return callInstead(house, tx, practice, measure, { now, patient, why: 'No email address is on file.' })
}

const byPerson = { call: 'The protocol asks for a call.', visit: 'The protocol asks for a visit.' } as const

/** No link goes out: somebody's task instead, unless there is nobody any more to ask. Always false: nothing was sent. */
async function callInstead(
  house: AskHouse,
  tx: Tx,
  practice: PracticeRow,
  measure: MeasureRow,
  { now, patient, why }: { now: Instant; patient: Awaited<ReturnType<typeof findPatient>>; why: string },
): Promise<false> {
  const isThere = patient !== null && patient.deceasedOn === null
  const notSentWhy = isThere ? why : 'Nobody to ask.'
  await changeMeasure(tx, practice.practiceId, measure.measureId, { notSentWhy })
  if (isThere)
    await openCallTask(house, tx, practice, measure, now, `${measure.label}: no link was sent. ${why.slice(0, -1)}`)
  return false
}

function hasAddress({ person }: NonNullable<Awaited<ReturnType<typeof findPatient>>>): boolean {
  return person.telecoms.some((one) => one.system === 'email')
}

/** What: a measure that nobody answered in time makes a task with an owner; nothing is missed in silence (AL8). */
export async function noteMissedMeasures(house: AskHouse, actor: SystemActor): Promise<number> {
  const now = house.clock()
  const practice = await findPractice(house.db, actor.practiceId)
  if (practice === null) return 0
  const missed = await inPractice(house.db, actor.practiceId, async (tx) => {
    const late = await measuresToMiss(tx, actor.practiceId, now, 50)
    for (const measure of late) {
      await changeMeasure(tx, actor.practiceId, measure.measureId, { missed: now })
      if (measure.notSentWhy === null)
        await openCallTask(house, tx, practice, measure, now, `${measure.label}: not answered`)
    }
    return late.length
  })
  if (missed > 0) house.announce(tasksChanged(actor.practiceId))
  return missed
}

async function openCallTask(
  house: AskHouse,
  tx: Tx,
  { practiceId, zone }: PracticeRow,
  measure: MeasureRow,
  now: Instant,
  because: string,
): Promise<void> {
  const coverage = await readCoverage(tx, practiceId, zone, dateInZone(now, zone))
  const { kind, title, owner, dueAt } = alertTask(
    coverage,
    { rule: 'AL8', because },
    now,
    measure.ifMissed === 'escalate',
  )
  await openTask(tx, {
    id: taskId.parse(house.newId()),
    practiceId,
    patientId: measure.patientId,
    kind,
    title,
    ...ownedBy(owner),
    dueAt,
    evidence: { type: 'planned-measure', id: measure.measureId },
    openedAt: now,
  })
}
