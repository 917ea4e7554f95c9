import { decideArrival, decideUndoArrival, noSuchAppointment } from '@holdspace/clinic/scheduling/appointment'
import { lockAppointment, type NewAppointment, recordArrival } from '@holdspace/db/appointment-store'
import { recordAccess } from '@holdspace/db/audit-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { appointmentId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { writeAppointmentFhir } from './appointment-fhir.ts'
import { asHeld, type Booking, holding, stepOf } from './booking.ts'
import { calendarChanged } from './calendar-changed.ts'

export const checkInInput = z.strictObject({
  appointmentId,
  /** `undo` when it was pressed on the wrong line. */
  what: z.enum(['arrived', 'undo']),
})

/** What: the desk says that somebody is here. Pressed twice they came once, at the first time. */
export async function checkIn(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'announce'>,
  actor: Booking,
  input: z.output<typeof checkInInput>,
): Promise<Decision<{ readonly arrivedAt: Instant | null }>> {
  const { now, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  let wanted: NewAppointment | null = null
  const done = await holding(
    house,
    { practiceId, zone: refs.zone },
    () => wanted,
    async (tx) => {
      const row = await lockAppointment(tx, practiceId, input.appointmentId)
      if (row === null) return refuse(noSuchAppointment)
      const question = { actor, now, zone: refs.zone, appointment: row }
      const decided = input.what === 'arrived' ? decideArrival(question) : decideUndoArrival(question)
      if (!decided.ok) return decided
      if (input.what === 'arrived' && row.status === 'arrived') return accept({ arrivedAt: row.arrivedAt })
      wanted = asHeld(row)
      const kind = input.what === 'arrived' ? 'arrived' : 'arrival-undone'
      await recordArrival(tx, practiceId, wanted, kind, stepOf(house, actor, now))
      await writeAppointmentFhir(tx, refs, row.appointmentId)
      const details = { appointmentId: row.appointmentId, change: kind }
      const touched = { act: 'appointment.check-in', at: now, patientId: row.patientId, details }
      await recordAccess(tx, practiceId, accessBy(house, actor, touched))
      return accept({ arrivedAt: input.what === 'arrived' ? now : null })
    },
  )
  if (done.ok) house.announce(calendarChanged(practiceId))
  return done
}
