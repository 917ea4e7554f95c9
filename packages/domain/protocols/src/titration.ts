import { type McgPerKg, type Minutes, mcgPerKg } from '@holdspace/kit/amounts'
import { formatMgPerKg, formatNumber } from '@holdspace/kit/format-amount'
import type { DrugPlan, Titration } from './drug-plan.ts'
import { limit } from './limit.ts'
import { knownBy } from './rhythm.ts'
import { ratio } from './whole-number.ts'

/**
 * Information for the prescriber; nothing here orders anything (`iv-titrate`, an example that a clinician must set).
 * `working` is how it was come to, a line each; `source` is what the steps of the protocol rest on, null without steps.
 */
export type TitrationProposal = {
  readonly sentence: string
  readonly working: readonly string[]
  readonly source: string | null
} & (
  | { readonly kind: 'step-up'; readonly to: McgPerKg }
  | { readonly kind: 'ease'; readonly to: McgPerKg; readonly orOverMinutes: Minutes }
  | { readonly kind: 'refused'; readonly code: 'OVER_CEILING' }
  | { readonly kind: 'none' }
)

export interface TitrationQuestion {
  readonly lastMcgPerKg: McgPerKg
  /** PHQ-9 totals, complete ones only: before treatment, and the first after the last dose. */
  readonly phq9: { readonly baseline: number; readonly now: number } | null
  readonly tooDissociative: boolean
}

export function proposeTitration(drug: DrugPlan, question: TitrationQuestion): TitrationProposal {
  const { titration, dose } = drug
  if (titration === undefined || dose.kind !== 'weight') return none('This protocol proposes no steps.')
  const source = knownBy(titration.stepUp)
  if (question.tooDissociative) return ease(titration, question.lastMcgPerKg)
  if (question.phq9 === null) return none('There is no pair of PHQ-9 scores to go by.', source)
  const { baseline, now } = question.phq9
  if (baseline === 0) return none('The baseline PHQ-9 is 0: there is no percentage of nothing.', source)
  const below = limit(titration.stepUpBelowPercent, 'improvement')
  const percent = formatNumber(Math.abs(ratio(BigInt(baseline - now) * 100_000n, BigInt(baseline))))
  const fell = `PHQ-9 ${now > baseline ? 'rose' : 'fell'} by ${percent} %`
  const scores = `PHQ-9 ${baseline} → ${now}: (${baseline} − ${now}) ÷ ${baseline} = ${now > baseline ? '−' : ''}${percent} %`
  if ((baseline - now) * 100 >= below * baseline) {
    return { ...none(`${fell}: a step is proposed below ${below} % only.`, source), working: [scores] }
  }
  const step = limit(titration.stepUp, 'step up')
  const to = mcgPerKg.parse(question.lastMcgPerKg + step)
  const ceiling = limit(dose.hardCeiling, 'hard ceiling')
  const [last, next] = [formatMgPerKg(question.lastMcgPerKg), formatMgPerKg(to)]
  const working = [`${scores}, below ${below} %`, `${last} + ${formatMgPerKg(step)} = ${next}`]
  if (to > ceiling) {
    const sentence = `A step to ${next} would pass the ceiling of ${formatMgPerKg(ceiling)}.`
    return { kind: 'refused', code: 'OVER_CEILING', sentence, working, source }
  }
  return { kind: 'step-up', to, sentence: `${fell}: a step to ${next} may be considered.`, working, source }
}

function ease(titration: Titration, last: McgPerKg): TitrationProposal {
  const step = limit(titration.stepDown, 'step down')
  const to = mcgPerKg.parse(Math.max(0, last - step))
  const orOverMinutes = limit(titration.slowerMinutes, 'slower time')
  const sentence = `Too dissociative last time: ${formatMgPerKg(to)}, or ${formatMgPerKg(last)} over ${orOverMinutes} min.`
  const working = [`${formatMgPerKg(last)} − ${formatMgPerKg(step)} = ${formatMgPerKg(to)}`]
  return { kind: 'ease', to, orOverMinutes, sentence, working, source: knownBy(titration.stepDown) }
}

function none(sentence: string, source: string | null = null): TitrationProposal {
  return { kind: 'none', sentence, working: [], source }
}
