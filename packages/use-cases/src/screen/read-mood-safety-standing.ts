import type { Standing } from '@holdspace/clinic/gates/standing'
import { moodSafetyStanding } from '@holdspace/clinic/screening/mood-safety'
import type { Tx } from '@holdspace/db/database'
import { alertsOf } from '@holdspace/db/instrument-store'
import { dayOfFormsOf, safetyOf } from '@holdspace/db/screening-store'
import { listPatientSessions } from '@holdspace/db/session-store'
import type { PatientId } from '@holdspace/kit/ids'
import { safetyAlertAt } from './gather-facts.ts'
import type { StandingPlace } from './read-eligibility-standing.ts'

/** For the dose gate and Today: whether a clinician's decision about mood and safety holds now. */
export async function readMoodSafetyStanding(
  tx: Tx,
  { practiceId, at }: StandingPlace,
  patientId: PatientId,
): Promise<Standing> {
  const [[decision = null], alerts, dayOf, [lastSession]] = await Promise.all([
    safetyOf(tx, practiceId, patientId),
    alertsOf(tx, practiceId, patientId),
    dayOfFormsOf(tx, practiceId, patientId),
    listPatientSessions(tx, practiceId, patientId),
  ])
  return moodSafetyStanding({
    decision,
    alertAt: safetyAlertAt(alerts, dayOf),
    lastSessionAt: lastSession?.openedAt ?? null,
    now: at,
  })
}
