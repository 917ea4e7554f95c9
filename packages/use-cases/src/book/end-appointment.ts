import { changeReasons, decideCancel, decideNoShow, noSuchAppointment } from '@holdspace/clinic/scheduling/appointment'
import { endAppointment as end, lockAppointment } from '@holdspace/db/appointment-store'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { findPatient } from '@holdspace/db/patient-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { appointmentId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { writeAppointmentFhir } from './appointment-fhir.ts'
import { type Booking, stepOf } from './booking.ts'
import { calendarChanged } from './calendar-changed.ts'
import { tellAppointment } from './tell-appointment.ts'

export const endAppointmentInput = z.discriminatedUnion('how', [
  z.strictObject({
    how: z.literal('cancelled'),
    appointmentId,
    reason: z.enum(changeReasons),
    words: z.string().trim().max(500),
    tellPatient: z.boolean(),
  }),
  z.strictObject({ how: z.literal('no-show'), appointmentId, words: z.string().trim().max(500) }),
])

/** What: an appointment is cancelled with why, or nobody came. Its time is free from then on. */
export async function endAppointment(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'announce'>,
  actor: Booking,
  input: z.output<typeof endAppointmentInput>,
): Promise<Decision<{ readonly ended: true }>> {
  const { now, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  const ended = await inPractice(house.db, practiceId, async (tx) => {
    const row = await lockAppointment(tx, practiceId, input.appointmentId)
    if (row === null) return refuse(noSuchAppointment)
    const question = { actor, now, zone: refs.zone, appointment: row }
    const decided = input.how === 'cancelled' ? decideCancel(question) : decideNoShow(question)
    if (!decided.ok) return decided
    const { appointmentId: id, patientId, startsAt } = row
    const why = input.how === 'cancelled' ? { reason: input.reason } : {}
    await end(tx, practiceId, row, input.how, { ...stepOf(house, actor, now), ...why, words: input.words })
    await writeAppointmentFhir(tx, refs, id)
    const patient = await findPatient(tx, practiceId, patientId)
    if (input.how === 'cancelled' && input.tellPatient && patient !== null)
      await tellAppointment(tx, house, { refs, patient, template: 'visit-cancelled', startsAt, at: now })
    const touched = { act: 'appointment.book', at: now, patientId, details: { appointmentId: id, change: input.how } }
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({ ended: true } as const)
  })
  if (ended.ok) house.announce(calendarChanged(practiceId))
  return ended
}
