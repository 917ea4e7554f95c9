import type { PatientId, PracticeId } from '@holdspace/kit/ids'
import type { Reference } from 'fhir/r4'

/** What every mapping needs to point at besides its record. */
export interface PracticeRefs {
  readonly practiceId: PracticeId
  readonly practiceName: string
  /** IANA zone: partners see the clinic's wall clock with its offset. */
  readonly zone: string
  /** The FHIR address of this clinic without a trailing slash; its own identifier and code systems live below it. */
  readonly localBase: string
}

export function patientRef(patientId: PatientId): Reference {
  return { reference: `Patient/${patientId}` }
}

export function practitionerRef(member: { membershipId: string; name: string }): Reference {
  return { reference: `Practitioner/${member.membershipId}`, display: member.name }
}

export function organizationRef(refs: PracticeRefs): Reference {
  return { reference: `Organization/${refs.practiceId}`, display: refs.practiceName }
}

export function locationRef(refs: PracticeRefs, room: string): Reference {
  return { reference: `Location/${refs.practiceId}`, display: room }
}

export function encounterRef(sessionId: string): Reference {
  return { reference: `Encounter/${sessionId}` }
}
