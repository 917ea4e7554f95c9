import { type Plan, type PlanVersion, unsignedBy } from '@holdspace/clinic/plan/plan-version'
import { planLines } from '@holdspace/clinic/plan/plan-words'
import { dateInZone } from '@holdspace/kit/calendar-date'
import type { CarePlan, Meta } from 'fhir/r4'
import { careTeamId } from './care-team.ts'
import { goalId } from './goal.ts'
import { planSensitivities } from './plan-sensitivity.ts'
import { type PracticeRefs, patientRef, practitionerRef } from './refs.ts'
import { labels } from './security-labels.ts'
import { courseRequestId } from './service-request.ts'

/**
 * The lines of a plan that leave the practice. Intention, touch, recording, music, the support person and stop rules are
 * the care team's alone (RULINGS 10): a line not named here is not told.
 */
const told: readonly string[] = [
  'Protocol',
  'Track',
  'Indication',
  'Goals',
  'Dose',
  'Doses',
  'Preparation',
  'Integration',
  'Boosters',
  'Read again by',
]

/** The version a partner may read: the newest that everybody signed; null while there is none. */
export function signedVersion(plan: Plan): PlanVersion | null {
  return plan.versions.find((version) => unsignedBy(version).length === 0) ?? null
}

/** The plan as signed. While a newer version waits for signatures it is on hold, for no dose is given by it. */
export function carePlanResource(
  plan: Plan,
  signed: PlanVersion,
  refs: PracticeRefs,
): CarePlan & { id: string; meta: Meta } {
  const { content, signatures } = signed
  const starts = signatures.reduce((one, other) => (one.signedAt > other.signedAt ? one : other)).signedAt
  const prescriber = signatures.find((signature) => signature.signer === 'prescriber')
  return {
    resourceType: 'CarePlan',
    id: plan.planId,
    meta: {
      profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-careplan'],
      security: labels(planSensitivities(signed)),
    },
    text: { status: 'generated', div: narrative(signed) },
    status: statusOf(plan, signed),
    intent: 'plan',
    category: [
      { coding: [{ system: 'http://hl7.org/fhir/us/core/CodeSystem/careplan-category', code: 'assess-plan' }] },
    ],
    title: content.protocolTitle,
    subject: patientRef(plan.patientId),
    period: {
      start: dateInZone(starts, refs.zone),
      ...(plan.ended === null ? {} : { end: dateInZone(plan.ended.at, refs.zone) }),
    },
    created: dateInZone(signed.proposedAt, refs.zone),
    ...(prescriber?.membershipId == null
      ? {}
      : { author: practitionerRef({ membershipId: prescriber.membershipId, name: prescriber.signerName }) }),
    careTeam: [{ reference: `CareTeam/${careTeamId(plan.patientId)}` }],
    ...(content.goals.length === 0
      ? {}
      : { goal: content.goals.map((goal) => ({ reference: `Goal/${goalId(plan.planId, goal)}` })) }),
    activity: [{ reference: { reference: `ServiceRequest/${courseRequestId(plan)}` } }],
  }
}

function statusOf(plan: Plan, signed: PlanVersion): CarePlan['status'] {
  if (plan.ended === null) return signed === plan.versions[0] ? 'active' : 'on-hold'
  return plan.ended.ending === 'completed' ? 'completed' : 'revoked'
}

function narrative({ content }: PlanVersion): string {
  const lines = planLines(content).filter((line) => told.includes(line.title))
  const items = lines.map((line) => `<li>${escaped(line.title)}: ${escaped(line.words)}</li>`)
  return `<div xmlns="http://www.w3.org/1999/xhtml"><ul>${items.join('')}</ul></div>`
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
