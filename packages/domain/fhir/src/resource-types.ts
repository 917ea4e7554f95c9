import type {
  AllergyIntolerance,
  Binary,
  Condition,
  Consent,
  DocumentReference,
  Encounter,
  Location,
  MedicationAdministration,
  Meta,
  Observation,
  Organization,
  Patient,
  Practitioner,
  Procedure,
  Provenance,
} from 'fhir/r4'

/** What Holdspace serves today, each with the R4 shape it has. */
export interface ServedResources {
  Patient: Patient
  Practitioner: Practitioner
  Organization: Organization
  Location: Location
  Condition: Condition
  AllergyIntolerance: AllergyIntolerance
  Encounter: Encounter
  Procedure: Procedure
  MedicationAdministration: MedicationAdministration
  Observation: Observation
  DocumentReference: DocumentReference
  Binary: Binary
  Provenance: Provenance
  Consent: Consent
}

export const servedTypes = [
  'Patient',
  'Practitioner',
  'Organization',
  'Location',
  'Condition',
  'AllergyIntolerance',
  'Encounter',
  'Procedure',
  'MedicationAdministration',
  'Observation',
  'DocumentReference',
  'Binary',
  'Provenance',
  'Consent',
] as const satisfies readonly (keyof ServedResources)[]

export type ServedType = (typeof servedTypes)[number]

/** A resource of ours always has an id and a `meta`: the projection relies on both. */
export type Served<T extends ServedType> = ServedResources[T] & { id: string; meta: Meta }
export type FhirResource = { [T in ServedType]: Served<T> }[ServedType]

export function isServedType(text: string): text is ServedType {
  return (servedTypes as readonly string[]).includes(text)
}
