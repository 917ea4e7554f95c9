import type { Concept } from '@holdspace/clinic/referral/referral-content'
import type { CodeableConcept } from 'fhir/r4'

/** Words for a person, and the sender's codes behind them: a code of another clinic is passed on as it came. */
export function codeableConceptOf(concept: Concept): CodeableConcept {
  const coding = concept.codings.map(({ system, code, display }) => ({
    system,
    code,
    ...(display === undefined ? {} : { display }),
  }))
  return { ...(coding.length === 0 ? {} : { coding }), text: concept.text }
}

/** FHIR dates may be partial (`1999`, `1999-06`); anything else a person wrote is text. */
export function isFhirDate(text: string): boolean {
  return /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?)?)?$/.test(
    text,
  )
}
