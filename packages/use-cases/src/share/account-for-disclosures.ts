import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { findPatient, type PatientRow } from '@holdspace/db/patient-store'
import { type AccountedRow, accountOfDisclosures } from '@holdspace/db/release-store'
import { type CalendarDate, calendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'

export const accountForDisclosuresInput = z.strictObject({ patientId })

export interface DisclosureAccount {
  readonly today: CalendarDate
  /** The accounting goes six years back from today (45 CFR 164.528(a)). */
  readonly from: CalendarDate
  readonly zone: string
  readonly practiceName: string
  readonly patient: Pick<PatientRow, 'person' | 'mrn'>
  readonly lines: readonly AccountedRow[]
}

const years = 6

/**
 * What: staff make the accounting of disclosures that a patient asked for, to be printed and handed over: to whom, when,
 * what and what for, of the last six years; repeated reads of one kind by one partner are one line with their first and last
 * day and how many (45 CFR 164.528(b)).
 */
export async function accountForDisclosures(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof accountForDisclosuresInput>,
): Promise<Decision<DisclosureAccount>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  const permitted = permit(actor, 'release.read', { today, patientId: input.patientId })
  if (!permitted.ok) return permitted
  const from = yearsBefore(today)
  return inPractice(house.db, practiceId, async (tx) => {
    const patient = await findPatient(tx, practiceId, input.patientId)
    if (patient === null) return refuse(noSuchPatient)
    const lines = await accountOfDisclosures(tx, practiceId, input.patientId, from)
    await recordAccess(
      tx,
      practiceId,
      accessBy(house, actor, {
        act: 'release.read',
        at: now,
        patientId: input.patientId,
        details: { accounting: lines.length },
      }),
    )
    const { person, mrn } = patient
    return accept({ today, from, zone: refs.zone, practiceName: refs.practiceName, patient: { person, mrn }, lines })
  })
}

/** The 29th of February becomes the 28th. */
function yearsBefore(today: CalendarDate): CalendarDate {
  const [year = '', ...rest] = today.split('-')
  const day = rest.join('-')
  return calendarDate.parse(`${Number(year) - years}-${day === '02-29' ? '02-28' : day}`)
}
