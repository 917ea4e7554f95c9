import { languageOf } from '@holdspace/clinic/intake/questions'
import type { Tx } from '@holdspace/db/database'
import { queueMail } from '@holdspace/db/mail-store'
import type { PatientRow } from '@holdspace/db/patient-store'
import { findPractice } from '@holdspace/db/practice-store'
import type { PracticeRefs } from '@holdspace/fhir/refs'
import { dateInZone, formatDate, timeInZone } from '@holdspace/kit/calendar-date'
import { mailId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { House } from '../house.ts'
import { addressOnFile } from '../people/address-on-file.ts'

export interface Telling {
  readonly refs: PracticeRefs
  readonly patient: PatientRow
  readonly template: 'visit-booked' | 'visit-moved' | 'visit-cancelled' | 'visit-reminder'
  readonly startsAt: Instant
  readonly at: Instant
}

/** Queues the message where an address is on file; false where there is none and somebody has to telephone. */
export async function tellAppointment(
  tx: Tx,
  house: Pick<House, 'newId'>,
  { refs, patient, template, startsAt, at }: Telling,
): Promise<boolean> {
  const to = addressOnFile(patient)
  if (to === null) return false
  const practice = await findPractice(tx, refs.practiceId)
  const telephone = practice?.letterhead.lines?.map((line) => /telephone\s+(.+)/i.exec(line)?.[1]).find(Boolean)
  await queueMail(tx, {
    id: mailId.parse(house.newId()),
    practiceId: refs.practiceId,
    to,
    template,
    words: {
      practice: refs.practiceName,
      firstName: patient.person.given[0] ?? '',
      day: formatDate(dateInZone(startsAt, refs.zone)),
      time: timeInZone(startsAt, refs.zone),
      telephone: telephone ?? refs.practiceName,
    },
    language: languageOf(patient.person),
    patientId: patient.patientId,
    at,
  })
  return true
}
