import type { SignatureRecord } from '@holdspace/clinic/consent/signature-record'
import type { SignatureRow } from '@holdspace/db/consent-store'
import type { Tx } from '@holdspace/db/database'
import { writeResources } from '@holdspace/db/fhir-store'
import { type ConsentRecord, consentResource } from '@holdspace/fhir/consent'
import type { PracticeRefs } from '@holdspace/fhir/refs'
import { type FhirWrite, writeOf } from '@holdspace/fhir/write'
import { patientId } from '@holdspace/kit/ids'

type Told = Omit<ConsentRecord, 'patientId'> & Pick<SignatureRecord, 'patientId'>

/** What FHIR says of one signature; nothing for kinds that concern no partner. The same for recording and rebuilding. */
export function consentWrites(told: Told, refs: PracticeRefs): FhirWrite[] {
  const patient = patientId.parse(told.patientId)
  const resource = consentResource({ ...told, patientId: patient }, refs)
  return resource === null ? [] : [writeOf(resource, { patientId: patient, visible: true, zone: refs.zone })]
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
