import type { Plan, PlanVersion } from '@holdspace/clinic/plan/plan-version'
import { zonedDateTime } from '@holdspace/kit/calendar-date'
import type { PatientId, ReferralId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { ServiceRequest } from 'fhir/r4'
import { codingOf, type LocalCode, localCodes } from './codes.ts'
import { planSensitivities } from './plan-sensitivity.ts'
import { organizationRef, type PracticeRefs, patientRef, practitionerRef } from './refs.ts'
import type { Served } from './resource-types.ts'
import { labels } from './security-labels.ts'
import { localSystem, profiles } from './systems.ts'

export interface ReferralRecord {
  readonly referralId: ReferralId
  readonly patientId: PatientId
  readonly receivedAt: Instant
}

/**
 * The referral somebody came with, once it was accepted. When its sender wrote it is not known, so it is dated from when
 * it came; the file itself stays in the house. To be referred here is a psychiatric matter, and labelled so.
 */
export function referralRequest(record: ReferralRecord, refs: PracticeRefs): Served<'ServiceRequest'> {
  return {
    resourceType: 'ServiceRequest',
    id: record.referralId,
    meta: { profile: [profiles.serviceRequest], security: labels(['PSY']) },
    status: 'completed',
    intent: 'order',
    code: localConcept('referral-for-ketamine-treatment', refs),
    subject: patientRef(record.patientId),
    authoredOn: zonedDateTime(record.receivedAt, refs.zone),
    performer: [organizationRef(refs)],
  }
}

/**
 * What a signed plan orders: the course of medicine sessions and, where it has them, the hours of psychotherapy before
 * and after. Asked for by the prescriber who signed; of the patient's intention, touch and support nothing is told
 * (RULINGS 10).
 */
export function courseRequests(
  plan: Plan,
  signed: PlanVersion,
  refs: PracticeRefs,
): readonly Served<'ServiceRequest'>[] {
  const { content } = signed
  const hours = content.preparationSessions + content.integrationPerDose * content.doses
  const session: LocalCode =
    content.track === 'kap' ? 'ketamine-assisted-psychotherapy-session' : 'ketamine-infusion-session'
  const ordered = requestOf(plan, signed, refs)
  const course = {
    ...ordered,
    id: courseRequestId(plan),
    code: { ...localConcept(session, refs), text: content.protocolTitle },
    quantityQuantity: { value: content.doses, unit: 'sessions' },
  }
  if (content.track !== 'kap' || hours === 0) return [course]
  const therapy = {
    ...ordered,
    id: `${plan.planId}-therapy`,
    category: [{ coding: [codingOf('counselling')] }],
    code: { coding: [codingOf('psychotherapy')], text: 'Psychotherapy before and after the medicine sessions' },
    quantityQuantity: { value: hours, unit: 'sessions' },
  }
  return [course, therapy]
}

export function courseRequestId({ planId }: Pick<Plan, 'planId'>): string {
  return `${planId}-course`
}

function requestOf(plan: Plan, signed: PlanVersion, refs: PracticeRefs): Omit<Served<'ServiceRequest'>, 'id' | 'code'> {
  const { content, signatures } = signed
  const prescriber = signatures.find(({ signer }) => signer === 'prescriber')
  const { text, coding } = content.indication
  return {
    resourceType: 'ServiceRequest',
    meta: { profile: [profiles.serviceRequest], security: labels(planSensitivities(signed)) },
    status: statusOf(plan, signed),
    intent: 'order',
    subject: patientRef(plan.patientId),
    ...(prescriber === undefined ? {} : { authoredOn: zonedDateTime(prescriber.signedAt, refs.zone) }),
    ...(prescriber?.membershipId == null
      ? {}
      : { requester: practitionerRef({ membershipId: prescriber.membershipId, name: prescriber.signerName }) }),
    performer: [organizationRef(refs)],
    reasonCode: [{ ...(coding === undefined ? {} : { coding: [coding] }), text }],
  }
}

/** As the plan itself stands: while a newer version waits for signatures nothing is given by this one. */
function statusOf(plan: Plan, signed: PlanVersion): ServiceRequest['status'] {
  if (plan.ended === null) return signed === plan.versions[0] ? 'active' : 'on-hold'
  return plan.ended.ending === 'completed' ? 'completed' : 'revoked'
}

function localConcept(code: LocalCode, refs: PracticeRefs) {
  const display = localCodes[code]
  return { coding: [{ system: localSystem.code(refs.localBase), code, display }], text: display }
}
