import { type StoredSheet, sheetsOfPatient } from '@holdspace/db/charge-store'
import type { Tx } from '@holdspace/db/database'
import { deletionsFor, storedOf, writeResources } from '@holdspace/db/fhir-store'
import { moneyPapersOf } from '@holdspace/db/money-paper-store'
import type { PatientRow } from '@holdspace/db/patient-store'
import { invoiceContent } from '@holdspace/documents/invoice'
import { chargeItems } from '@holdspace/fhir/charge-item'
import { selfPayCoverage } from '@holdspace/fhir/coverage'
import { invoiceResource } from '@holdspace/fhir/invoice'
import type { PracticeRefs } from '@holdspace/fhir/refs'
import { type FhirWrite, writeOf } from '@holdspace/fhir/write'
import { z } from 'zod'

type Payer = Pick<PatientRow, 'patientId' | 'mrn'>

/** Of an invoice as it was kept: its lines, and the entries of the account that it asks for. */
const keptInvoice = z.object({
  lines: invoiceContent.shape.lines,
  itemIds: z.array(z.string()).default([]),
})

const moneyTypes: readonly string[] = ['Coverage', 'ChargeItem', 'Invoice']

/** Writes what FHIR says of this account as it stands now, in the transaction of the act that changed it. */
export async function writeMoneyFhir(tx: Tx, patient: Payer, refs: PracticeRefs): Promise<void> {
  const writes = await moneyWrites(tx, patient, refs)
  const stored = (await storedOf(tx, refs.practiceId, patient.patientId)).filter(({ type }) =>
    moneyTypes.includes(type),
  )
  await writeResources(tx, refs.practiceId, [...writes, ...deletionsFor(stored, writes)])
}

/**
 * The same for recording and for rebuilding: that somebody pays for themselves, each confirmed charge, each issued
 * invoice. Payments, packages and what is owed today stay on the account.
 */
export async function moneyWrites(tx: Tx, { patientId, mrn }: Payer, refs: PracticeRefs): Promise<FhirWrite[]> {
  const { practiceId } = refs
  const sheets = await sheetsOfPatient(tx, practiceId, patientId)
  const papers = await moneyPapersOf(tx, practiceId, patientId)
  const invoices = papers.flatMap((paper) =>
    paper.kind === 'invoice' ? [{ paper, ...keptInvoice.parse(paper.document) }] : [],
  )
  const standing = invoices.filter(({ paper }) => paper.voided === null)
  const [firstEstimate] = papers
    .filter(({ kind, voided }) => kind === 'estimate' && voided === null)
    .map(({ issuedOn }) => issuedOn)
    .toSorted()
  const isInvoiced = (sheet: StoredSheet) =>
    standing.some(({ itemIds }) => sheet.entryId !== null && itemIds.includes(sheet.entryId))
  const resources = [
    ...(firstEstimate === undefined ? [] : [selfPayCoverage({ patientId, mrn, since: firstEstimate })]),
    ...sheets.flatMap((sheet) =>
      chargeItems(
        { ...sheet, lines: sheet.sheet.lines, isVoided: sheet.voided !== null, isInvoiced: isInvoiced(sheet) },
        refs,
      ),
    ),
    ...invoices.map(({ paper, lines }) => invoiceResource({ ...paper, lines, isVoided: paper.voided !== null }, refs)),
  ]
  return resources.map((resource) => writeOf(resource, { patientId, visible: true, zone: refs.zone }))
}
