import type { Refusal } from '@holdspace/kit/refusal'
import type { FormProblem } from '@holdspace/ui/error-summary'

/** A refusal as a form shows it: beside its field where it names one, with what it lists below. */
export function problemsOf({ field, sentence, details }: Refusal, fields: readonly string[]): readonly FormProblem[] {
  const first = field !== undefined && fields.includes(field) ? { field, sentence } : { sentence }
  return [first, ...(details ?? []).map((one) => ({ sentence: one }))]
}
