import { type McgPerKg, type Minutes, mcgPerKg } from '@holdspace/kit/amounts'
import { formatMgPerKg, formatNumber } from '@holdspace/kit/format-amount'
import type { DrugPlan } from './drug-plan.ts'
import { limit } from './limit.ts'
import { ratio } from './whole-number.ts'

/** Proposals for the prescriber; nothing here orders anything (`iv-titrate`, an example that a clinician must set). */
export type TitrationProposal =
  | { readonly kind: 'step-up'; readonly to: McgPerKg; readonly sentence: string }
  | { readonly kind: 'ease'; readonly to: McgPerKg; readonly orOverMinutes: Minutes; readonly sentence: string }
  | { readonly kind: 'refused'; readonly code: 'OVER_CEILING'; readonly sentence: string }
  | { readonly kind: 'none'; readonly sentence: string }

export interface TitrationQuestion {
  readonly lastMcgPerKg: McgPerKg
  /** PHQ-9 totals, complete ones only. */
  readonly phq9: { readonly baseline: number; readonly now: number } | null
  readonly tooDissociative: boolean
}

export function proposeTitration(drug: DrugPlan, question: TitrationQuestion): TitrationProposal {
  const { titration, dose } = drug
  if (titration === undefined || dose.kind !== 'weight') return none('This protocol proposes no steps.')
  if (question.tooDissociative) {
    const to = mcgPerKg.parse(Math.max(0, question.lastMcgPerKg - limit(titration.stepDown, 'step down')))
    const orOverMinutes = limit(titration.slowerMinutes, 'slower time')
    const sentence = `Too dissociative last time: ${formatMgPerKg(to)}, or ${formatMgPerKg(question.lastMcgPerKg)} over ${orOverMinutes} min.`
    return { kind: 'ease', to, orOverMinutes, sentence }
  }
  if (question.phq9 === null) return none('There is no pair of PHQ-9 scores to go by.')
  const { baseline, now } = question.phq9
  if (baseline === 0) return none('The baseline PHQ-9 is 0: there is no percentage of nothing.')
  const below = limit(titration.stepUpBelowPercent, 'improvement')
  const fell = `PHQ-9 fell by ${formatNumber(ratio(BigInt(baseline - now) * 100_000n, BigInt(baseline)))} %`
  if ((baseline - now) * 100 >= below * baseline) return none(`${fell}: a step is proposed below ${below} % only.`)
  const to = mcgPerKg.parse(question.lastMcgPerKg + limit(titration.stepUp, 'step up'))
  const ceiling = limit(dose.hardCeiling, 'hard ceiling')
  if (to > ceiling) {
    const sentence = `A step to ${formatMgPerKg(to)} would pass the ceiling of ${formatMgPerKg(ceiling)}.`
    return { kind: 'refused', code: 'OVER_CEILING', sentence }
  }
  return { kind: 'step-up', to, sentence: `${fell}: a step to ${formatMgPerKg(to)} may be considered.` }
}

function none(sentence: string): TitrationProposal {
  return { kind: 'none', sentence }
}
