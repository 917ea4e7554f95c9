import type { Appointment } from '@holdspace/clinic/scheduling/appointment'
import { type CalendarDate, dateInZone } from '@holdspace/kit/calendar-date'
import type { PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { CodeableConcept } from 'fhir/r4'
import { type LocalCode, localCodes } from './codes.ts'
import { type PracticeRefs, patientRef } from './refs.ts'
import type { Served } from './resource-types.ts'
import { labels } from './security-labels.ts'
import { localSystem, profiles } from './systems.ts'

/*
 * People around the patient, each in the one part they have. The plan's support person is not among them: that is the
 * care team's alone (RULINGS 10). Ids come from the record that names them, so that they are made anew alike.
 */

export interface EmergencyContact {
  readonly name: string
  readonly relation: string
  readonly phone: string
}

/** Whom to call in an emergency, with the number: it is given so that it is called. */
export function emergencyContactPerson(
  patientId: PatientId,
  { name, relation, phone }: EmergencyContact,
  refs: PracticeRefs,
): Served<'RelatedPerson'> {
  return {
    ...relatedPerson(`emergency-${patientId}`, patientId, name),
    relationship: partOf('emergency-contact', relation, refs),
    ...(phone === '' ? {} : { telecom: [{ system: 'phone', value: phone }] }),
  }
}

/**
 * Who takes the patient home after one visit: name and relation, for that day. Their number is for the room alone; a
 * partner has nothing to call them for. Null where nobody is named.
 */
export function escortPerson(
  appointment: Pick<Appointment, 'appointmentId' | 'patientId' | 'startsAt' | 'status' | 'escort'>,
  refs: PracticeRefs,
): Served<'RelatedPerson'> | null {
  const { appointmentId, patientId, startsAt, status, escort } = appointment
  if (escort === null) return null
  const day: CalendarDate = dateInZone(startsAt, refs.zone)
  return {
    ...relatedPerson(`escort-${appointmentId}`, patientId, escort.name),
    // That somebody is taken home from a medicine session tells of the treatment.
    meta: { profile: [profiles.relatedPerson], security: labels(['PSY']) },
    active: status === 'booked' || status === 'arrived',
    relationship: partOf('ride-home', escort.relationship, refs),
    period: { start: day, end: day },
  }
}

export interface RepresentativeRecord {
  readonly consentId: string
  readonly patientId: PatientId
  readonly name: string
  readonly relation: string
  readonly signedAt: Instant
}

/** Who signed for the patient. By what right they did stands on the paper, with its proof. */
export function representativePerson(record: RepresentativeRecord, refs: PracticeRefs): Served<'RelatedPerson'> {
  const { consentId, patientId, name, relation, signedAt } = record
  return {
    ...relatedPerson(`representative-${consentId}`, patientId, name),
    relationship: partOf('signs-for-patient', relation, refs),
    period: { start: dateInZone(signedAt, refs.zone) },
  }
}

type RelatedPersonFrame = Pick<Served<'RelatedPerson'>, 'resourceType' | 'id' | 'meta' | 'active' | 'patient' | 'name'>

function relatedPerson(id: string, patientId: PatientId, name: string): RelatedPersonFrame {
  return {
    resourceType: 'RelatedPerson',
    id,
    meta: { profile: [profiles.relatedPerson], security: labels([]) },
    active: true,
    patient: patientRef(patientId),
    // As it was said: which part of it is the family name is not asked.
    name: [{ text: name }],
  }
}

/** Their part here, and who they are to the patient in the patient's words. */
function partOf(part: LocalCode, relation: string, refs: PracticeRefs): CodeableConcept[] {
  const display = localCodes[part]
  return [
    { coding: [{ system: localSystem.code(refs.localBase), code: part, display }], text: display },
    ...(relation === '' ? [] : [{ text: relation }]),
  ]
}
