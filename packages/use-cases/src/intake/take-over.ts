import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { detailChanges } from '@holdspace/clinic/chart/change-details'
import type { Change } from '@holdspace/clinic/intake/take-over'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { changeDetails } from '@holdspace/db/details-store'
import { addTakeOver, holdPacket, newestAnswers, takeOversOf } from '@holdspace/db/packet-store'
import { changeAllergyStatus } from '@holdspace/db/patient-store'
import { addListReview, recordAllergy, recordMedication } from '@holdspace/db/recorded-fact-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { packetId, patientId } from '@holdspace/kit/ids'
import type { Refusal } from '@holdspace/kit/refusal'
import { z } from 'zod'
import { accessBy, type Occasion, occasionOf } from '../people/acting.ts'
import { changeChart } from '../people/change-chart.ts'
import { noSuchPacket } from './no-such-packet.ts'
import type { PacketHouse } from './packet-house.ts'
import { actOfTakingOver, proposalsOf, submittedForm } from './read-submitted-form.ts'

export const takeOverInput = z.strictObject({
  patientId,
  packetId,
  itemId: z.string().min(1).max(200),
  answerId: z.uuid(),
  part: z.string().min(1).max(80),
  decision: z.enum(['taken', 'left-out']),
  /** What the person saw on the chart when deciding; where it changed meanwhile, they look again. */
  seenNow: z.string().nullable(),
})

type TakeOverHouse = Pick<PacketHouse, 'db' | 'clock' | 'newId' | 'publicUrl'>

/**
 * What: somebody takes one part of a patient's answers into the chart, or leaves it out. Nothing of a form gets into the
 * record by itself, and what stood there before stays with the decision. Chart, FHIR, decision and audit commit together.
 */
export async function takeOver(
  house: TakeOverHouse,
  actor: StaffActor,
  input: z.output<typeof takeOverInput>,
): Promise<Decision<{ readonly decision: 'taken' | 'left-out' }>> {
  const occasion = await occasionOf(house, actor)
  const { now, today } = occasion
  const { practiceId } = actor
  const reads = permit(actor, 'packet.read', { today, patientId: input.patientId })
  if (!reads.ok) return reads
  return inPractice(house.db, practiceId, async (tx) => {
    await holdPacket(tx, input.packetId)
    const found = await submittedForm(tx, practiceId, input, now)
    if (!found.ok) return found
    const answers = await newestAnswers(tx, practiceId, input.packetId, input.itemId)
    const proposals = await proposalsOf(tx, practiceId, input.patientId, answers)
    const proposal = proposals.find((one) => one.answerId === input.answerId && one.part === input.part)
    if (proposal === undefined) return refuse(noSuchPacket)
    const act = actOfTakingOver[proposal.subject]
    const permitted = permit(actor, act, { today, patientId: input.patientId })
    if (!permitted.ok) return permitted
    const decided = await takeOversOf(tx, practiceId, input.packetId)
    const before = decided.find((one) => one.answerId === input.answerId && one.part === input.part)
    if (before !== undefined) return before.decision === input.decision ? accept(before) : refuse(decidedBefore)
    if (proposal.now !== input.seenNow) return refuse(chartChanged)
    if (input.decision === 'taken') {
      const changed = await take(house, tx, actor, occasion, { input, change: proposal.change })
      if (!changed.ok) return changed
    }
    await addTakeOver(tx, practiceId, {
      id: house.newId(),
      packetId: input.packetId,
      patientId: input.patientId,
      answerId: input.answerId,
      part: input.part,
      decision: input.decision,
      before: proposal.now,
      at: now,
      by: actor.membershipId,
      byName: actor.displayName,
    })
    const details = { packetId: input.packetId, part: input.part, decision: input.decision }
    await recordAccess(tx, practiceId, accessBy(house, actor, { act, at: now, patientId: input.patientId, details }))
    return accept({ decision: input.decision })
  })
}

/** What taking it over does to the chart; FHIR follows in the same transaction. */
async function take(
  house: TakeOverHouse,
  tx: Tx,
  actor: StaffActor,
  { now, refs }: Occasion,
  { input, change }: { readonly input: z.output<typeof takeOverInput>; readonly change: Change },
): Promise<Decision<true>> {
  const { practiceId } = actor
  const { patientId: whose, answerId: sourceId } = input
  const signed = { at: now, by: actor.membershipId, byName: actor.displayName }
  return changeChart(tx, whose, refs, async ({ patient, facts }) => {
    const fact = { ...signed, id: house.newId(), patientId: whose, sourceId }
    switch (change.kind) {
      case 'person': {
        const changes = detailChanges(patient.person, change.person)
        const act = { patientId: whose, person: change.person, changes, reason: null, source: 'form' as const }
        await changeDetails(tx, practiceId, { ...signed, ...act, changeId: house.newId(), newId: house.newId })
        return accept(true)
      }
      case 'allergy':
        await recordAllergy(tx, practiceId, { ...fact, concept: inWords(change.text), reactions: change.reactions })
        await changeAllergyStatus(tx, practiceId, whose, 'known', now)
        return accept(true)
      case 'no-known-allergies':
        if (facts.allergies.some((one) => one.status === 'active')) return refuse(allergiesOnChart)
        await changeAllergyStatus(tx, practiceId, whose, 'none-known', now)
        // Whoever takes the patient's word over puts their name to it.
        await addListReview(tx, practiceId, {
          ...signed,
          id: house.newId(),
          patientId: whose,
          list: 'allergy',
          says: 'none-known',
        })
        return accept(true)
      case 'medicine': {
        const medicine = { ...fact, concept: inWords(change.text), instructions: change.instructions }
        await recordMedication(tx, practiceId, medicine)
        return accept(true)
      }
    }
  })
}

/** As it was told; no code is invented for it. */
const inWords = (text: string) => ({ text, codings: [] })

const decidedBefore: Refusal = {
  family: 'conflict',
  code: 'decided-before',
  sentence: 'A colleague has decided this part already. Read the form again.',
}

const chartChanged: Refusal = {
  family: 'conflict',
  code: 'chart-changed',
  sentence: 'The chart was changed meanwhile. Read the form again and decide on what stands there now.',
}

/** "None" told on a form never wipes an allergy somebody recorded (BN6). */
const allergiesOnChart: Refusal = {
  family: 'unprocessable',
  code: 'allergies-on-chart',
  sentence: 'The chart holds allergies. Ask the patient about each before anybody says there are none.',
}
