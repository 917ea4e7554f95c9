import type { Concept, ReferredProblem } from '@holdspace/clinic/referral/referral-content'
import { zonedDateTime } from '@holdspace/kit/calendar-date'
import type { PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { codeableConceptOf, isFhirDate } from './concept.ts'
import { type PracticeRefs, patientRef } from './refs.ts'
import type { Served } from './resource-types.ts'
import { labels, problemSensitivities } from './security-labels.ts'
import { profiles, systems } from './systems.ts'

export interface ProblemRecord {
  readonly problemId: string
  readonly patientId: PatientId
  readonly concept: Concept
  readonly status: ReferredProblem['status']
  /** The sender's word for how sure it is: `confirmed`, `provisional` … */
  readonly verification?: string
  readonly onset?: string
  readonly ended?: string
  readonly recordedAt: Instant
}

const verifications = [
  'unconfirmed',
  'provisional',
  'differential',
  'confirmed',
  'refuted',
  'entered-in-error',
] as const

/** One row of the problem list. A status the sender did not state is not invented: only the words are passed on. */
export function conditionResource(record: ProblemRecord, refs: PracticeRefs): Served<'Condition'> {
  const sensitive = problemSensitivities({ text: record.concept.text, codings: record.concept.codings })
  const verification = verifications.find((known) => known === record.verification)
  return {
    resourceType: 'Condition',
    id: record.problemId,
    meta: { profile: [profiles.problem], security: labels(sensitive) },
    ...clinicalStatus(record, verification),
    ...(verification === undefined
      ? {}
      : { verificationStatus: { coding: [{ system: systems.conditionVerification, code: verification }] } }),
    category: [
      { coding: [{ system: systems.conditionCategory, code: 'problem-list-item', display: 'Problem List Item' }] },
    ],
    code: codeableConceptOf(record.concept),
    subject: patientRef(record.patientId),
    ...onsetOf(record),
    ...abatementOf(record),
    recordedDate: zonedDateTime(record.recordedAt, refs.zone),
  }
}

/** R4 con-5 forbids a clinical status on what was entered in error; con-4 wants one that ended where there is an end. */
function clinicalStatus(record: ProblemRecord, verification: string | undefined) {
  if (verification === 'entered-in-error' || record.status === 'not-stated') return {}
  const code = record.ended === undefined ? record.status : 'resolved'
  return { clinicalStatus: { coding: [{ system: systems.conditionClinical, code }] } }
}

function onsetOf({ onset }: ProblemRecord) {
  if (onset === undefined) return {}
  return isFhirDate(onset) ? { onsetDateTime: onset } : { onsetString: onset }
}

function abatementOf({ ended }: ProblemRecord) {
  if (ended === undefined) return {}
  return isFhirDate(ended) ? { abatementDateTime: ended } : { abatementString: ended }
}
