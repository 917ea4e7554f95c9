import type { AllergyStatus } from '@holdspace/clinic/people/allergy-status'
import type { Concept } from '@holdspace/clinic/referral/referral-content'
import { zonedDateTime } from '@holdspace/kit/calendar-date'
import type { PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { codingOf } from './codes.ts'
import { codeableConceptOf, isFhirDate } from './concept.ts'
import { type PracticeRefs, patientRef } from './refs.ts'
import type { Served } from './resource-types.ts'
import { labels } from './security-labels.ts'
import { profiles, systems } from './systems.ts'

export interface AllergyRecord {
  readonly allergyId: string
  readonly concept: Concept
  readonly status: 'active' | 'resolved' | 'entered-in-error'
  readonly criticality?: string
  readonly reactions: readonly string[]
  readonly onset?: string
  readonly recordedAt: Instant
}

export interface PatientAllergies {
  readonly patientId: PatientId
  readonly status: AllergyStatus
  readonly allergies: readonly AllergyRecord[]
  /** When somebody last said what is known. */
  readonly statusRecordedAt: Instant
}

/**
 * What a partner may conclude about allergies. `none-known` becomes an assertion of its own, because somebody asked and
 * the answer was no. `not-recorded` and `unavailable` become nothing at all: an empty answer says that nobody stated
 * anything, and must never read like "none" (RULINGS 21, ACCESSIBILITY-UX BN6). What ended or was entered in error is told
 * whatever is known now, so that a partner who holds it learns of it.
 */
export function allergyResources(known: PatientAllergies, refs: PracticeRefs): Served<'AllergyIntolerance'>[] {
  switch (known.status) {
    case 'known':
      return known.allergies.map((allergy) => allergyResource(allergy, known.patientId, refs))
    case 'none-known':
      return [noKnownAllergy(known, refs), ...past(known, refs)]
    case 'not-recorded':
    case 'unavailable':
      return past(known, refs)
  }
}

function past({ allergies, patientId }: PatientAllergies, refs: PracticeRefs): Served<'AllergyIntolerance'>[] {
  return allergies
    .filter(({ status }) => status !== 'active')
    .map((allergy) => allergyResource(allergy, patientId, refs))
}

function allergyResource(
  record: AllergyRecord,
  patientId: PatientId,
  refs: PracticeRefs,
): Served<'AllergyIntolerance'> {
  const criticality = (['low', 'high', 'unable-to-assess'] as const).find((known) => known === record.criticality)
  return {
    resourceType: 'AllergyIntolerance',
    id: record.allergyId,
    meta: { profile: [profiles.allergy], security: labels([]) },
    ...statusOf(record),
    ...(criticality === undefined ? {} : { criticality }),
    code: codeableConceptOf(record.concept),
    patient: patientRef(patientId),
    ...(record.onset === undefined
      ? {}
      : isFhirDate(record.onset)
        ? { onsetDateTime: record.onset }
        : { onsetString: record.onset }),
    recordedDate: zonedDateTime(record.recordedAt, refs.zone),
    ...(record.reactions.length === 0
      ? {}
      : { reaction: record.reactions.map((text) => ({ manifestation: [{ text }] })) }),
  }
}

/** R4 ait-2 forbids a clinical status on what was entered in error. */
function statusOf({ status }: AllergyRecord) {
  return status === 'entered-in-error'
    ? { verificationStatus: { coding: [{ system: systems.allergyVerification, code: status }] } }
    : { clinicalStatus: { coding: [{ system: systems.allergyClinical, code: status }] } }
}

function noKnownAllergy(known: PatientAllergies, refs: PracticeRefs): Served<'AllergyIntolerance'> {
  return {
    resourceType: 'AllergyIntolerance',
    id: `${known.patientId}-none-known`,
    meta: { profile: [profiles.allergy], security: labels([]) },
    clinicalStatus: { coding: [{ system: systems.allergyClinical, code: 'active' }] },
    verificationStatus: { coding: [{ system: systems.allergyVerification, code: 'confirmed' }] },
    code: { coding: [codingOf('noKnownAllergy')], text: 'No known allergies' },
    patient: patientRef(known.patientId),
    recordedDate: zonedDateTime(known.statusRecordedAt, refs.zone),
  }
}
