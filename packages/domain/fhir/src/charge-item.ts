import type { ConfirmedLine } from '@holdspace/billing/charge-sheet'
import { type CalendarDate, zonedDateTime } from '@holdspace/kit/calendar-date'
import type { PatientId, SessionId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { moneyOf } from './money.ts'
import { encounterRef, organizationRef, type PracticeRefs, patientRef } from './refs.ts'
import type { Served } from './resource-types.ts'
import { labels } from './security-labels.ts'
import { localSystem, systems } from './systems.ts'

export interface ChargeSheetRecord {
  readonly sheetId: string
  readonly patientId: PatientId
  readonly sessionId: SessionId | null
  readonly serviceDate: CalendarDate
  readonly lines: readonly Pick<ConfirmedLine, 'code' | 'words' | 'unit' | 'units' | 'amountCents' | 'ndc'>[]
  readonly confirmedAt: Instant
  /** Taken back as a whole: what was charged in error is told as such and stays. */
  readonly isVoided: boolean
  readonly isInvoiced: boolean
}

/**
 * The confirmed charges of one visit, a resource a line, in the clinic's own codes and words: payers' codes and their
 * descriptors are not ours to pass on (BILLING section 1). Why a line was charged or changed is the practice's alone.
 */
export function chargeItems(record: ChargeSheetRecord, refs: PracticeRefs): readonly Served<'ChargeItem'>[] {
  const { sheetId, patientId, sessionId, serviceDate, confirmedAt, lines } = record
  return lines.map((line, at) => ({
    resourceType: 'ChargeItem',
    id: chargeItemId(sheetId, at),
    meta: { security: labels(['PSY']) },
    status: statusOf(record),
    code: serviceConcept(line, refs),
    subject: patientRef(patientId),
    ...(sessionId === null ? {} : { context: encounterRef(sessionId) }),
    occurrenceDateTime: serviceDate,
    performingOrganization: organizationRef(refs),
    quantity: { value: line.units, unit: line.unit },
    // What the line comes to, whatever the fee schedule says of one unit.
    priceOverride: moneyOf(line.amountCents),
    enteredDate: zonedDateTime(confirmedAt, refs.zone),
    ...(line.ndc === undefined
      ? {}
      : { productCodeableConcept: { coding: [{ system: systems.ndc, code: line.ndc }] } }),
  }))
}

/** `line`: its place on the sheet, from 0. */
export function chargeItemId(sheetId: string, line: number): string {
  return `${sheetId}-${line + 1}`
}

export function serviceConcept({ code, words }: { readonly code: string; readonly words: string }, refs: PracticeRefs) {
  return { coding: [{ system: localSystem.service(refs.localBase), code, display: words }], text: words }
}

function statusOf({ isVoided, isInvoiced }: ChargeSheetRecord): Served<'ChargeItem'>['status'] {
  if (isVoided) return 'entered-in-error'
  return isInvoiced ? 'billed' : 'billable'
}
