import {
  changeReasons,
  decideBooking,
  decideMove,
  noSuchAppointment,
  spanOf,
} from '@holdspace/clinic/scheduling/appointment'
import { lockAppointment, moveAppointment as move, type NewAppointment } from '@holdspace/db/appointment-store'
import { recordAccess } from '@holdspace/db/audit-store'
import { findPatient } from '@holdspace/db/patient-store'
import { roomsOf } from '@holdspace/db/schedule-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { appointmentId, membershipId, roomId } from '@holdspace/kit/ids'
import { minutesBetween } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { writeAppointmentFhir } from './appointment-fhir.ts'
import { noSuchRoom, timeInput } from './book-appointment.ts'
import { type Booking, holding, invitedOf, stepOf } from './booking.ts'
import { calendarChanged } from './calendar-changed.ts'
import { tellAppointment } from './tell-appointment.ts'

export const moveAppointmentInput = z.strictObject({
  appointmentId,
  ...timeInput,
  roomId: roomId.nullable(),
  memberIds: z.array(membershipId).max(10),
  reason: z.enum(changeReasons),
  words: z.string().trim().max(500),
  tellPatient: z.boolean(),
})

/** What: the same appointment at another time, in another room or with other people, with why. */
export async function moveAppointment(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'announce'>,
  actor: Booking,
  input: z.output<typeof moveAppointmentInput>,
): Promise<Decision<{ readonly moved: true }>> {
  const { now, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  const memberIds = [...new Set(input.memberIds)]
  const invited = await invitedOf(house.db, practiceId, memberIds)
  let wanted: NewAppointment | null = null
  const moved = await holding(
    house,
    { practiceId, zone: refs.zone },
    () => wanted,
    async (tx) => {
      const row = await lockAppointment(tx, practiceId, input.appointmentId)
      if (row === null) return refuse(noSuchAppointment)
      const may = decideMove({ actor, now, zone: refs.zone, appointment: row })
      if (!may.ok) return may
      const room = (await roomsOf(tx, practiceId)).find((one) => one.active && one.roomId === input.roomId)
      if (input.roomId !== null && room === undefined) return refuse(noSuchRoom)
      const lengthMinutes = input.lengthMinutes ?? minutesBetween(row.startsAt, row.endsAt)
      const span = spanOf({ ...input, lengthMinutes }, refs.zone)
      if (!span.ok) return span
      const { patientId, type, appointmentId: id } = row
      const patient = await findPatient(tx, practiceId, patientId)
      const question = { actor, now, zone: refs.zone, patientId, type, span: span.value, invited }
      const decided = decideBooking({
        ...question,
        isDeceased: patient?.deceasedOn != null,
        hasRoom: room !== undefined,
      })
      if (!decided.ok) return decided
      wanted = {
        appointmentId: id,
        patientId,
        typeKey: type.key,
        roomId: input.roomId,
        memberIds,
        note: row.note,
        ...span.value,
      }
      const { reason, words } = input
      await move(tx, practiceId, wanted, { ...stepOf(house, actor, now), reason, words })
      await writeAppointmentFhir(tx, refs, id)
      if (input.tellPatient && patient !== null)
        await tellAppointment(tx, house, { refs, patient, template: 'visit-moved', at: now, ...span.value })
      const touched = { act: 'appointment.book', at: now, patientId, details: { appointmentId: id, change: 'moved' } }
      await recordAccess(tx, practiceId, accessBy(house, actor, touched))
      return accept({ moved: true } as const)
    },
  )
  if (moved.ok) house.announce(calendarChanged(practiceId))
  return moved
}
