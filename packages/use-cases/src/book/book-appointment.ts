import { permit } from '@holdspace/clinic/access/permit'
import { decideBooking, spanOf } from '@holdspace/clinic/scheduling/appointment'
import { findAppointment, insertAppointment, type NewAppointment } from '@holdspace/db/appointment-store'
import { recordAccess } from '@holdspace/db/audit-store'
import { findPatient } from '@holdspace/db/patient-store'
import { appointmentTypesOf, roomsOf, takeOffWaitlist } from '@holdspace/db/schedule-store'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { appointmentId, membershipId, patientId, roomId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { writeAppointmentFhir } from './appointment-fhir.ts'
import { type Booking, holding, invitedOf, stepOf } from './booking.ts'
import { calendarChanged } from './calendar-changed.ts'
import { tellAppointment } from './tell-appointment.ts'

/** A day and a time on the practice's own clock. */
export const timeInput = {
  date: calendarDate,
  minute: z.int().min(0).max(1435),
  /** The kind's own length when nobody says. */
  lengthMinutes: z.int().min(5).max(720).optional(),
}

export const bookAppointmentInput = z.strictObject({
  /** Made once per intention: sent twice, it is one appointment. */
  appointmentId,
  patientId,
  typeKey: z.string().max(60),
  ...timeInput,
  roomId: roomId.nullable(),
  memberIds: z.array(membershipId).max(10),
  note: z.string().trim().max(300),
  /** By mail to the address on file; the message names no treatment (RULINGS 15). */
  tellPatient: z.boolean(),
  /** They waited for a place: the entry is taken off the list in the same transaction. */
  fromWaitlist: z.uuid().optional(),
})

/**
 * What: the desk or the care team makes an appointment: who, what kind, when, where, with whom. A patient, a person of
 * the staff or a room that is taken is refused by the database itself, and named.
 */
export async function bookAppointment(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'announce'>,
  actor: Booking,
  input: z.output<typeof bookAppointmentInput>,
): Promise<Decision<{ readonly appointmentId: string }>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  const memberIds = [...new Set(input.memberIds)]
  const invited = await invitedOf(house.db, practiceId, memberIds)
  let wanted: NewAppointment | null = null
  const booked = await holding(
    house,
    { practiceId, zone: refs.zone },
    () => wanted,
    async (tx) => {
      const permitted = permit(actor, 'appointment.book', { today, patientId: input.patientId })
      if (!permitted.ok) return permitted
      const patient = await findPatient(tx, practiceId, input.patientId)
      if (patient === null) return refuse(noSuchPatient)
      const type = (await appointmentTypesOf(tx, practiceId)).find((one) => one.key === input.typeKey)
      if (type === undefined) return refuse(noSuchType)
      const room = (await roomsOf(tx, practiceId)).find((one) => one.active && one.roomId === input.roomId)
      if (input.roomId !== null && room === undefined) return refuse(noSuchRoom)
      const span = spanOf({ ...input, lengthMinutes: input.lengthMinutes ?? type.minutes }, refs.zone)
      if (!span.ok) return span
      const question = { actor, now, zone: refs.zone, patientId: input.patientId, type, span: span.value, invited }
      const isDeceased = patient.deceasedOn !== null
      const decided = decideBooking({ ...question, isDeceased, hasRoom: room !== undefined })
      if (!decided.ok) return decided
      const answer = accept({ appointmentId: input.appointmentId })
      if ((await findAppointment(tx, practiceId, input.appointmentId)) !== null) return answer
      const { appointmentId: id, patientId: whose, typeKey, roomId: place, note } = input
      wanted = { appointmentId: id, patientId: whose, typeKey, roomId: place, memberIds, note, ...span.value }
      await insertAppointment(tx, practiceId, wanted, stepOf(house, actor, now))
      if (input.fromWaitlist !== undefined) {
        await takeOffWaitlist(tx, practiceId, input.fromWaitlist, { at: now, why: 'Booked', patientId: whose })
      }
      await writeAppointmentFhir(tx, refs, id)
      if (input.tellPatient)
        await tellAppointment(tx, house, { refs, patient, template: 'visit-booked', at: now, ...span.value })
      const touched = { act: 'appointment.book', at: now, patientId: whose, details: { appointmentId: id, typeKey } }
      await recordAccess(tx, practiceId, accessBy(house, actor, touched))
      return answer
    },
  )
  if (booked.ok) house.announce(calendarChanged(practiceId))
  return booked
}

export const noSuchType = {
  family: 'unprocessable',
  code: 'appointment-type-not-found',
  sentence: 'The practice keeps no appointments of this kind. Choose another kind.',
  field: 'typeKey',
} as const

export const noSuchRoom = {
  family: 'unprocessable',
  code: 'room-not-found',
  sentence: 'This room is not in use. Choose another room.',
  field: 'roomId',
} as const
