import type { ScreeningQuestionId } from '../intake/history-questions.ts'

/**
 * `absolute`: no treatment while it stands, unless two people answer for it by name. `caution`: the prescriber reads it
 * and says so. `information`: told, decides nothing.
 */
export const ruleWeights = ['absolute', 'caution', 'information'] as const
export type RuleWeight = (typeof ruleWeights)[number]

/**
 * How a rule reads the answers. `any`: yes as soon as one of the questions is answered yes. `current`: the first question
 * opens the second; without the first there is nothing to ask. `uncontrolled`: there is the condition, and it is not held
 * in check. `missing`: the rule stands when the answer is no.
 */
export type ReadsAnswers =
  | { readonly how: 'any'; readonly questions: readonly ScreeningQuestionId[] }
  | { readonly how: 'current'; readonly ever: ScreeningQuestionId; readonly now: ScreeningQuestionId }
  | { readonly how: 'uncontrolled'; readonly has: ScreeningQuestionId; readonly controlled: ScreeningQuestionId }
  | { readonly how: 'missing'; readonly question: ScreeningQuestionId }
  | { readonly how: 'unclear'; readonly question: ScreeningQuestionId }
  | { readonly how: 'nothing' }

/** What an imported problem, medicine or allergy says to a rule: it stands, or it only raises the question. */
export interface ReadsFlags {
  readonly stands?: readonly string[]
  readonly asks?: readonly string[]
}

export interface ScreeningRule {
  readonly id: string
  readonly title: string
  readonly weight: RuleWeight
  /** What the reviewer finds out. */
  readonly ask: string
  /** May two people go past it with a reason? Never for what RULINGS 2 names. */
  readonly overridable: boolean
  readonly answers: ReadsAnswers
  readonly flags: ReadsFlags
  /** Positive findings of these instruments make it stand. */
  readonly scores?: readonly { readonly instrumentId: string; readonly finding: string }[]
  readonly special?: 'age-under-18' | 'age-65-or-older' | 'higher-care'
  readonly source: string
}
