import type {
  AllergyIntolerance,
  Appointment,
  Binary,
  CarePlan,
  CareTeam,
  ChargeItem,
  Condition,
  Consent,
  Coverage,
  DocumentReference,
  Encounter,
  Goal,
  Invoice,
  Location,
  MedicationAdministration,
  MedicationRequest,
  Meta,
  Observation,
  Organization,
  Patient,
  Practitioner,
  Procedure,
  Provenance,
  QuestionnaireResponse,
  RelatedPerson,
  ServiceRequest,
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
  CarePlan: CarePlan
  CareTeam: CareTeam
  Goal: Goal
  QuestionnaireResponse: QuestionnaireResponse
  ServiceRequest: ServiceRequest
  MedicationRequest: MedicationRequest
  Appointment: Appointment
  RelatedPerson: RelatedPerson
  Coverage: Coverage
  ChargeItem: ChargeItem
  Invoice: Invoice
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
  'CarePlan',
  'CareTeam',
  'Goal',
  'QuestionnaireResponse',
  'ServiceRequest',
  'MedicationRequest',
  'Appointment',
  'RelatedPerson',
  'Coverage',
  'ChargeItem',
  'Invoice',
] as const satisfies readonly (keyof ServedResources)[]

export type ServedType = (typeof servedTypes)[number]

/** A resource of ours always has an id and a `meta`: the projection relies on both. */
export type Served<T extends ServedType> = ServedResources[T] & { id: string; meta: Meta }
export type FhirResource = { [T in ServedType]: Served<T> }[ServedType]

export function isServedType(text: string): text is ServedType {
  return (servedTypes as readonly string[]).includes(text)
}
