import type { Language } from '@holdspace/clinic/intake/questions'
import type { MailTemplateName, MailWords } from '@holdspace/clinic/mail/mail-templates'
import type { Tx } from '@holdspace/db/database'
import { queueMail } from '@holdspace/db/mail-store'
import type { PatientRow } from '@holdspace/db/patient-store'
import { dateTimeInZone } from '@holdspace/kit/calendar-date'
import { mailId, type PracticeId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { PacketHouse } from './packet-house.ts'

export interface Letter<Name extends MailTemplateName> {
  readonly practice: { readonly practiceId: PracticeId; readonly practiceName: string }
  readonly patient: PatientRow
  readonly to: string
  readonly language: Language
  readonly template: Name
  readonly words: Omit<MailWords<Name>, 'practice' | 'firstName'>
  readonly at: Instant
}

/** Queues a message to the patient in the caller's transaction. It names the clinic and never the treatment. */
export async function mailToPatient<Name extends MailTemplateName>(
  house: Pick<PacketHouse, 'newId'>,
  tx: Tx,
  letter: Letter<Name>,
): Promise<void> {
  const { practice, patient, to, language, template, words, at } = letter
  const shared = { practice: practice.practiceName, firstName: patient.person.given[0] ?? '' }
  await queueMail(tx, {
    id: mailId.parse(house.newId()),
    practiceId: practice.practiceId,
    to,
    template,
    // Exactly the template's own words and the two every template may use.
    words: { ...shared, ...words } as MailWords<Name>,
    language,
    patientId: patient.patientId,
    at,
  })
}

/** How long a link holds, on the practice's clock: `24-Nov-2026 09:00`. */
export function untilWords(until: Instant, zone: string): string {
  return dateTimeInZone(until, zone).slice(0, 17)
}
