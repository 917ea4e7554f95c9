import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { bookedDays, type CadenceFacts, type CourseVisit, rhythmOfPlan } from '@holdspace/clinic/plan/course-cadence'
import { type Plan, type PlanVersion, unsignedBy } from '@holdspace/clinic/plan/plan-version'
import { type AppointmentRow, allAppointmentsOf } from '@holdspace/db/appointment-store'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { findPatient } from '@holdspace/db/patient-store'
import { dosesGivenSince, type GivenInSession } from '@holdspace/db/plan-doses-store'
import { plansOf } from '@holdspace/db/plan-store'
import { findProtocol } from '@holdspace/db/protocol-store'
import { calendarDate, dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { appointmentId, type PatientId, type PracticeId, patientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { type DayWarning, dayWarnings } from '@holdspace/protocols/day-warnings'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { firstProposed } from './read-plan-standing.ts'

/** The version whose rhythm counts: the newest that everybody signed, or the newest while nobody did yet. */
export function rhythmVersion(plan: Plan): PlanVersion {
  return plan.versions.find((version) => unsignedBy(version).length === 0) ?? plan.versions[0]
}

export interface CourseOf {
  readonly plan: Plan
  readonly given: readonly GivenInSession[]
  readonly visits: readonly AppointmentRow[]
}

/** Everything the cadence of a running course goes by, in the caller's transaction. */
export async function cadenceFacts(
  tx: Tx,
  { plan, given, visits }: CourseOf,
  { zone, now }: { readonly zone: string; readonly now: Instant },
): Promise<CadenceFacts> {
  const version = rhythmVersion(plan)
  const { protocolId, protocolVersion } = version.content
  const protocol = await findProtocol(tx, protocolId, protocolVersion)
  return {
    rhythm: rhythmOfPlan(version, protocol),
    dosedOn: given.map((one) => dateInZone(one.at, zone)),
    visits: visits.map((row) => courseVisit(row, zone)),
    today: dateInZone(now, zone),
  }
}

export function courseVisit({ type, startsAt, status }: AppointmentRow, zone: string): CourseVisit {
  return { stage: type.stage, on: dateInZone(startsAt, zone), status }
}

/** The running course of a person; null where no plan runs. */
export async function courseOf(tx: Tx, practiceId: PracticeId, id: PatientId): Promise<CourseOf | null> {
  const [plan] = await plansOf(tx, practiceId, id)
  if (plan === undefined || plan.ended !== null) return null
  const [given, visits] = await Promise.all([
    dosesGivenSince(tx, practiceId, id, firstProposed(plan)),
    allAppointmentsOf(tx, practiceId, id),
  ])
  return { plan, given, visits }
}

/** Why a medicine visit on a day does not fit its course; the visit itself does not stand in its own way. */
export async function visitWarnings(
  tx: Tx,
  practiceId: PracticeId,
  id: PatientId,
  visit: {
    readonly on: CadenceFacts['today']
    readonly appointmentId?: string | undefined
    /** The visit is of today: what was given on its day was given in it. */
    readonly isKeptThatDay?: boolean
  },
  at: { readonly zone: string; readonly now: Instant },
): Promise<readonly DayWarning[]> {
  const course = await courseOf(tx, practiceId, id)
  if (course === null) return []
  const others = course.visits.filter((row) => row.appointmentId !== visit.appointmentId)
  const given = course.given.filter((one) => visit.isKeptThatDay !== true || dateInZone(one.at, at.zone) !== visit.on)
  const { rhythm, dosedOn, visits, today } = await cadenceFacts(tx, { ...course, visits: others, given }, at)
  return dayWarnings({ rhythm, on: visit.on, dosedOn, bookedOn: bookedDays(visits, today) })
}

export const readVisitWarningsInput = z.strictObject({
  patientId,
  date: calendarDate,
  /** The visit that is moved: it does not stand in its own way. */
  appointmentId: appointmentId.optional(),
})

/** What: whoever books a medicine visit sees whether its day fits the course, and whose rule says so. Nothing is refused. */
export async function readVisitWarnings(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof readVisitWarningsInput>,
): Promise<Decision<{ readonly warnings: readonly DayWarning[] }>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  const permitted = permit(actor, 'appointment.read', { today, patientId: input.patientId })
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    if ((await findPatient(tx, practiceId, input.patientId)) === null) return refuse(noSuchPatient)
    const visit = { on: input.date, appointmentId: input.appointmentId }
    const warnings = await visitWarnings(tx, practiceId, input.patientId, visit, { zone: refs.zone, now })
    const touched = { act: 'appointment.read', at: now, patientId: input.patientId } as const
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({ warnings })
  })
}
