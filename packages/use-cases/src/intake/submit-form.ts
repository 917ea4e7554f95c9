import type { PatientActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { missingAnswers } from '@holdspace/clinic/intake/answer-shapes'
import { formOf } from '@holdspace/clinic/intake/clinic-forms'
import { packetState } from '@holdspace/clinic/intake/packet'
import { dueOf } from '@holdspace/clinic/tasks/coverage'
import { recordAccess } from '@holdspace/db/audit-store'
import { readCoverage } from '@holdspace/db/coverage-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { addPacketEvent, findPacket, holdPacket, newestAnswers, type PacketRow } from '@holdspace/db/packet-store'
import { openTask } from '@holdspace/db/task-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { taskId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import { accessBy, byWhom, occasionOf } from '../people/acting.ts'
import { writeFormFhir } from './form-fhir.ts'
import { nameRideFromForm } from './name-ride-from-form.ts'
import { noSuchForm } from './no-such-packet.ts'
import { openForm } from './open-form.ts'
import type { PacketHouse } from './packet-house.ts'

export const submitFormInput = z.strictObject({ itemId: z.string().min(1).max(200) })

export interface SubmittedForm {
  /** Whether this was the last form: the packet is complete. */
  readonly isLast: boolean
}

/** What: the patient sends a form of the clinic. It closes; the clinic sees it from this moment. */
export async function submitForm(
  house: PacketHouse,
  actor: PatientActor,
  input: z.output<typeof submitFormInput>,
): Promise<Decision<SubmittedForm>> {
  const occasion = await occasionOf(house, actor)
  const { now, today, refs } = occasion
  const { practiceId, packetId, patientId } = actor
  const permitted = permit(actor, 'packet.answer', { today, patientId })
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    await holdPacket(tx, packetId)
    const open = await openForm(tx, actor, input.itemId, now)
    if (!open.ok) return open
    const form = formOf(open.value.item)
    if (form === null) return refuse(noSuchForm)
    const answers = await newestAnswers(tx, practiceId, packetId, input.itemId)
    const missing = missingAnswers(form, new Map(answers.map(({ questionId, value }) => [questionId, value])))
    const [first] = missing
    if (first !== undefined) {
      return refuse({
        family: 'unprocessable',
        code: 'answers-missing',
        sentence: 'Some questions are still open. “Not sure” is an answer too.',
        field: first,
        details: missing,
      })
    }
    const { packet } = open.value
    const closed = await closeForm(house, tx, actor, input.itemId, now)
    await writeFormFhir(tx, refs, packet, input.itemId, now)
    const byQuestion = new Map(answers.map(({ questionId, value }) => [questionId, value]))
    await nameRideFromForm(house, tx, actor, byQuestion, occasion)
    return closed
  })
}

/**
 * Closes one form of the packet in the caller's transaction: instruments and consents, which keep their answers
 * themselves, call this when they are done, so that both commit together. Call it after `openForm` accepted.
 */
export async function closeForm(
  house: Pick<PacketHouse, 'newId'>,
  tx: Tx,
  actor: PatientActor,
  itemId: string,
  now: Instant,
): Promise<Decision<SubmittedForm>> {
  const { practiceId, packetId, patientId, deviceId } = actor
  const said = { packetId, kind: 'item-submitted', itemId, at: now, by: byWhom(actor), deviceId } as const
  await addPacketEvent(tx, practiceId, { id: house.newId(), ...said })
  const details = { packetId, itemId, submitted: true }
  await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'packet.answer', at: now, patientId, details }))
  const packet = await findPacket(tx, practiceId, packetId)
  const isLast = packet !== null && packetState(packet, packet.events, now).standing === 'complete'
  if (isLast) await askForReview(house, tx, actor, packet, now)
  return accept({ isLast })
}

/** Forms that nobody reads are worse than none: the last one sent makes reading them somebody's task, with a time. */
async function askForReview(
  house: Pick<PacketHouse, 'newId'>,
  tx: Tx,
  { practiceId, practiceZone, patientId }: PatientActor,
  packet: PacketRow,
  now: Instant,
): Promise<void> {
  if (!packet.items.some((item) => item.kind === 'history' || item.kind === 'contraindications')) return
  const coverage = await readCoverage(tx, practiceId, practiceZone, dateInZone(now, practiceZone))
  await openTask(tx, {
    id: taskId.parse(house.newId()),
    practiceId,
    patientId,
    kind: 'review-screening',
    title: 'The forms are back: read them and decide.',
    ownerRole: 'prescriber',
    dueAt: dueOf(coverage, 'review-screening', now),
    evidence: { type: 'packet', id: packet.packetId },
    openedAt: now,
  })
}
