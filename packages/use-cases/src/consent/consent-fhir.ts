import type { SignatureRecord } from '@holdspace/clinic/consent/signature-record'
import type { SignatureRow } from '@holdspace/db/consent-store'
import type { Tx } from '@holdspace/db/database'
import { writeResources } from '@holdspace/db/fhir-store'
import { type ConsentRecord, consentResource } from '@holdspace/fhir/consent'
import type { PracticeRefs } from '@holdspace/fhir/refs'
import { representativePerson } from '@holdspace/fhir/related-person'
import { type FhirWrite, writeOf } from '@holdspace/fhir/write'
import { patientId } from '@holdspace/kit/ids'

type Told = Omit<ConsentRecord, 'patientId' | 'signer'> & Pick<SignatureRecord, 'patientId' | 'signer'>

/**
 * What FHIR says of one signature, and of whoever signed for the patient; no Consent for kinds that concern no partner.
 * The same for recording and rebuilding. A release is told to the recipient it names and to nobody else, the others to
 * those who were released documents: none of them opens anything by itself (RULINGS 8, decision 0027).
 */
function consentWrites(told: Told, refs: PracticeRefs): FhirWrite[] {
  const patient = patientId.parse(told.patientId)
  const { consentId, signer, signedAt, terms } = told
  const resource = consentResource({ ...told, patientId: patient }, refs)
  const placed = { patientId: patient, visible: true, zone: refs.zone }
  const onlyFor = terms === null ? { part: 'documents' as const } : { recipient: terms.recipientId }
  return [
    ...(resource === null ? [] : [writeOf(resource, { ...placed, onlyFor })]),
    ...(signer.as === 'patient'
      ? []
      : [writeOf(representativePerson({ consentId, patientId: patient, signedAt, ...signer }, refs), placed)]),
  ]
}

export async function tellConsent(tx: Tx, told: Told, refs: PracticeRefs): Promise<void> {
  await writeResources(tx, refs.practiceId, consentWrites(told, refs))
}

/** The same from what is stored: a signature of long ago reads as it did when it was told first. */
export function writesOfSignature(row: SignatureRow, refs: PracticeRefs): FhirWrite[] {
  const { record, lastDay, withdrawnAt, title } = row
  return consentWrites({ ...record, title, lastDay, withdrawnAt, terms: row.text.about.release }, refs)
}

export async function tellSignature(tx: Tx, row: SignatureRow, refs: PracticeRefs): Promise<void> {
  await writeResources(tx, refs.practiceId, writesOfSignature(row, refs))
}
