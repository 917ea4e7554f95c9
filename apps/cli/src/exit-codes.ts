import type { Refusal, RefusalFamily } from '@holdspace/kit/refusal'

export const done = 0
export const refused = 1
export const wrongUsage = 2

/** What the command line makes of each family of refusal (docs/run.md): every expected "no" is 1, wrong usage is 2. */
export const exitCodeOf: { readonly [Family in RefusalFamily]: number } = {
  unauthenticated: refused,
  'login-locked': refused,
  'step-up-required': refused,
  'not-permitted': refused,
  'not-found': refused,
  invalid: refused,
  unprocessable: refused,
  conflict: refused,
  'too-large': refused,
  'too-many': refused,
  unavailable: refused,
}

/** The refusal as a person at a terminal reads it: the sentence, then what was wrong, one line each. */
export function refusalLines(refusal: Refusal): readonly string[] {
  return [refusal.sentence, ...(refusal.details ?? []).map((line) => `  ${line}`)]
}
