import type { MendableStanding } from '@holdspace/clinic/care-team/care-team-standing'
import type { PlanContent } from '@holdspace/clinic/plan/plan-content'
import { type PlanQuestion, planStanding } from '@holdspace/clinic/plan/plan-standing'
import { type Plan, unsignedBy } from '@holdspace/clinic/plan/plan-version'
import type { PinnedLimit } from '@holdspace/clinic/session/patient-limits'
import type { Tx } from '@holdspace/db/database'
import { dosesGivenSince } from '@holdspace/db/plan-doses-store'
import { plansOf } from '@holdspace/db/plan-store'
import { type CalendarDate, dateInZone } from '@holdspace/kit/calendar-date'
import type { PatientId, PracticeId } from '@holdspace/kit/ids'

/** For the gates and Today, in their own transaction: whether a plan signed by everybody it needs carries the next dose. */
export async function readPlanStanding(
  tx: Tx,
  practiceId: PracticeId,
  id: PatientId,
  today: CalendarDate,
  session?: NonNullable<PlanQuestion['session']>,
): Promise<MendableStanding> {
  const [plan = null] = await plansOf(tx, practiceId, id)
  const given = plan === null ? [] : await dosesGivenSince(tx, practiceId, id, firstProposed(plan))
  // A part of a split dose must not close the gate for the next part of the same dose.
  const dosesGiven = given.filter((one) => !one.isRunning).length
  return planStanding({ plan, today, dosesGiven, ...(session === undefined ? {} : { session }) })
}

/**
 * The plan that holds for this person now: the newest version that everybody signed, of a plan that is not ended. For the
 * session room: intention, permissions, dose range and the limits the prescriber set for this patient (RULINGS 5).
 */
export async function readPlanInForce(tx: Tx, practiceId: PracticeId, id: PatientId): Promise<PlanContent | null> {
  const [plan] = await plansOf(tx, practiceId, id)
  if (plan === undefined || plan.ended !== null) return null
  return plan.versions.find((version) => unsignedBy(version).length === 0)?.content ?? null
}

/** The doses the plan in force speaks of: outside them an order needs a reason. */
export async function readPlannedDose(
  tx: Tx,
  practiceId: PracticeId,
  id: PatientId,
): Promise<PlanContent['dose'] | null> {
  return (await readPlanInForce(tx, practiceId, id))?.dose ?? null
}

/** The limits the plan in force sets for this person, each with the day it was set: what a session and its orders pin. */
export async function readLimitsInForce(
  tx: Tx,
  practiceId: PracticeId,
  zone: string,
  id: PatientId,
): Promise<readonly PinnedLimit[]> {
  const [plan] = await plansOf(tx, practiceId, id)
  if (plan === undefined || plan.ended !== null) return []
  const version = plan.versions.find((one) => unsignedBy(one).length === 0)
  if (version === undefined) return []
  const proposedOn = dateInZone(version.proposedAt, zone)
  return version.content.patientLimits.map((limit) => ({ ...limit, setOn: limit.setOn ?? proposedOn }))
}

/** When the course was first proposed: doses from then on are doses of this plan. */
export function firstProposed(plan: Plan) {
  return plan.versions.reduce((one, other) => (one.version < other.version ? one : other)).proposedAt
}
