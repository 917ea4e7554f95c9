import type { StaffActor } from '@holdspace/clinic/access/actor'
import type { Act } from '@holdspace/clinic/access/acts'
import { permit } from '@holdspace/clinic/access/permit'
import { formOf } from '@holdspace/clinic/intake/clinic-forms'
import { type PacketItem, packetState } from '@holdspace/clinic/intake/packet'
import type { Language } from '@holdspace/clinic/intake/questions'
import { type ChartNow, detailProposals, factProposals, type Proposal } from '@holdspace/clinic/intake/take-over'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { factsOf } from '@holdspace/db/fact-store'
import { findPacket, newestAnswers, type PacketRow, type TakeOverRow, takeOversOf } from '@holdspace/db/packet-store'
import { findPatient } from '@holdspace/db/patient-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type PacketId, type PatientId, packetId, patientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPacket } from './no-such-packet.ts'
import type { PacketHouse } from './packet-house.ts'

export const readSubmittedFormInput = z.strictObject({ patientId, packetId, itemId: z.string().min(1).max(200) })

export interface SubmittedFormView {
  readonly packetId: PacketId
  readonly item: PacketItem
  readonly language: Language
  readonly submittedAt: Instant
  readonly answers: readonly { readonly questionId: string; readonly value: unknown; readonly answeredAt: Instant }[]
  readonly proposals: readonly ProposalView[]
}

/** A part of the answers beside the chart, and what was decided about it. */
export interface ProposalView extends Omit<Proposal, 'change'> {
  readonly decided: Pick<TakeOverRow, 'decision' | 'at' | 'byName'> | null
  readonly may: { readonly allowed: true } | { readonly allowed: false; readonly why: string }
}

/** Address and contacts are the front desk's work; everything else of a person's answers is the care team's. */
export function actOfReading(item: PacketItem): Act {
  return item.kind === 'demographics' ? 'packet.read' : 'packet.read-answers'
}

export const actOfTakingOver = {
  details: 'packet.take-over-details',
  facts: 'packet.take-over-facts',
} as const satisfies { readonly [Subject in Proposal['subject']]: Act }

/** What: staff read a form that was submitted, beside what the chart says. A form not submitted yet is the patient's alone. */
export async function readSubmittedForm(
  house: Pick<PacketHouse, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof readSubmittedFormInput>,
): Promise<Decision<SubmittedFormView>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
  const circumstances = { today, patientId: input.patientId }
  const permitted = permit(actor, 'packet.read', circumstances)
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    const found = await submittedForm(tx, practiceId, input, now)
    if (!found.ok) return found
    const { packet, item, submittedAt } = found.value
    const mayRead = permit(actor, actOfReading(item), circumstances)
    if (!mayRead.ok) return mayRead
    const answers = await newestAnswers(tx, practiceId, packet.packetId, item.id)
    const decided = await takeOversOf(tx, practiceId, packet.packetId)
    const proposals = await proposalsOf(tx, practiceId, input.patientId, answers)
    const details = { packetId: packet.packetId, itemId: item.id }
    const touched = { act: actOfReading(item), at: now, patientId: input.patientId, details } as const
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({
      packetId: packet.packetId,
      item,
      language: packet.language,
      submittedAt,
      answers: answers.map(({ questionId, value, answeredAt }) => ({ questionId, value, answeredAt })),
      proposals: proposals.map(({ change: _change, ...proposal }) => {
        const before = decided.find((one) => one.answerId === proposal.answerId && one.part === proposal.part)
        const may = permit(actor, actOfTakingOver[proposal.subject], circumstances)
        return {
          ...proposal,
          decided: before === undefined ? null : { decision: before.decision, at: before.at, byName: before.byName },
          may: may.ok ? { allowed: true } : { allowed: false, why: may.refusal.sentence },
        }
      }),
    })
  })
}

/** The form, where it is this patient's, of the clinic, and submitted. */
export async function submittedForm(
  tx: Tx,
  practiceId: StaffActor['practiceId'],
  asked: { readonly patientId: PatientId; readonly packetId: PacketId; readonly itemId: string },
  now: Instant,
): Promise<Decision<{ readonly packet: PacketRow; readonly item: PacketItem; readonly submittedAt: Instant }>> {
  const packet = await findPacket(tx, practiceId, asked.packetId)
  if (packet === null || packet.patientId !== asked.patientId) return refuse(noSuchPacket)
  const item = packet.items.find((one) => one.id === asked.itemId)
  const submittedAt = packetState(packet, packet.events, now).submitted.get(asked.itemId)
  if (item === undefined || submittedAt === undefined || formOf(item) === null) return refuse(noSuchPacket)
  return accept({ packet, item, submittedAt })
}

/** What of these answers could be taken into the chart as it is now. */
export async function proposalsOf(
  tx: Tx,
  practiceId: StaffActor['practiceId'],
  whose: PatientId,
  answers: readonly { readonly answerId: string; readonly questionId: string; readonly value: unknown }[],
): Promise<readonly Proposal[]> {
  const patient = await findPatient(tx, practiceId, whose)
  if (patient === null) return []
  const facts = await factsOf(tx, practiceId, whose)
  const chart: ChartNow = {
    person: patient.person,
    allergyStatus: patient.allergyStatus,
    allergies: facts.allergies,
    medications: facts.medications,
  }
  const byQuestion = new Map(answers.map((answer) => [answer.questionId, answer]))
  return [...detailProposals(byQuestion, chart), ...factProposals(byQuestion, chart)]
}
