import type { ServedType } from './resource-types.ts'

/** What a patient can release, in the clinic's words, and the FHIR types each word means today. */
export const releaseKinds = ['summary', 'sessions', 'plan', 'measures', 'documents', 'money'] as const
export type ReleaseKind = (typeof releaseKinds)[number]

export const releaseKindWords: { readonly [K in ReleaseKind]: string } = {
  summary: 'Problems and allergies',
  sessions: 'Signed medicine sessions: visits, orders, doses, measurements and scores',
  plan: 'Plan, goals, care team, referral and appointments',
  measures: 'Questionnaires with their answers and scores',
  documents: 'Signed session records and consents as documents',
  money: 'Insurance, charges and invoices',
}

const typesOfKind: { readonly [K in ReleaseKind]: readonly ServedType[] } = {
  summary: ['Condition', 'AllergyIntolerance'],
  sessions: ['Encounter', 'Procedure', 'MedicationRequest', 'MedicationAdministration', 'Observation'],
  plan: ['CarePlan', 'CareTeam', 'Goal', 'ServiceRequest', 'Appointment', 'RelatedPerson'],
  measures: ['QuestionnaireResponse', 'Observation'],
  documents: ['Encounter', 'DocumentReference', 'Binary'],
  money: ['Coverage', 'ChargeItem', 'Invoice'],
}

/**
 * The types a release opens. Who the person is and who answers for the record always go along: without them nothing
 * released could be read safely. So does Consent, for a partner may read the release it reads under; other consents are
 * narrowed to `documents`, and releases to the recipient they name (decision 0027). Stored with the release, so that a
 * later release of ours does not widen an old consent.
 */
export function typesOfRelease(kinds: readonly ReleaseKind[]): ServedType[] {
  const types = kinds.flatMap((kind) => typesOfKind[kind])
  return [...new Set<ServedType>(['Patient', 'Provenance', 'Consent', ...types])]
}
