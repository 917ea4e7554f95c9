import { type Mcg, type McgPerKg, mcg, mcgPerKg } from '@holdspace/kit/amounts'
import { formatMg, formatMgPerKg } from '@holdspace/kit/format-amount'
import type { DrugPlan, FixedDose, WeightDose } from './drug-plan.ts'
import { limit } from './limit.ts'
import { knownBy } from './rhythm.ts'

/** What a signed plan narrows the protocol's range to. */
export type PlannedRange =
  | { readonly kind: 'per-kg'; readonly leastMcgPerKg: McgPerKg; readonly mostMcgPerKg: McgPerKg }
  | { readonly kind: 'amount'; readonly leastMcg: Mcg; readonly mostMcg: Mcg }

/** One bound on the next dose, in words, with what it rests on. */
export interface RangeLine {
  readonly what: string
  readonly says: string
  readonly source: string
}

/** What the next dose may be without a reason being asked for, and every bound behind it. */
export interface DoseRange {
  /** Null where protocol and plan leave nothing in common: the plan needs another version. */
  readonly allowed: string | null
  readonly lines: readonly RangeLine[]
}

/** The range of the next dose: what lies within the protocol and within the plan. Nothing is converted between routes. */
export function nextDoseRange({ dose }: DrugPlan, planned: PlannedRange | null): DoseRange {
  return dose.kind === 'weight' ? byWeight(dose, planned) : byUnits(dose, planned)
}

function byWeight(dose: WeightDose, planned: PlannedRange | null): DoseRange {
  const [least, most] = [limit(dose.min, 'least dose'), limit(dose.max, 'greatest dose')]
  const ceiling = limit(dose.hardCeiling, 'hard ceiling')
  const plan = planned?.kind === 'per-kg' ? planned : null
  const from = mcgPerKg.parse(Math.max(least, plan?.leastMcgPerKg ?? least))
  const to = mcgPerKg.parse(Math.min(most, plan?.mostMcgPerKg ?? most))
  return {
    allowed: from > to ? null : between(from, to, formatMgPerKg),
    lines: [
      { what: 'Protocol', says: between(least, most, formatMgPerKg), source: knownBy(dose.max) },
      { what: 'Never above', says: formatMgPerKg(ceiling), source: knownBy(dose.hardCeiling) },
      ...planLine(plan === null ? null : between(plan.leastMcgPerKg, plan.mostMcgPerKg, formatMgPerKg)),
    ],
  }
}

function byUnits(dose: FixedDose, planned: PlannedRange | null): DoseRange {
  const [least, most] = [limit(dose.min, 'least dose'), limit(dose.max, 'greatest dose')]
  const plan = planned?.kind === 'amount' ? planned : null
  const [from, to] = [Math.max(least, plan?.leastMcg ?? least), Math.min(most, plan?.mostMcg ?? most)]
  const named = limit(dose.allowed, 'allowed doses').filter((amount) => amount >= from && amount <= to)
  const isListed = limit(dose.allowed, 'allowed doses').length > 0
  const listed = named.length === 0 ? null : named.map(formatMg).join(' or ')
  const spanned = from > to ? null : `${between(mcg.parse(from), mcg.parse(to), formatMg)} in whole ${dose.unit}s`
  return {
    allowed: isListed ? listed : spanned,
    lines: [
      { what: 'Protocol', says: between(least, most, formatMg), source: knownBy(dose.max) },
      ...planLine(plan === null ? null : between(plan.leastMcg, plan.mostMcg, formatMg)),
    ],
  }
}

function planLine(says: string | null): readonly RangeLine[] {
  return says === null ? [] : [{ what: 'Plan', says, source: 'signed by those the protocol names' }]
}

function between<Amount extends number>(from: Amount, to: Amount, say: (amount: Amount) => string): string {
  return from === to ? say(from) : `${say(from)} to ${say(to)}`
}
