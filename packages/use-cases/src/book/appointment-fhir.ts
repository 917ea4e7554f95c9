import { membersOf } from '@holdspace/db/account-store'
import { type AppointmentRow, allAppointmentsOf, findAppointment } from '@holdspace/db/appointment-store'
import type { Tx } from '@holdspace/db/database'
import { writeResources } from '@holdspace/db/fhir-store'
import { appointmentResource } from '@holdspace/fhir/appointment'
import type { PracticeRefs } from '@holdspace/fhir/refs'
import { escortPerson } from '@holdspace/fhir/related-person'
import { type FhirWrite, writeOf } from '@holdspace/fhir/write'
import type { AppointmentId, PatientId } from '@holdspace/kit/ids'

interface Named {
  readonly membershipId: string
  readonly displayName: string
}

/** What FHIR says of an appointment and of who takes the person home: the same for recording and for rebuilding. */
function appointmentWrites(row: AppointmentRow, members: readonly Named[], refs: PracticeRefs): FhirWrite[] {
  const named = row.memberIds.map((membershipId) => ({
    membershipId,
    name: members.find((one) => one.membershipId === membershipId)?.displayName ?? 'Former member',
  }))
  const resource = appointmentResource({ appointment: row, bookedAt: row.bookedAt, members: named }, refs)
  const escort = escortPerson(row, refs)
  return [resource, ...(escort === null ? [] : [escort])].map((one) =>
    writeOf(one, { patientId: row.patientId, visible: true, zone: refs.zone }),
  )
}

/** Writes the appointment as it now stands, in the transaction that changed it. */
export async function writeAppointmentFhir(tx: Tx, refs: PracticeRefs, id: AppointmentId): Promise<void> {
  const row = await findAppointment(tx, refs.practiceId, id)
  if (row === null) return
  const members = await membersOf(tx, refs.practiceId)
  await writeResources(tx, refs.practiceId, appointmentWrites(row, members, refs))
}

/** Of every appointment a person ever had, for rebuilding. */
export async function appointmentsWrites(tx: Tx, refs: PracticeRefs, id: PatientId): Promise<FhirWrite[]> {
  const members = await membersOf(tx, refs.practiceId)
  return (await allAppointmentsOf(tx, refs.practiceId, id)).flatMap((row) => appointmentWrites(row, members, refs))
}
