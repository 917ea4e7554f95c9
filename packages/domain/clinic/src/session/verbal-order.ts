import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { msBetween, plusMinutes } from '@holdspace/kit/elapsed'
import type { EntryId, MembershipId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { limit } from '@holdspace/protocols/limit'
import type { Bodies } from '@holdspace/record/catalogue'
import type { SessionState } from '@holdspace/record/state'
import type { StaffActor } from '../access/actor.ts'
import { type PermittedMember, permit } from '../access/permit.ts'
import { type OrderQuestion, orderable, orderRefusals } from './order-dose.ts'
import { credentialLine, stepUpLastsMs } from './sign-session.ts'

/** The prescriber whose word it was: a member of the practice, not the person at the screen. */
export interface NamedPrescriber extends PermittedMember {
  readonly membershipId: MembershipId
}

export interface VerbalQuestion extends OrderQuestion {
  readonly orderer: NamedPrescriber
  /** When it was said; a verbal order is often written down after the hands are free again. */
  readonly saidAt: Instant
}

/**
 * May this nurse write down what a prescriber said (RULINGS 3)? The same gate and the same arithmetic as for a written
 * order, asked of the prescriber's licence and registration. Past a limit nobody goes by word: the reason is the
 * prescriber's own, and they give it at the screen.
 */
export function decideVerbalOrder(question: VerbalQuestion, readBack: string | null): Decision<Bodies['dose-ordered']> {
  const { actor, state, protocol, orderer, saidAt, now, today, form } = question
  if (state.opened === null) return refuse(orderRefusals.notFound)
  const permitted = permit(actor, 'session.take-verbal-order', { today, patientId: state.opened.patient.patientId })
  if (!permitted.ok) return permitted
  if (state.signature !== null || state.ended !== null) return refuse(orderRefusals.over)
  const { verbalOrders } = protocol.drug
  if (verbalOrders === undefined) return refuse(reasons.notInProtocol)
  if (form.overrides.length > 0) return refuse(reasons.pastLimit)
  if (saidAt > now || saidAt < state.opened.occurredAt) return refuse(reasons.notThen)
  const ordered = orderable(question, readBack)
  if (!ordered.ok) return ordered
  const within = limit(verbalOrders.countersignWithinHours, 'time to countersign')
  return accept({
    ...ordered.value,
    verbal: {
      orderedBy: orderer.displayName,
      readBackBy: actor.displayName,
      countersignBy: plusMinutes(saidAt, within * 60),
      prescriberMembershipId: orderer.membershipId,
    },
  })
}

export interface CountersignQuestion {
  readonly actor: StaffActor
  readonly state: SessionState
  readonly orderEntryId: EntryId
  readonly now: Instant
  readonly today: CalendarDate
}

/** May this prescriber countersign? Only whoever said the order, by name, with the password given again. */
export function decideCountersign(question: CountersignQuestion): Decision<Bodies['order-countersigned']> {
  const { actor, state, orderEntryId, now, today } = question
  if (state.opened === null) return refuse(orderRefusals.notFound)
  const permitted = permit(actor, 'session.countersign-order', { today, patientId: state.opened.patient.patientId })
  if (!permitted.ok) return permitted
  const order = state.orders.find((one) => one.entryId === orderEntryId)
  if (order?.verbal === undefined) return refuse(reasons.noSuchOrder)
  if (order.verbal.prescriberMembershipId !== actor.membershipId)
    return refuse(reasons.notYours(order.verbal.orderedBy))
  const before = state.countersignatures.find((one) => one.orderEntryId === orderEntryId)
  if (before !== undefined) return refuse(reasons.already(before.signerName))
  if (state.signature !== null) return refuse(reasons.locked)
  if (actor.lastStepUpAt === null || msBetween(actor.lastStepUpAt, now) > stepUpLastsMs) return refuse(reasons.stepUp)
  return accept({
    orderEntryId,
    meaningText: 'I gave this order by word, and it was written down as I gave it.',
    signerName: actor.displayName,
    signerCredential: credentialLine(actor, today),
  })
}

const reasons = {
  notInProtocol: {
    family: 'unprocessable',
    code: 'verbal-orders-not-in-protocol',
    sentence:
      'This protocol does not say how soon a verbal order is countersigned, so none is taken under it. Ask the prescriber to write the order.',
  },
  pastLimit: {
    family: 'unprocessable',
    code: 'verbal-order-past-limit',
    sentence: 'Nobody goes past a limit by word. The prescriber writes this order and says why.',
  },
  notThen: {
    family: 'invalid',
    code: 'verbal-order-time',
    field: 'saidAt',
    sentence: 'The order was said after the session was opened and not later than now. Check the time.',
  },
  noSuchOrder: {
    family: 'not-found',
    code: 'verbal-order-not-found',
    sentence: 'There is no verbal order like that in this session.',
  },
  locked: {
    family: 'conflict',
    code: 'session-sealed',
    sentence: 'This record is signed and locked. File an addendum that says the order was yours.',
  },
  stepUp: {
    family: 'step-up-required',
    code: 'step-up-required',
    sentence: 'Countersigning asks for your password again.',
  },
  notYours: (name: string) => ({
    family: 'not-permitted' as const,
    code: 'not-your-order',
    sentence: `${name} gave this order, and only ${name} countersigns it.`,
  }),
  already: (name: string) => ({
    family: 'conflict' as const,
    code: 'already-countersigned',
    sentence: `${name} has countersigned this order already.`,
  }),
} as const
