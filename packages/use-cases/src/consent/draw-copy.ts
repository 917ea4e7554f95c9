import type { PatientActor, StaffActor } from '@holdspace/clinic/access/actor'
import type { SignatureRow } from '@holdspace/db/consent-store'
import type { PatientRow } from '@holdspace/db/patient-store'
import { consentCopy } from '@holdspace/documents/consent-copy'
import { dateInZone } from '@holdspace/kit/calendar-date'
import type { House } from '../house.ts'
import { letterheadOf } from '../session/session-paper.ts'

export interface Copy {
  readonly fileName: string
  readonly pdf: Uint8Array
}

/** The copy of one signed consent as a PDF: the same bytes for whoever is entitled to it, and every time. */
export async function drawCopy(
  house: Pick<House, 'db' | 'drawPdf'>,
  actor: StaffActor | PatientActor,
  signature: SignatureRow,
  patient: PatientRow,
  paper: 'letter' | 'a4',
): Promise<Copy> {
  const { text, record, recordHash, lastDay, withdrawal, kind, signedAt } = signature
  const { blocks, frame } = consentCopy({
    practice: await letterheadOf(house.db, actor),
    patient: { name: text.about.patientName, birthDate: patient.person.birthDate, mrn: patient.mrn },
    text,
    record,
    recordHash,
    lastDay,
    withdrawal,
  })
  const pdf = await house.drawPdf({ blocks, frame, paper })
  return { fileName: `${kind}-${patient.mrn}-${dateInZone(signedAt, actor.practiceZone)}.pdf`, pdf }
}
