import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permitMember } from '@holdspace/clinic/access/permit'
import { notLater } from '@holdspace/clinic/session/not-later'
import { decideVerbalOrder } from '@holdspace/clinic/session/verbal-order'
import { membersOf } from '@holdspace/db/account-store'
import type { Tx } from '@holdspace/db/database'
import { openTask } from '@holdspace/db/task-store'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type MembershipId, membershipId, taskId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import type { Refusal } from '@holdspace/kit/refusal'
import { z } from 'zod'
import type { House } from '../house.ts'
import { type DecidedOrder, type OrderHouse, orderDoseInput, orderQuestion, recordOrder } from './order-dose.ts'
import { inSessionTurn, turnOf } from './session-turns.ts'

/** What: a nurse writes down an order that a prescriber gave by word, and read it back (RULINGS 3). */
export const takeVerbalOrderInput = z.strictObject({
  ...orderDoseInput.shape,
  prescriberMembershipId: membershipId,
  saidAt: instant,
})

type Input = z.output<typeof takeVerbalOrderInput>

export async function takeVerbalOrder(
  house: OrderHouse,
  actor: StaffActor,
  input: Input,
): Promise<Decision<{ readonly seq: number }>> {
  return inSessionTurn(turnOf(actor.practiceId, input.sessionId), () => takeInTurn(house, actor, input))
}

async function takeInTurn(
  house: OrderHouse,
  actor: StaffActor,
  input: Input,
): Promise<Decision<{ readonly seq: number }>> {
  const options = {
    alongside: (tx: Tx, decided: DecidedOrder) => askToCountersign(tx, house, actor, { input, decided }),
  }
  return recordOrder(house, actor, input, options, async (ledger) => {
    const question = await orderQuestion(house, actor, ledger, input.form)
    const member = (await membersOf(house.db, actor.practiceId)).find(
      (one) => one.membershipId === input.prescriberMembershipId && one.active,
    )
    if (member === undefined) return refuse(noSuchPrescriber)
    // A device a moment ahead of the server is no reason to refuse; further ahead, the rule says so.
    const saidAt = notLater(input.saidAt, question.now) ?? input.saidAt
    const orderer = { ...member, guestPatients: null }
    const decided = decideVerbalOrder({ ...question, orderer, saidAt }, input.readBack)
    if (!decided.ok) return decided
    return accept({ body: decided.value, occurredAt: saidAt, now: question.now, patientId: ledger.patientId })
  })
}

interface Asked {
  readonly input: Input
  readonly decided: DecidedOrder
}

/** The prescriber finds it among their tasks until it is countersigned; it commits with the order or not at all. */
async function askToCountersign(
  tx: Tx,
  house: Pick<House, 'newId'>,
  actor: StaffActor,
  { input, decided }: Asked,
): Promise<void> {
  const { body, now, patientId } = decided
  await openTask(tx, {
    id: taskId.parse(house.newId()),
    practiceId: actor.practiceId,
    ...(patientId === undefined ? {} : { patientId }),
    kind: 'countersign-order',
    title: `Countersign the order you gave by word: ${body.line}`,
    ownerMembershipId: input.prescriberMembershipId,
    dueAt: body.verbal?.countersignBy ?? now,
    evidence: verbalOrderEvidence(input.sessionId, input.id),
    openedAt: now,
    openedBy: { membershipId: actor.membershipId, name: actor.displayName },
  })
}

/** By which a task is found again: the session, and the order in it. */
export function verbalOrderEvidence(session: string, order: string) {
  return { type: 'verbal-order', id: `${session} ${order}` }
}

/** Who can be named as having ordered: a prescriber of the practice whose licence and DEA registration hold today. */
export interface NamablePrescriber {
  readonly membershipId: MembershipId
  readonly displayName: string
}

export async function namablePrescribers(
  house: Pick<House, 'db'>,
  practiceId: StaffActor['practiceId'],
  today: CalendarDate,
): Promise<readonly NamablePrescriber[]> {
  const members = await membersOf(house.db, practiceId)
  return members
    .filter((one) => one.active && permitMember({ ...one, guestPatients: null }, 'session.order-dose', { today }).ok)
    .map(({ membershipId: id, displayName }) => ({ membershipId: id, displayName }))
}

const noSuchPrescriber: Refusal = {
  family: 'unprocessable',
  code: 'prescriber-not-found',
  field: 'prescriberMembershipId',
  sentence: 'Name the prescriber who gave the order: somebody of this practice who is here to order today.',
}
