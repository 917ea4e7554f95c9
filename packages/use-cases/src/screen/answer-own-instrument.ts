import type { PatientActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { findPatient } from '@holdspace/db/patient-store'
import { languages } from '@holdspace/instruments/instrument'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { z } from 'zod'
import type { House } from '../house.ts'
import type { PacketHouse } from '../intake/packet-house.ts'
import { closeForm, type SubmittedForm } from '../intake/submit-form.ts'
import { accessBy, byWhom, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { tasksChanged } from '../tasks/tasks-changed.ts'
import { closeResponse, keepAnswers } from './keep-response.ts'
import { noteMeasured } from './note-measured.ts'
import { openOwn, ownResponse } from './own-instrument.ts'
import { writeResponseFhir } from './response-fhir.ts'
import { submittedBefore } from './screen-refusals.ts'

type OwnHouse = PacketHouse & Pick<House, 'announce'>

export const saveOwnAnswerInput = z.strictObject({
  /** Made by the browser once per answer: sent again after a lost reply, it is kept once. */
  answerId: z.uuid(),
  itemId: z.string().min(1).max(200),
  questionId: z.string().min(1).max(40),
  value: z.int(),
  language: z.enum(languages),
})

/**
 * What: one answer to a questionnaire, kept the moment it is chosen. An answer about suicide or self-harm opens its task
 * in the same transaction, whether the rest is ever sent or not (RULINGS 7).
 */
export async function saveOwnAnswer(
  house: OwnHouse,
  actor: PatientActor,
  input: z.output<typeof saveOwnAnswerInput>,
): Promise<Decision<{ readonly saved: true }>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId, packetId, patientId } = actor
  const permitted = permit(actor, 'instrument.answer', { today, patientId })
  if (!permitted.ok) return permitted
  const kept = await inPractice(house.db, practiceId, async (tx) => {
    const open = await openOwn(tx, actor, input.itemId, now)
    if (!open.ok) return open
    const { instrument } = open.value
    const response = await ownResponse(house, tx, actor, open.value, { now, language: input.language })
    const about = { practiceId, zone: refs.zone, response, instrument, now, byName: byWhom(actor).name }
    const given = [{ id: input.answerId, itemId: input.questionId, value: input.value }]
    const saved = await keepAnswers(house, tx, about, given)
    if (!saved.ok) return saved
    const details = { packetId, itemId: input.itemId, questionId: input.questionId }
    await recordAccess(
      tx,
      practiceId,
      accessBy(house, actor, { act: 'instrument.answer', at: now, patientId, details }),
    )
    return saved
  })
  if (!kept.ok) return kept
  if (kept.value.raised > 0) house.announce(tasksChanged(practiceId))
  return accept({ saved: true })
}

export const submitOwnInstrumentInput = z.strictObject({
  itemId: z.string().min(1).max(200),
  language: z.enum(languages),
})

/** What: the patient sends a questionnaire. It is scored and closed; with an answer left out it has no total. */
export async function submitOwnInstrument(
  house: OwnHouse,
  actor: PatientActor,
  input: z.output<typeof submitOwnInstrumentInput>,
): Promise<Decision<SubmittedForm>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId, patientId } = actor
  const permitted = permit(actor, 'instrument.answer', { today, patientId })
  if (!permitted.ok) return permitted
  let raised = 0
  const sent = await inPractice(house.db, practiceId, async (tx) => {
    const open = await openOwn(tx, actor, input.itemId, now)
    if (!open.ok) return open
    const { instrument } = open.value
    const patient = await findPatient(tx, practiceId, patientId)
    if (patient === null) return refuse(noSuchPatient)
    const response = await ownResponse(house, tx, actor, open.value, { now, language: input.language })
    const about = { practiceId, zone: refs.zone, response, instrument, now, byName: byWhom(actor).name, patient }
    const closed = await closeResponse(house, tx, about)
    if (!closed.isFirst) return refuse(submittedBefore)
    raised = closed.raised
    await writeResponseFhir(tx, refs, response.responseId)
    if (response.measureId !== null) await noteMeasured(tx, practiceId, response.measureId, now)
    return closeForm(house, tx, actor, input.itemId, now)
  })
  if (raised > 0) house.announce(tasksChanged(practiceId))
  return sent
}
