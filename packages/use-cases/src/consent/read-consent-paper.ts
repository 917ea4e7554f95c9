import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { recordAccess } from '@holdspace/db/audit-store'
import { findSignature } from '@holdspace/db/consent-store'
import { inPractice } from '@holdspace/db/database'
import { findPatient } from '@holdspace/db/patient-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { type Copy, drawCopy } from './draw-copy.ts'

/** What: the signed consent as a PDF, text, signature and certificate, to be printed or handed to the patient. */
export const readConsentPaperInput = z.strictObject({ consentId: z.uuid(), paper: z.enum(['letter', 'a4']) })

export async function readConsentPaper(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'drawPdf'>,
  actor: StaffActor,
  input: z.output<typeof readConsentPaperInput>,
): Promise<Decision<Copy>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
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
  return accept(await drawCopy(house, actor, signature, patient, input.paper))
}

const noSuchConsent = {
  family: 'not-found',
  code: 'consent-not-found',
  sentence: 'There is no such consent in this practice.',
} as const
