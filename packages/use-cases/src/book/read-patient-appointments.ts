import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { membersOf } from '@holdspace/db/account-store'
import { appointmentsOfPatient } from '@holdspace/db/appointment-store'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { findPatient } from '@holdspace/db/patient-store'
import { reminderChoicesOf } from '@holdspace/db/reminder-store'
import { plusPeriod, startOfDay } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { addressOnFile } from '../people/address-on-file.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { type CalendarLine, calendarLine } from './calendar-line.ts'

export const readPatientAppointmentsInput = z.strictObject({ patientId })

export interface PatientAppointments {
  readonly lines: readonly CalendarLine[]
  readonly zone: string
  readonly mayBook: boolean
  /** Whether this person wants reminders, and whether there is an address for them. */
  readonly reminders: { readonly wanted: boolean; readonly hasAddress: boolean }
}

/** What: a chart shows when this person was here in the last quarter and when they come next. */
export async function readPatientAppointments(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof readPatientAppointmentsInput>,
): Promise<Decision<PatientAppointments>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const circumstances = { today, patientId: input.patientId }
  const permitted = permit(actor, 'appointment.read', circumstances)
  if (!permitted.ok) return permitted
  const members = await membersOf(house.db, actor.practiceId)
  return inPractice(house.db, actor.practiceId, async (tx) => {
    const patient = await findPatient(tx, actor.practiceId, input.patientId)
    if (patient === null) return refuse(noSuchPatient)
    const choices = await reminderChoicesOf(tx, actor.practiceId, [input.patientId])
    const from = startOfDay(plusPeriod(today, '-P90D'), refs.zone, 0)
    const rows = await appointmentsOfPatient(tx, actor.practiceId, input.patientId, from)
    const touched = { act: 'appointment.read', at: now, patientId: input.patientId }
    await recordAccess(tx, actor.practiceId, accessBy(house, actor, touched))
    return accept({
      lines: rows.map((row) => calendarLine(row, members)),
      zone: refs.zone,
      mayBook: permit(actor, 'appointment.book', circumstances).ok,
      reminders: {
        wanted: choices.get(input.patientId)?.wants ?? true,
        hasAddress: addressOnFile(patient) !== null,
      },
    })
  })
}
