import type { Refusal } from '@holdspace/kit/refusal'

/**
 * Every name under which a dose is refused (PROTOCOLS 9.1), and who may go past it. `prescriber-reason`: a prescriber
 * who says why; `prints`: the reason stands on the signed record. `none`: nobody, for no reason.
 */
export const doseRefusals = {
  PROTOCOL_NOT_APPROVED: { override: 'none' },
  ORDER_KIND: { override: 'none' },
  WEIGHT_MISSING: { override: 'none' },
  WEIGHT_STALE: { override: 'none' },
  UNIT_MISSING: { override: 'none' },
  WEIGHT_CHANGE: { override: 'confirm-on-scale' },
  FIRST_WEIGHT_HEIGHT: { override: 'none' },
  FIRST_WEIGHT_READ_BACK: { override: 'none' },
  WEIGHT_IMPLAUSIBLE: { override: 'none' },
  BASIS_NOT_AVAILABLE: { override: 'other-basis' },
  CONC_MISSING: { override: 'none' },
  CONC_MISMATCH: { override: 'none' },
  CONC_NOT_IN_PROTOCOL: { override: 'none' },
  UNDILUTED_100: { override: 'none' },
  RUN_TIME_MISSING: { override: 'none' },
  DILUTION_TOO_SMALL: { override: 'none' },
  NOT_MAKEABLE: { override: 'none' },
  ROUTES_MIXED: { override: 'none' },
  LABEL_RANGE: { override: 'prescriber-reason-prints' },
  OVER_CEILING: { override: 'prescriber-reason-prints' },
  RATE_TOO_FAST: { override: 'prescriber-reason' },
  CUMULATIVE_OVER: { override: 'prescriber-reason' },
  OVER_RANGE: { override: 'prescriber-reason' },
  BELOW_RANGE: { override: 'prescriber-reason' },
  OUTSIDE_PLAN: { override: 'prescriber-reason' },
} as const

export type DoseRefusalCode = keyof typeof doseRefusals
export type OverridableCode = {
  [Code in DoseRefusalCode]: (typeof doseRefusals)[Code]['override'] extends `prescriber-reason${string}` ? Code : never
}[DoseRefusalCode]

export interface DoseProblem {
  readonly code: OverridableCode
  readonly sentence: string
}

/** A prescriber's reason for going past one named refusal. That the person may prescribe is asked by the session's rules. */
export interface DoseOverride {
  readonly code: OverridableCode
  readonly reason: string
  readonly prescriber: string
}

export interface OverriddenRefusal extends DoseOverride {
  readonly sentence: string
  readonly printsOnRecord: boolean
}

export function doseRefusal(
  code: DoseRefusalCode,
  sentence: string,
  field: string,
  details?: readonly string[],
): Refusal {
  return { family: 'unprocessable', code, sentence, field, ...(details === undefined ? {} : { details }) }
}

export function isOverridable(code: string): code is OverridableCode {
  if (!Object.hasOwn(doseRefusals, code)) return false
  return doseRefusals[code as DoseRefusalCode].override.startsWith('prescriber-reason')
}

/** Problems in the order in which they endanger: the first one gives a refusal its name, the rest stand in its details. */
const gravest: readonly OverridableCode[] = [
  'LABEL_RANGE',
  'OVER_CEILING',
  'RATE_TOO_FAST',
  'CUMULATIVE_OVER',
  'OVER_RANGE',
  'BELOW_RANGE',
  'OUTSIDE_PLAN',
]

/** Parts problems into those a prescriber has answered with a reason and those still open; null when none is open. */
export function answerProblems(
  problems: readonly DoseProblem[],
  overrides: readonly DoseOverride[],
): { readonly refusal: Refusal | null; readonly overridden: readonly OverriddenRefusal[] } {
  const open: DoseProblem[] = []
  const overridden: OverriddenRefusal[] = []
  const ordered = [...problems].sort((left, right) => gravest.indexOf(left.code) - gravest.indexOf(right.code))
  for (const problem of ordered) {
    const answer = overrides.find((one) => one.code === problem.code && isReasoned(one))
    if (answer === undefined) open.push(problem)
    else {
      const printsOnRecord = doseRefusals[problem.code].override === 'prescriber-reason-prints'
      overridden.push({ ...answer, reason: answer.reason.trim(), sentence: problem.sentence, printsOnRecord })
    }
  }
  const [first] = open
  if (first === undefined) return { refusal: null, overridden }
  const sentence = `${first.sentence} A prescriber may go on, with a reason.`
  return {
    refusal: doseRefusal(
      first.code,
      sentence,
      'order',
      open.map((one) => `${one.code}: ${one.sentence}`),
    ),
    overridden,
  }
}

function isReasoned(override: DoseOverride): boolean {
  return override.reason.trim().length >= 3 && override.prescriber.trim().length > 0
}
