import type { Refusal } from '@holdspace/kit/refusal'
import type { FormProblem } from '@holdspace/ui/error-summary'

/** A refusal as a form shows it: at the field it is about, by the last part of its path (`draft.dose` is `dose`). */
export function problemIn({ field, sentence }: Pick<Refusal, 'field' | 'sentence'>): FormProblem {
  const name = field?.split('.').at(-1)
  return { sentence, ...(name === undefined || name === '' ? {} : { field: name }) }
}
