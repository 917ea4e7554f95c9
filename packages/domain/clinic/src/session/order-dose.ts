import type { Grams, McgPerKg, McgPerMicrolitre, Microlitres, Millimetres, Minutes } from '@holdspace/kit/amounts'
import { type CalendarDate, dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { Instant } from '@holdspace/kit/instant'
import { calculateDose } from '@holdspace/protocols/dose'
import type { DoseOverride } from '@holdspace/protocols/dose-refusals'
import type { DoseRequest, DoseWorking } from '@holdspace/protocols/dose-request'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { tenthMillimetres, type Weighing } from '@holdspace/protocols/weight'
import type { Bodies } from '@holdspace/record/catalogue'
import type { SessionState } from '@holdspace/record/state'
import { permit } from '../access/permit.ts'
import { type DoseGateQuestion, doseGate } from './dose-gate.ts'

/** What the prescriber chose on the order form. */
export interface OrderForm {
  readonly doseMcgPerKg: McgPerKg
  readonly concentration: McgPerMicrolitre | null
  readonly vialConcentration: McgPerMicrolitre | null
  readonly overMinutes: Minutes | null
  readonly dilution: { readonly basis: 'made-up-to' | 'added-to'; readonly microlitres: Microlitres } | null
  readonly overrides: readonly { readonly code: DoseOverride['code']; readonly reason: string }[]
}

/** A weight from an earlier session of this practice's own scale. */
export interface EarlierWeight {
  readonly grams: Grams
  readonly weighedOn: CalendarDate
  readonly measuredAt: Instant
  /** Measured with it, where it was. */
  readonly heightMm?: Millimetres
}

export interface OrderQuestion extends DoseGateQuestion {
  readonly form: OrderForm
  readonly earlierWeights: readonly EarlierWeight[]
}

/** What the arithmetic needs of the question: no credentials, no gate. */
export type WorkingQuestion = Pick<OrderQuestion, 'state' | 'protocol' | 'today' | 'form' | 'earlierWeights'> & {
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
export function decideOrder(question: OrderQuestion, readBackConfirmed: boolean): Decision<Bodies['dose-ordered']> {
  const { state, actor, today } = question
  if (state.opened === null) return refuse(reasons.notFound)
  const permitted = permit(actor, 'session.order-dose', { today, patientId: state.opened.patient.patientId })
  if (!permitted.ok) return permitted
  if (state.signature !== null || state.ended !== null) return refuse(reasons.over)
  const unmet = doseGate(question).filter((line) => !line.met)
  if (unmet.length > 0)
    return refuse(reasons.gateClosed(unmet.map((line) => `${line.sentence}: ${line.evidence} (${line.fixedBy})`)))
  const worked = workOutOrder(question)
  if (!worked.ok) return worked
  if (!readBackConfirmed) return refuse(reasons.readBack)
  return accept(orderBody(worked.value, question))
}

function doseRequest({ state, protocol, actor, today, form, earlierWeights }: WorkingQuestion): DoseRequest {
  const sex = state.opened?.patient.sex
  const pin = state.opened?.protocol
  return {
    protocol,
    pin: pin ?? null,
    today,
    order: { kind: 'per-kg', mcgPerKg: form.doseMcgPerKg },
    weighing: weighingOf(state, earlierWeights, actor.practiceZone),
    sex: sex === 'female' || sex === 'male' ? sex : null,
    basis: null,
    concentration: form.concentration,
    vialConcentration: form.vialConcentration,
    over: form.overMinutes === null ? null : { minutes: form.overMinutes },
    dilution: form.dilution,
    earlierParts: earlierParts(state, protocol),
    overrides: form.overrides.map((one) => ({ ...one, prescriber: actor.displayName })),
  }
}

/**
 * The newest weight, of today's session or an earlier one, held against the one of the visit before. As long as no height
 * is known here, every weight counts as the first one and asks for it: a history that was never held against a height
 * proves nothing about its unit (M02, RULINGS 5).
 */
export function weighingOf(state: SessionState, earlier: readonly EarlierWeight[], zone: string): Weighing | null {
  const visits = newestFirst(earlier).map((one) => ({ ...one, unit: 'kg' as const, readBackInBoth: true }))
  const here = state.weights.map((one) => ({
    grams: one.weightGrams,
    unit: one.enteredUnit,
    weighedOn: dateInZone(one.occurredAt, zone),
    readBackInBoth: one.readBack.length > 0,
    heightMm: one.heightMm,
  }))
  const [current, ...others] = [...here.toReversed(), ...visits]
  if (current === undefined) return null
  const again = here.at(-2)
  const heightMm = [current, ...others].find((one) => one.heightMm !== undefined)?.heightMm
  const { grams, unit, weighedOn, readBackInBoth } = current
  return {
    source: 'scale',
    grams,
    unit,
    weighedOn,
    heightTenthMm: heightMm === undefined ? null : tenthMillimetres.parse(heightMm * 10),
    previous: visits[here.length === 0 ? 1 : 0] ?? null,
    neverHeldAgainstHeight: others.every((one) => one.heightMm === undefined),
    // Weighed a second time with the same result: the reading of the scale stands, whatever the last visit said.
    changeConfirmed: again !== undefined && Math.abs(again.grams - grams) <= 200,
    readBackInBoth,
  }
}

function newestFirst(weights: readonly EarlierWeight[]): readonly EarlierWeight[] {
  return weights.toSorted((a, b) => (a.measuredAt === b.measuredAt ? 0 : a.measuredAt < b.measuredAt ? 1 : -1))
}

/** What was given already counts toward the session's maximum, whoever ordered it (M04, CUMULATIVE_OVER). */
function earlierParts(state: SessionState, protocol: ProtocolVersion): DoseRequest['earlierParts'] {
  const byWeight = protocol.drug.dose.kind === 'weight'
  const boluses = state.doses.map((dose) => ({ dose, givenMcg: dose.givenMcg }))
  const infusions = state.infusions.map((run) => ({
    dose: run.start,
    givenMcg: run.stop?.givenMcg ?? run.start.totalMcg,
  }))
  return [...boluses, ...infusions].map(({ dose, givenMcg }) => {
    const order = state.orders.find((one) => one.entryId === dose.orderEntryId)
    return { mcgPerKg: byWeight ? (order?.doseMcgPerKg ?? null) : null, givenMcg }
  })
}

function orderBody(worked: DoseWorking, { state, form, earlierWeights }: OrderQuestion): Bodies['dose-ordered'] {
  const weight = worked.weight
  const weighed = state.weights.at(-1)?.occurredAt ?? newestFirst(earlierWeights)[0]?.measuredAt
  if (
    weight === null ||
    worked.concentrationMcgPerMicrolitre === null ||
    worked.volumeMicrolitres === null ||
    weighed === undefined
  ) {
    throw new Error('A weight-based liquid dose was worked out without weight, concentration or volume.')
  }
  return {
    drug: 'ketamine',
    route: worked.route,
    doseMcgPerKg: form.doseMcgPerKg,
    weightGrams: weight.grams,
    weightMeasuredAt: weighed,
    concentrationMcgPerMicrolitre: worked.concentrationMcgPerMicrolitre,
    orderMcg: worked.orderMcg,
    drawnMcg: worked.drawnMcg,
    volumeMicrolitres: worked.volumeMicrolitres,
    ...(worked.overMinutes === null ? {} : { overMinutes: worked.overMinutes }),
    ...(worked.finalVolumeMicrolitres === null ? {} : { finalVolumeMicrolitres: worked.finalVolumeMicrolitres }),
    ...(worked.rateMcgPerHour === null ? {} : { rateMcgPerHour: worked.rateMcgPerHour }),
    ...(worked.pumpMicrolitresPerHour === null ? {} : { pumpMicrolitresPerHour: worked.pumpMicrolitresPerHour }),
    line: worked.line,
    working: worked.lines.map((one) => `${one.what}: ${one.how} = ${one.result}`),
    overrides: worked.overridden.map(({ code, reason }) => ({ code, reason })),
  }
}

const reasons = {
  notFound: { family: 'not-found', code: 'session-not-found', sentence: 'There is no such session in this practice.' },
  over: {
    family: 'conflict',
    code: 'session-over',
    sentence: 'This session has ended, so nothing can be ordered in it. A dose that was given can still be recorded.',
  },
  readBack: {
    family: 'unprocessable',
    code: 'read-back-missing',
    field: 'readBackConfirmed',
    sentence: 'Read the order back and confirm it before it is recorded.',
  },
  gateClosed: (details: readonly string[]) => ({
    family: 'unprocessable' as const,
    code: 'dose-gate-closed',
    sentence: 'A dose cannot be ordered yet. Something is missing:',
    details,
  }),
} as const
