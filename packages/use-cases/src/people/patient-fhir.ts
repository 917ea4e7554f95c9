import type { AllergyRow, FactLists, ProblemRow } from '@holdspace/db/fact-store'
import type { PatientRow } from '@holdspace/db/patient-store'
import { type AllergyRecord, allergyResources } from '@holdspace/fhir/allergy-intolerance'
import { conditionResource, type ProblemRecord } from '@holdspace/fhir/condition'
import { patientResource } from '@holdspace/fhir/patient'
import type { PracticeRefs } from '@holdspace/fhir/refs'
import { emergencyContactPerson } from '@holdspace/fhir/related-person'
import { type FhirWrite, writeOf } from '@holdspace/fhir/write'

/**
 * What FHIR says of a person as such: Patient, Condition, AllergyIntolerance, whom to call. The same for recording and
 * for rebuilding. Partners still see it only while a release allows them (RULINGS 20).
 */
export function patientWrites(
  patient: PatientRow,
  facts: PartnersFacts & { readonly enteredInError: PartnersFacts },
  refs: PracticeRefs,
): FhirWrite[] {
  const { patientId, mrn, identifiers, person, deceasedOn } = patient
  const died = deceasedOn === null ? {} : { deceasedOn }
  const known = {
    patientId,
    status: patient.allergyStatus,
    statusRecordedAt: patient.allergyStatusAt,
    allergies: [
      ...facts.allergies.map(allergyRecord),
      ...facts.enteredInError.allergies.map((row) => ({ ...allergyRecord(row), status: 'entered-in-error' as const })),
    ],
  }
  const resources = [
    patientResource({ patientId, mrn, identifiers, person, ...died }, refs),
    ...facts.problems.map((problem) => conditionResource(problemRecord(problem, patient), refs)),
    ...facts.enteredInError.problems.map((problem) => conditionResource(mistaken(problem, patient), refs)),
    ...allergyResources(known, refs),
    ...(person.emergencyContact === undefined
      ? []
      : [emergencyContactPerson(patientId, person.emergencyContact, refs)]),
  ]
  return resources.map((resource) => writeOf(resource, { patientId, visible: true, zone: refs.zone }))
}

type PartnersFacts = Pick<FactLists, 'problems' | 'allergies'>

/** A partner who holds it learns that it was a mistake; R4 con-4 forbids an end without a clinical status. */
function mistaken(row: ProblemRow, patient: PatientRow): ProblemRecord {
  const { ended, ...record } = problemRecord(row, patient)
  return { ...record, verification: 'entered-in-error' }
}

function problemRecord(row: ProblemRow, { patientId }: PatientRow): ProblemRecord {
  return {
    problemId: row.id,
    patientId,
    concept: row.concept,
    status: row.status,
    recordedAt: row.recordedAt,
    ...(row.verification === undefined ? {} : { verification: row.verification }),
    ...(row.onset === undefined ? {} : { onset: row.onset }),
    ...(row.ended === undefined ? {} : { ended: row.ended }),
  }
}

function allergyRecord(row: AllergyRow): AllergyRecord {
  return {
    allergyId: row.id,
    concept: row.concept,
    status: row.status,
    reactions: row.reactions,
    recordedAt: row.recordedAt,
    ...(row.criticality === undefined ? {} : { criticality: row.criticality }),
    ...(row.onset === undefined ? {} : { onset: row.onset }),
  }
}
