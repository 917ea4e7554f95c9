import type { PatientActor } from '@holdspace/clinic/access/actor'
import { appointmentsOfPatient, nameEscort } from '@holdspace/db/appointment-store'
import type { Tx } from '@holdspace/db/database'
import { startOfDay } from '@holdspace/kit/calendar-date'
import { writeAppointmentFhir } from '../book/appointment-fhir.ts'
import { byWhom, type Occasion } from '../people/acting.ts'
import type { PacketHouse } from './packet-house.ts'

/** At least six digits: a number somebody can call, as the calendar asks for. */
const telephone = /^[+()\d][\d\s()./-]{5,}$/

/**
 * The ride home a patient named in the safety questions, put down on each coming medicine session that has none (M08), in
 * the transaction of the submission. A ride that staff wrote down stays; whether somebody really came is asked at
 * discharge.
 */
export async function nameRideFromForm(
  house: Pick<PacketHouse, 'newId'>,
  tx: Tx,
  actor: PatientActor,
  answers: ReadonlyMap<string, unknown>,
  { now, today, refs }: Occasion,
): Promise<void> {
  const name = answers.get('escort-name')
  const phone = answers.get('escort-phone')
  if (answers.get('has-ride-home') !== 'yes' || typeof name !== 'string' || typeof phone !== 'string') return
  if (name.trim().length < 2 || !telephone.test(phone.trim())) return
  const from = startOfDay(today, refs.zone, 0)
  for (const row of await appointmentsOfPatient(tx, actor.practiceId, actor.patientId, from)) {
    const isComing = row.status === 'booked' || row.status === 'arrived'
    if (!isComing || row.type.stage !== 'medicine' || row.escort !== null) continue
    const escort = { name: name.trim(), phone: phone.trim(), relationship: '' }
    await nameEscort(tx, actor.practiceId, row, escort, { id: house.newId(), at: now, by: byWhom(actor) })
    await writeAppointmentFhir(tx, refs, row.appointmentId)
  }
}
