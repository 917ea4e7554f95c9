import type { Answers } from './answers.ts'

/** What the screener's answers come to. `none-identified` never means cleared. */
export const tiers = ['none-identified', 'low', 'moderate', 'high'] as const
export type Tier = (typeof tiers)[number]

export const tierWords: { readonly [T in Tier]: string } = {
  'none-identified': 'none identified',
  low: 'low',
  moderate: 'moderate',
  high: 'high',
}

/** LOINC answers of the risk level 93374-7; none for "none identified". */
export const tierCodes: { readonly [T in Tier]: string | null } = {
  'none-identified': null,
  low: 'LA9194-7',
  moderate: 'LA6751-7',
  high: 'LA9193-9',
}

/**
 * The tier, or null while an answer it needs is missing: an incomplete screener is never tiered. Question 4 is high, as
 * the triage guidelines have it, against one published table that has it moderate (INSTRUMENTS section 5).
 */
export function tierOf(answers: Answers): Tier | null {
  const [one, two, six] = [answers['1'], answers['2'], answers['6']]
  if (one === undefined || two === undefined || six === undefined) return null
  const threeToFive = [answers['3'], answers['4'], answers['5']]
  if (two === 1 && threeToFive.some((answer) => answer === undefined)) return null
  const recent = answers['6-3mo']
  if (six === 1 && recent === undefined) return null
  const [three, four, five] = two === 1 ? threeToFive : [0, 0, 0]
  if (four === 1 || five === 1 || (six === 1 && recent === 1)) return 'high'
  if (three === 1 || six === 1) return 'moderate'
  return one === 1 || two === 1 ? 'low' : 'none-identified'
}
