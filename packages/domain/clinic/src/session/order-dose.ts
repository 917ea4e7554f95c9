import type { McgPerKg, McgPerMicrolitre, Microlitres, Minutes } from '@holdspace/kit/amounts'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { calculateDose } from '@holdspace/protocols/dose'
import type { DoseOverride } from '@holdspace/protocols/dose-refusals'
import type { DoseRequest, DoseWorking } from '@holdspace/protocols/dose-request'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import type { Bodies } from '@holdspace/record/catalogue'
import type { SessionState } from '@holdspace/record/state'
import { permit } from '../access/permit.ts'
import { lineInWords, unmetLines } from '../gates/gate-lines.ts'
import { type DoseGateQuestion, doseGate } from './dose-gate.ts'
import { newestFirst, weighingOf } from './weighing.ts'

/** What the prescriber chose on the order form. */
export interface OrderForm {
  readonly doseMcgPerKg: McgPerKg
  readonly concentration: McgPerMicrolitre | null
  readonly vialConcentration: McgPerMicrolitre | null
  readonly overMinutes: Minutes | null
  readonly dilution: { readonly basis: 'made-up-to' | 'added-to'; readonly microlitres: Microlitres } | null
  readonly overrides: readonly { readonly code: DoseOverride['code']; readonly reason: string }[]
}

export interface OrderQuestion extends DoseGateQuestion {
  readonly form: OrderForm
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
  // A weight that cannot be used is refused by the arithmetic, by its own name (M02, M03).
  const unmet = unmetLines(doseGate(question)).filter((line) => line.id !== 'weight')
  if (unmet.length > 0) return refuse(reasons.gateClosed(unmet.map(lineInWords)))
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
