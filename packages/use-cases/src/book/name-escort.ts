import { decideEscort, noSuchAppointment } from '@holdspace/clinic/scheduling/appointment'
import { lockAppointment, nameEscort as name } from '@holdspace/db/appointment-store'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { appointmentId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { writeAppointmentFhir } from './appointment-fhir.ts'
import { type Booking, stepOf } from './booking.ts'
import { calendarChanged } from './calendar-changed.ts'

export const nameEscortInput = z.strictObject({
  appointmentId,
  name: z.string().trim().min(2, 'the name of who takes them home').max(120),
  phone: z
    .string()
    .trim()
    .max(40)
    .regex(/^[+()\d][\d\s()./-]{5,}$/, 'a telephone number at which they can be reached'),
  relationship: z.string().trim().max(60),
})

/** What: somebody is named to take the person home, with a telephone number, before the day (M08). */
export async function nameEscort(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'announce'>,
  actor: Booking,
  input: z.output<typeof nameEscortInput>,
): Promise<Decision<{ readonly named: true }>> {
  const { now, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  const { appointmentId: id, ...escort } = input
  const named = await inPractice(house.db, practiceId, async (tx) => {
    const row = await lockAppointment(tx, practiceId, id)
    if (row === null) return refuse(noSuchAppointment)
    const decided = decideEscort({ actor, now, zone: refs.zone, appointment: row })
    if (!decided.ok) return decided
    await name(tx, practiceId, row, escort, stepOf(house, actor, now))
    await writeAppointmentFhir(tx, refs, id)
    const details = { appointmentId: id, change: 'escort-named' }
    const touched = { act: 'appointment.check-in', at: now, patientId: row.patientId, details }
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({ named: true } as const)
  })
  if (named.ok) house.announce(calendarChanged(practiceId))
  return named
}
