import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { recordAccess } from '@holdspace/db/audit-store'
import { findSignature } from '@holdspace/db/consent-store'
import { inPractice } from '@holdspace/db/database'
import { findPatient } from '@holdspace/db/patient-store'
import { consentCopy } from '@holdspace/documents/consent-copy'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { letterheadOf } from '../session/session-paper.ts'

/** What: the signed consent as a PDF, text, signature and certificate, to be printed or handed to the patient. */
export const readConsentPaperInput = z.strictObject({ consentId: z.uuid(), paper: z.enum(['letter', 'a4']) })

export async function readConsentPaper(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'drawPdf'>,
  actor: StaffActor,
  input: z.output<typeof readConsentPaperInput>,
): Promise<Decision<{ readonly fileName: string; readonly pdf: Uint8Array }>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId, practiceZone: zone } = actor
  const read = await inPractice(house.db, practiceId, async (tx) => {
    const signature = await findSignature(tx, practiceId, input.consentId)
    if (signature === null) return refuse(noSuchConsent)
    const { patientId } = signature
    const permitted = permit(actor, 'consent.read', { today, patientId })
    if (!permitted.ok) return permitted
    const patient = await findPatient(tx, practiceId, patientId)
    if (patient === null) return refuse(noSuchConsent)
    const details = { consentId: input.consentId, paper: true }
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'consent.read', at: now, patientId, details }))
    return accept({ signature, patient })
  })
  if (!read.ok) return read
  const { signature, patient } = read.value
  const { text, record, recordHash, lastDay, withdrawal } = signature
  const { blocks, frame } = consentCopy({
    practice: await letterheadOf(house.db, actor),
    patient: { name: text.about.patientName, birthDate: patient.person.birthDate, mrn: patient.mrn },
    text,
    record,
    recordHash,
    lastDay,
    withdrawal,
  })
  const pdf = await house.drawPdf({ blocks, frame, paper: input.paper })
  return accept({ fileName: `${signature.kind}-${patient.mrn}-${dateInZone(signature.signedAt, zone)}.pdf`, pdf })
}

const noSuchConsent = {
  family: 'not-found',
  code: 'consent-not-found',
  sentence: 'There is no such consent in this practice.',
} as const
