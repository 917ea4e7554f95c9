import type { SystemActor } from '@holdspace/clinic/access/actor'
import { usualReminders, visitReminderDue } from '@holdspace/clinic/scheduling/reminders'
import {
  type AppointmentRow,
  appointmentsBetween,
  lockAppointment,
  markReminded,
} from '@holdspace/db/appointment-store'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { findPatient } from '@holdspace/db/patient-store'
import { remindedOf, reminderChoicesOf, reminderRuleOf } from '@holdspace/db/reminder-store'
import { plusMs } from '@holdspace/kit/instant'
import type { House } from '../house.ts'
import { accessBy, byWhom, type Occasion, occasionOf } from '../people/acting.ts'
import { tellAppointment } from './tell-appointment.ts'

type RemindHouse = Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>

/**
 * What: everybody with a visit soon, an address on file and no wish against it gets one message: day, time and telephone,
 * never what the visit is for (RULINGS 15). A visit that was moved is reminded of anew.
 */
export async function remindVisits(house: RemindHouse, actor: SystemActor): Promise<number> {
  const occasion = await occasionOf(house, actor)
  const { now } = occasion
  const { practiceId } = actor
  const coming = await inPractice(house.db, practiceId, async (tx) => {
    const { visitHours } = (await reminderRuleOf(tx, practiceId)) ?? usualReminders
    return appointmentsBetween(tx, practiceId, now, plusMs(now, visitHours * 3_600_000))
  })
  let sent = 0
  for (const { appointmentId } of coming) {
    const told = await inPractice(house.db, practiceId, async (tx) => {
      // Held, so that two workers never send it twice, and somebody who moves it meanwhile waits.
      const visit = await lockAppointment(tx, practiceId, appointmentId)
      return visit !== null && (await remind(tx, house, actor, visit, occasion))
    })
    if (told) sent += 1
  }
  return sent
}

async function remind(
  tx: Tx,
  house: RemindHouse,
  actor: SystemActor,
  visit: AppointmentRow,
  { now, refs }: Occasion,
): Promise<boolean> {
  const { practiceId } = actor
  const { appointmentId: id, patientId } = visit
  const rule = (await reminderRuleOf(tx, practiceId)) ?? usualReminders
  const before = (await remindedOf(tx, practiceId, [id])).get(id) ?? []
  if (!visitReminderDue({ ...visit, remindedOf: before }, rule, now)) return false
  const wants = (await reminderChoicesOf(tx, practiceId, [patientId])).get(patientId)?.wants ?? true
  const patient = await findPatient(tx, practiceId, patientId)
  if (!wants || patient === null || patient.deceasedOn !== null) return false
  const telling = { refs, patient, template: 'visit-reminder' as const, startsAt: visit.startsAt, at: now }
  if (!(await tellAppointment(tx, house, telling))) return false
  await markReminded(tx, practiceId, visit, { id: house.newId(), at: now, by: byWhom(actor) })
  const details = { appointmentId: id, reminded: true }
  await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'appointment.book', at: now, patientId, details }))
  return true
}
