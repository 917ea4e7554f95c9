import type { ReleaseKind } from '@holdspace/clinic/sharing/release-parts'
import type { ServedType } from './resource-types.ts'

/** The FHIR types each part of a record means today. */
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
