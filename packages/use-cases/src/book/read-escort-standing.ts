import type { Standing } from '@holdspace/clinic/gates/standing'
import { escortStanding } from '@holdspace/clinic/scheduling/escort-standing'
import { appointmentsOfPatient } from '@holdspace/db/appointment-store'
import type { Tx } from '@holdspace/db/database'
import { dateInZone, startOfDay } from '@holdspace/kit/calendar-date'
import type { PatientId, PracticeId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'

/** For the gate and for Today: whether somebody is named to take this person home from the session of that day (M08). */
export async function readEscortStanding(
  tx: Tx,
  { practiceId, zone, at }: { readonly practiceId: PracticeId; readonly zone: string; readonly at: Instant },
  patientId: PatientId,
): Promise<Standing> {
  const from = startOfDay(dateInZone(at, zone), zone, 0)
  return escortStanding(await appointmentsOfPatient(tx, practiceId, patientId, from), at, zone)
}
