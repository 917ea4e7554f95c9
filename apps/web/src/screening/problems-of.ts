import type { Refusal } from '@holdspace/kit/refusal'
import type { FormProblem } from '@holdspace/ui/error-summary'

/** A refusal as the problems of a form: its sentence, what exactly it names, and the field where it has one. */
export function problemsOf({ sentence, field, details }: Refusal): readonly FormProblem[] {
  const said = details === undefined || details.length === 0 ? sentence : `${sentence} (${details.join('; ')})`
  return [{ sentence: said, ...(field === undefined ? {} : { field }) }]
}
