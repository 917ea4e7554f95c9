import { type Mcg, type McgPerKg, mcgPerKg as mcgPerKgSchema, mcg as mcgSchema } from '@holdspace/kit/amounts'
import { formatMg, formatMgPerKg, formatNumber } from '@holdspace/kit/format-amount'
import type { PlannedRange } from './dose-range.ts'
import type { DoseProblem } from './dose-refusals.ts'
import type { EarlierPart, RunTime } from './dose-request.ts'
import type { DrugPlan, WeightDose } from './drug-plan.ts'
import { limit } from './limit.ts'
import { ratio } from './whole-number.ts'

/** What an order by weight is held against, in the plain terms of PROTOCOLS 9.1. */
export interface WeightedOrder {
  readonly plan: DrugPlan
  readonly dose: WeightDose
  readonly mcgPerKg: McgPerKg
  readonly grams: number
  readonly orderNg: bigint
  readonly earlier: readonly EarlierPart[]
  readonly over: RunTime | null
  readonly planned: PlannedRange | null
}

/** Everything a prescriber must answer with a reason, in no particular order. */
export function orderProblems(order: WeightedOrder): readonly DoseProblem[] {
  const range = rangeProblem(order)
  const problems = [
    range ?? planProblem(order),
    labelProblem(order) ?? rateProblem(order),
    // Of a first dose above the range that is said once already.
    order.earlier.length === 0 && range !== null ? null : cumulativeProblem(order),
  ]
  return problems.filter((one): one is DoseProblem => one !== null)
}

/**
 * The range everybody signed is narrower than the protocol's, and a dose outside it needs a reason as well. Parts of a
 * split dose are one dose: they are added up, and none is too small by itself.
 */
function planProblem(order: WeightedOrder): DoseProblem | null {
  const { plan, planned, mcgPerKg, grams, orderNg, earlier } = order
  if (planned?.kind !== 'per-kg') return null
  const { leastMcgPerKg: least, mostMcgPerKg: most } = planned
  const totalNg = earlier.reduce((sum, part) => sum + countedNg(part, order), 0n) + orderNg
  if (totalNg > BigInt(most) * BigInt(grams)) {
    const total = mcgPerKgSchema.parse(ratio(totalNg, BigInt(grams)))
    const told = earlier.length === 0 ? '' : ` with what was given or waits to be given`
    return problem(
      'OUTSIDE_PLAN',
      `${formatMgPerKg(total)}${told} is above the plan, which ends at ${formatMgPerKg(most)}.`,
    )
  }
  return plan.splitDose === undefined && mcgPerKg < least
    ? problem('OUTSIDE_PLAN', `${formatMgPerKg(mcgPerKg)} is below the plan, which begins at ${formatMgPerKg(least)}.`)
    : null
}

function rangeProblem({ plan, dose, mcgPerKg, orderNg }: WeightedOrder): DoseProblem | null {
  const ceiling = limit(dose.hardCeiling, 'hard ceiling')
  const most = limit(dose.max, 'greatest dose')
  const least = limit(dose.min, 'least dose')
  const absolute = limit(plan.absoluteMax, 'absolute maximum')
  const told = `${formatMgPerKg(mcgPerKg)} ${plan.route}`
  if (mcgPerKg > ceiling) return problem('OVER_CEILING', `${told} is above the ceiling of ${formatMgPerKg(ceiling)}.`)
  if (orderNg > BigInt(absolute) * 1_000n) {
    return problem('OVER_CEILING', `${told} makes more than the absolute maximum of ${formatMg(absolute)}.`)
  }
  if (mcgPerKg > most) {
    return problem('OVER_RANGE', `${told} is above the protocol’s range, which ends at ${formatMgPerKg(most)}.`)
  }
  return mcgPerKg < least
    ? problem('BELOW_RANGE', `${told} is below the protocol’s range, which begins at ${formatMgPerKg(least)}.`)
    : null
}

/** The label's anaesthetic range: by dose (IM 6.5 mg/kg and more) or by rate (IV 0.5 mg/kg a minute and more; D17, D18). */
function labelProblem({ plan, mcgPerKg, over }: WeightedOrder): DoseProblem | null {
  const { doseFrom, rateFromMcgPerKgPerMinute } = plan.labelAnaesthetic ?? {}
  if (doseFrom !== undefined && mcgPerKg >= limit(doseFrom, 'label dose')) {
    return problem('LABEL_RANGE', `${formatMgPerKg(mcgPerKg)} ${plan.route} lies in the label’s range for anaesthesia.`)
  }
  if (over === null || rateFromMcgPerKgPerMinute === undefined) return null
  const rate = limit(rateFromMcgPerKgPerMinute, 'label rate')
  const atLabelRate = 'minutes' in over ? mcgPerKg >= rate * over.minutes : over.mcgPerKgPerMinute >= rate
  if (!atLabelRate) return null
  return problem(
    'LABEL_RANGE',
    `${formatNumber(rate)} mg/kg each minute or more is the label’s rate for anaesthesia: was the rate meant for an hour?`,
  )
}

function rateProblem({ plan, mcgPerKg, over }: WeightedOrder): DoseProblem | null {
  if (over === null || plan.overMinutes === undefined) return null
  const least = limit(plan.overMinutes.min, 'least time')
  const tooFast = 'minutes' in over ? over.minutes < least : over.mcgPerKgPerMinute * least > mcgPerKg
  if (!tooFast) return null
  const told = 'minutes' in over ? `${over.minutes} min` : `${formatNumber(over.mcgPerKgPerMinute)} mg/kg each minute`
  return problem('RATE_TOO_FAST', `${told} is faster than the protocol allows: at least ${least} min.`)
}

/**
 * Parts of a split dose count as they were ordered (500 + 500 + 100 mcg/kg; D28, D29), so that rounding of one part does
 * not forbid the next. What was given without an order, or beyond it by more than rounding, counts as it was given. A
 * first dose is held against the session's maximum too: nothing else says that one dose is not more than a session holds.
 */
function cumulativeProblem(order: WeightedOrder): DoseProblem | null {
  const { plan, earlier, orderNg } = order
  const parts = plan.splitDose === undefined ? null : limit(plan.splitDose.maxParts, 'greatest number of parts')
  if (parts !== null && earlier.length >= parts) {
    return problem('CUMULATIVE_OVER', `This would be part ${earlier.length + 1}; the protocol allows ${parts} parts.`)
  }
  const totalNg = earlier.reduce((sum, part) => sum + countedNg(part, order), 0n) + orderNg
  const mostNg = sessionMaximumNg(order)
  if (totalNg <= mostNg) return null
  const [total, most] = [totalNg, mostNg].map((one) => formatMg(mcgSchema.parse(ratio(one, 1_000n))))
  return problem('CUMULATIVE_OVER', sessionWords(earlier, total, most))
}

function sessionWords(earlier: readonly EarlierPart[], total: string | undefined, most: string | undefined): string {
  const begun = earlier.length === 0 ? 'That is' : 'Together with what was given or waits to be given that is'
  return `${begun} ${total} in this session, above ${most}.`
}

/** What a part counts for by weight, in mcg/kg, never less than it was: as ordered, or as given where that is more than rounding. */
export function countedPerKg(part: EarlierPart, { plan, grams }: Pick<WeightedOrder, 'plan' | 'grams'>): McgPerKg {
  const weight = BigInt(grams)
  return mcgPerKgSchema.parse(Number((countedNg(part, { plan, grams }) + weight - 1n) / weight))
}

function countedNg(part: EarlierPart, { plan, grams }: Pick<WeightedOrder, 'plan' | 'grams'>): bigint {
  const givenNg = BigInt(part.givenMcg) * 1_000n
  if (part.mcgPerKg === null) return givenNg
  const orderedNg = BigInt(part.mcgPerKg) * BigInt(grams)
  const rounding = BigInt(limit(plan.maxRoundingPercent, 'greatest rounding'))
  return givenNg * 100n > orderedNg * (100n + rounding) ? givenNg : orderedNg
}

/** The strictest of what a session may hold by weight and what nobody may be given at all. */
function sessionMaximumNg({ plan, grams }: WeightedOrder): bigint {
  const { maxPerSession } = plan
  const perSession =
    maxPerSession.kind === 'per-kg'
      ? BigInt(limit(maxPerSession.limit, 'greatest dose of a session')) * BigInt(grams)
      : BigInt(limit(maxPerSession.limit, 'greatest dose of a session')) * 1_000n
  const absolute = BigInt(limit(plan.absoluteMax, 'absolute maximum')) * 1_000n
  return perSession < absolute ? perSession : absolute
}

export function cumulativeAmountProblem(
  most: Mcg,
  earlier: readonly EarlierPart[],
  orderNg: bigint,
): DoseProblem | null {
  const totalNg = BigInt(givenSoFar(earlier)) * 1_000n + orderNg
  if (totalNg <= BigInt(most) * 1_000n) return null
  const total = mcgSchema.parse(ratio(totalNg, 1_000n))
  return problem('CUMULATIVE_OVER', sessionWords(earlier, formatMg(total), formatMg(most)))
}

export function givenSoFar(earlier: readonly EarlierPart[]): number {
  return earlier.reduce((sum, part) => sum + part.givenMcg, 0)
}

/**
 * The limit in force, in nanograms: the strictest of range, ceiling, absolute maximum and what is left of the session
 * that the order itself keeps to. Null when it keeps to none (each one overridden): then nothing is rounded up at all.
 */
export function limitInForce(order: WeightedOrder): bigint | null {
  const { plan, dose, grams, orderNg, earlier } = order
  const weight = BigInt(grams)
  const candidates = [
    BigInt(limit(dose.max, 'greatest dose')) * weight,
    BigInt(limit(dose.hardCeiling, 'hard ceiling')) * weight,
    BigInt(limit(plan.absoluteMax, 'absolute maximum')) * 1_000n,
  ].filter((candidate) => candidate >= orderNg)
  const left = leftOfSession(order)
  const partsKept = cumulativeProblem(order) === null
  const inForce =
    partsKept && earlier.length > 0 ? [...candidates, left] : [...candidates, ...(left >= orderNg ? [left] : [])]
  return inForce.reduce<bigint | null>((least, one) => (least === null || one < least ? one : least), null)
}

function leftOfSession(order: WeightedOrder): bigint {
  const left = sessionMaximumNg(order) - BigInt(givenSoFar(order.earlier)) * 1_000n
  return left > 0n ? left : 0n
}

function problem(code: DoseProblem['code'], sentence: string): DoseProblem {
  return { code, sentence }
}
