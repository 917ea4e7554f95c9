import {
  type Mcg,
  type McgPerKg,
  type McgPerMicrolitre,
  type Microlitres,
  type Minutes,
  mcg,
  mcgPerKg,
} from '@holdspace/kit/amounts'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { calculateDose } from '@holdspace/protocols/dose'
import { countedPerKg } from '@holdspace/protocols/dose-limits'
import type { PlannedRange } from '@holdspace/protocols/dose-range'
import type { DoseOverride } from '@holdspace/protocols/dose-refusals'
import type { DoseRequest, DoseWorking } from '@holdspace/protocols/dose-request'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import type { Bodies } from '@holdspace/record/catalogue'
import type { SessionState } from '@holdspace/record/state'
import { permit } from '../access/permit.ts'
import { lineInWords, unmetLines } from '../gates/gate-lines.ts'
import { type DoseGateQuestion, doseGate } from './dose-gate.ts'
import type { PinnedLimit } from './patient-limits.ts'
import { newestFirst, weighingOf } from './weighing.ts'

interface Reasoned {
  readonly overrides: readonly { readonly code: DoseOverride['code']; readonly reason: string }[]
}

/** What is chosen on the order form of a protocol that doses by weight. */
export interface WeightOrderForm extends Reasoned {
  readonly doseMcgPerKg: McgPerKg
  readonly concentration: McgPerMicrolitre | null
  readonly vialConcentration: McgPerMicrolitre | null
  readonly overMinutes: Minutes | null
  readonly dilution: { readonly basis: 'made-up-to' | 'added-to'; readonly microlitres: Microlitres } | null
}

/** What is chosen where the protocol doses in whole tablets or devices. */
export interface UnitOrderForm extends Reasoned {
  readonly amountMcg: Mcg
}

export type OrderForm = WeightOrderForm | UnitOrderForm

export interface OrderQuestion extends DoseGateQuestion {
  readonly form: OrderForm
  /** As the plan in force says now: the order pins them, and they rule from here on (RULINGS 5). */
  readonly patientLimits: readonly PinnedLimit[]
  /** What the plan in force narrows the dose to; null without one, which the gate refuses by itself. */
  readonly planned: PlannedRange | null
}

/** What the arithmetic needs of the question: no credentials, no gate. */
export type WorkingQuestion = Pick<
  OrderQuestion,
  'state' | 'protocol' | 'today' | 'form' | 'earlierWeights' | 'planned'
> & {
  readonly actor: Pick<OrderQuestion['actor'], 'practiceZone' | 'displayName'>
}

/** The arithmetic alone, for the form while it is filled in; refused by name as PROTOCOLS 9.1 says. */
export function workOutOrder(question: WorkingQuestion): Decision<DoseWorking> {
  return calculateDose(doseRequest(question))
}

/**
 * May this dose be ordered? An order is an intention, so the gate refuses it line by line; then the arithmetic does, by
 * name (M01–M05). What is answered is the body of the order, with the working it was read back from.
 */
export function decideOrder(question: OrderQuestion, readBack: string | null): Decision<Bodies['dose-ordered']> {
  const { state, actor, today } = question
  if (state.opened === null) return refuse(orderRefusals.notFound)
  const permitted = permit(actor, 'session.order-dose', { today, patientId: state.opened.patient.patientId })
  if (!permitted.ok) return permitted
  if (state.signature !== null || state.ended !== null) return refuse(orderRefusals.over)
  return orderable(question, readBack)
}

/**
 * What holds for every order, written or said: gate, arithmetic, read-back. What was read back is the sentence itself, so
 * that a weight recorded between the screen and here never orders another dose than the one that was said (M01, M02).
 */
export function orderable(question: OrderQuestion, readBack: string | null): Decision<Bodies['dose-ordered']> {
  // A weight that cannot be used is refused by the arithmetic, by its own name (M02, M03).
  const unmet = unmetLines(doseGate(question)).filter((line) => line.id !== 'weight')
  if (unmet.length > 0) return refuse(reasons.gateClosed(unmet.map(lineInWords)))
  const worked = workOutOrder(question)
  if (!worked.ok) return worked
  if (readBack === null) return refuse(reasons.readBack)
  if (readBack !== worked.value.readBack) return refuse(reasons.readBackChanged(worked.value.readBack))
  return accept(orderBody(worked.value, question))
}

function doseRequest({ state, protocol, actor, today, form, earlierWeights, planned }: WorkingQuestion): DoseRequest {
  const sex = state.opened?.patient.sex
  const pin = state.opened?.protocol
  return {
    protocol,
    pin: pin ?? null,
    today,
    order:
      'amountMcg' in form ? { kind: 'amount', mcg: form.amountMcg } : { kind: 'per-kg', mcgPerKg: form.doseMcgPerKg },
    weighing: weighingOf(state, earlierWeights, actor.practiceZone),
    sex: sex === 'female' || sex === 'male' ? sex : null,
    basis: null,
    ...vialOf(form),
    earlierParts: earlierParts(state, protocol),
    planned,
    overrides: form.overrides.map((one) => ({ ...one, prescriber: actor.displayName })),
  }
}

function vialOf(form: OrderForm): Pick<DoseRequest, 'concentration' | 'vialConcentration' | 'over' | 'dilution'> {
  if ('amountMcg' in form) return { concentration: null, vialConcentration: null, over: null, dilution: null }
  const { concentration, vialConcentration, overMinutes, dilution } = form
  return {
    concentration,
    vialConcentration,
    over: overMinutes === null ? null : { minutes: overMinutes },
    dilution,
  }
}

/**
 * What was given already counts toward the session's maximum, whoever ordered it, and so does what is ordered and waits to
 * be given: two orders side by side are two doses (M04, CUMULATIVE_OVER). An order meant no more is withdrawn first.
 */
function earlierParts(state: SessionState, protocol: ProtocolVersion): DoseRequest['earlierParts'] {
  const byWeight = protocol.drug.dose.kind === 'weight'
  const boluses = state.doses.map((dose) => ({ dose, givenMcg: dose.givenMcg, route: dose.route }))
  const infusions = state.infusions.map((run) => ({
    dose: run.start,
    givenMcg: run.stop?.givenMcg ?? run.start.totalMcg,
    route: 'IV' as const,
  }))
  const given = [...boluses, ...infusions].map(({ dose, givenMcg, route }) => {
    const order = state.orders.find((one) => one.entryId === dose.orderEntryId)
    return { mcgPerKg: byWeight ? perKgOf(order) : null, givenMcg, route }
  })
  const waiting = state.orders.map((order) => ({
    mcgPerKg: byWeight ? perKgOf(order) : null,
    givenMcg: leftOf(order, state),
    route: order.route,
  }))
  return [...given, ...waiting.filter(({ givenMcg }) => givenMcg > 0)]
}

/**
 * What this order would bring the session to, by weight: the text a person signed speaks of a session, so parts of a split
 * dose are one (CONSENT.md section 5). Null for whole tablets and devices, which the protocol alone bounds.
 */
export function sessionDose(
  state: SessionState,
  protocol: ProtocolVersion,
  form: OrderForm,
  grams: number | null,
): McgPerKg | null {
  if ('amountMcg' in form) return null
  const before = grams === null ? [] : earlierParts(state, protocol)
  const counted = before.map((part) => countedPerKg(part, { plan: protocol.drug, grams: grams ?? 0 }))
  return mcgPerKg.parse(counted.reduce<number>((sum, one) => sum + one, form.doseMcgPerKg))
}

type Order = SessionState['orders'][number]

function perKgOf(order: Order | undefined): McgPerKg | null {
  return order !== undefined && 'doseMcgPerKg' in order ? order.doseMcgPerKg : null
}

/** What of an order is still to be given: all of it or nothing, and of tablets and devices those that are left. */
function leftOf(order: Order, { doses, infusions }: SessionState): Mcg {
  const given = doses.filter((dose) => dose.orderEntryId === order.entryId)
  const used = given.reduce((sum, dose) => sum + dose.givenMcg + (dose.leftover?.mcg ?? 0), 0)
  const isTouched = given.length > 0 || infusions.some(({ start }) => start.orderEntryId === order.entryId)
  if (!('units' in order)) return isTouched ? mcg.parse(0) : order.drawnMcg
  return mcg.parse(Math.max(0, order.drawnMcg - used))
}

/**
 * Whether an order in the record is the one this form asks for: sent twice it is one order, and a form that was changed
 * after an answer got lost is another one (IK4, IK5).
 */
export function isSameOrder(ordered: Bodies['dose-ordered'], form: OrderForm): boolean {
  const codes = (overrides: readonly { readonly code: string }[]) => overrides.map(({ code }) => code)
  if (codes(ordered.overrides).some((code) => !codes(form.overrides).includes(code))) return false
  if ('amountMcg' in form) return 'units' in ordered && ordered.orderMcg === form.amountMcg
  if (!('doseMcgPerKg' in ordered)) return false
  const { doseMcgPerKg, concentrationMcgPerMicrolitre, volumeMicrolitres, overMinutes, finalVolumeMicrolitres } =
    ordered
  const { dilution } = form
  const final =
    dilution === null ? undefined : dilution.microlitres + (dilution.basis === 'added-to' ? volumeMicrolitres : 0)
  return (
    doseMcgPerKg === form.doseMcgPerKg &&
    concentrationMcgPerMicrolitre === form.concentration &&
    (form.overMinutes === null || overMinutes === undefined || overMinutes === form.overMinutes) &&
    (final === undefined || finalVolumeMicrolitres === undefined || finalVolumeMicrolitres === final)
  )
}

function orderBody(worked: DoseWorking, question: OrderQuestion): Bodies['dose-ordered'] {
  const { drug, route, orderMcg, drawnMcg, line, instruction, lines, overridden } = worked
  const said = {
    drug,
    route,
    orderMcg,
    drawnMcg,
    line: instruction === null ? line : `${line}; ${instruction}`,
    working: lines.map((one) => `${one.what}: ${one.how} = ${one.result}`),
    overrides: overridden.map(({ code, reason }) => ({ code, reason })),
    patientLimits: [...question.patientLimits],
  }
  const { dose } = question.protocol.drug
  return dose.kind === 'fixed'
    ? { ...said, unit: dose.unit, units: worked.units.map((one) => ({ ...one })) }
    : { ...said, ...drawnByWeight(worked, question) }
}

function drawnByWeight(worked: DoseWorking, { state, earlierWeights }: OrderQuestion) {
  const { weight, orderMcgPerKg, concentrationMcgPerMicrolitre, volumeMicrolitres } = worked
  const weightMeasuredAt = state.weights.at(-1)?.occurredAt ?? newestFirst(earlierWeights)[0]?.measuredAt
  if (
    weight === null ||
    orderMcgPerKg === null ||
    concentrationMcgPerMicrolitre === null ||
    volumeMicrolitres === null ||
    weightMeasuredAt === undefined
  ) {
    throw new Error('A weight-based liquid dose was worked out without weight, concentration or volume.')
  }
  return {
    doseMcgPerKg: orderMcgPerKg,
    weightGrams: weight.grams,
    weightMeasuredAt,
    concentrationMcgPerMicrolitre,
    volumeMicrolitres,
    ...(worked.overMinutes === null ? {} : { overMinutes: worked.overMinutes }),
    ...(worked.finalVolumeMicrolitres === null ? {} : { finalVolumeMicrolitres: worked.finalVolumeMicrolitres }),
    ...(worked.rateMcgPerHour === null ? {} : { rateMcgPerHour: worked.rateMcgPerHour }),
    ...(worked.pumpMicrolitresPerHour === null ? {} : { pumpMicrolitresPerHour: worked.pumpMicrolitresPerHour }),
  }
}

/** What refuses an order before anything of the dose is looked at, written or said. */
export const orderRefusals = {
  notFound: { family: 'not-found', code: 'session-not-found', sentence: 'There is no such session in this practice.' },
  over: {
    family: 'conflict',
    code: 'session-over',
    sentence: 'This session has ended, so nothing can be ordered in it. A dose that was given can still be recorded.',
  },
} as const

const reasons = {
  readBack: {
    family: 'unprocessable',
    code: 'read-back-missing',
    field: 'readBack',
    sentence: 'Read the order back and confirm it before it is recorded.',
  },
  readBackChanged: (now: string) => ({
    family: 'conflict' as const,
    code: 'read-back-changed',
    field: 'readBack',
    sentence: `The dose changed while you read it back. It is now ${now} Read it back again.`,
  }),
  gateClosed: (details: readonly string[]) => ({
    family: 'unprocessable' as const,
    code: 'dose-gate-closed',
    sentence: 'A dose cannot be ordered yet. Something is missing:',
    details,
  }),
} as const
