/**
 * Why something was refused. `family` decides what each door makes of it (a tRPC error, an OperationOutcome, an exit
 * code); `code` is the name the clinic and the tests know it by; `sentence` is what a person reads: what is wrong and
 * what to do about it. Refusals are matched by `family` and `code`, never by class (bundles do not share classes).
 */
export interface Refusal {
  readonly family: RefusalFamily
  readonly code: string
  readonly sentence: string
  /** The input field the refusal is about, dotted path, where there is one. */
  readonly field?: string
  /** What was missing or wrong, one line each, where there is more than one reason. */
  readonly details?: readonly string[]
}

export const refusalFamilies = [
  'unauthenticated', // nobody is signed in
  'login-locked', // signed in, but idle too long: unlock first
  'step-up-required', // signed in, but this act asks for the password again
  'not-permitted', // signed in, but this role or duty may not
  'not-found', // does not exist, or may not be known to exist
  'invalid', // the input is not usable as it stands
  'unprocessable', // the input is well-formed, but a rule of the clinic refuses it
  'conflict', // something else happened first
  'too-large', // more than the limit that is stated
  'too-many', // asked too often
  'unavailable', // this installation cannot do it now
] as const

export type RefusalFamily = (typeof refusalFamilies)[number]

/** Carries a refusal out of a transaction so that the transaction rolls back. Doors match it by `tag`. */
export class RefusalError extends Error {
  readonly tag = 'refusal'
  constructor(readonly refusal: Refusal) {
    super(refusal.sentence)
  }
}

export function isRefusalError(thrown: unknown): thrown is RefusalError {
  return (
    typeof thrown === 'object' && thrown !== null && 'tag' in thrown && thrown.tag === 'refusal' && 'refusal' in thrown
  )
}
