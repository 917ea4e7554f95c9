import type { PatientActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import type { AnswerValue } from '@holdspace/clinic/intake/answer-shapes'
import { formOf } from '@holdspace/clinic/intake/clinic-forms'
import { findQuestion, languages } from '@holdspace/clinic/intake/questions'
import { readAnswer } from '@holdspace/clinic/intake/read-answer'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { addAnswer, holdPacket } from '@holdspace/db/packet-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { z } from 'zod'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchForm } from './no-such-packet.ts'
import { openForm } from './open-form.ts'
import type { PacketHouse } from './packet-house.ts'

export const saveAnswerInput = z.strictObject({
  /** Made by the browser once per answer: sent again after a lost reply, it is kept once. */
  answerId: z.uuid(),
  itemId: z.string().min(1).max(200),
  questionId: z.string().min(1).max(80),
  /** Read by the question it answers. */
  value: z.unknown(),
  language: z.enum(languages),
})

/** What: one answer, kept the moment it is given. The earlier answers stay; the newest counts. */
export async function saveAnswer(
  house: PacketHouse,
  actor: PatientActor,
  input: z.output<typeof saveAnswerInput>,
): Promise<Decision<{ readonly saved: AnswerValue }>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId, packetId, patientId, deviceId } = actor
  const permitted = permit(actor, 'packet.answer', { today, patientId })
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    // An answer that arrives beside the submission is either in it or refused, never after it.
    await holdPacket(tx, packetId)
    const open = await openForm(tx, actor, input.itemId, now)
    if (!open.ok) return open
    const form = formOf(open.value.item)
    const question = form === null ? null : findQuestion(form, input.questionId)
    if (question === null) return refuse(noSuchForm)
    const read = readAnswer(question, input.value)
    if (!read.ok) return read
    await addAnswer(tx, practiceId, {
      answerId: input.answerId,
      packetId,
      patientId,
      itemId: input.itemId,
      questionId: input.questionId,
      value: read.value,
      language: input.language,
      answeredAt: now,
      deviceId,
    })
    const details = { packetId, itemId: input.itemId, questionId: input.questionId }
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'packet.answer', at: now, patientId, details }))
    return accept({ saved: read.value })
  })
}
