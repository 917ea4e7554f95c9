import { type Cents, centsOf, sumCents } from '@holdspace/billing/cents'
import { zonedDateTime } from '@holdspace/kit/calendar-date'
import type { PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { InvoiceLineItem } from 'fhir/r4'
import { serviceConcept } from './charge-item.ts'
import { moneyOf } from './money.ts'
import { organizationRef, type PracticeRefs, patientRef } from './refs.ts'
import type { Served } from './resource-types.ts'
import { labels } from './security-labels.ts'
import { localSystem } from './systems.ts'

export interface InvoiceRecord {
  readonly paperId: string
  readonly patientId: PatientId
  /** `INV-2026-0004`. */
  readonly number: string
  readonly issuedAt: Instant
  readonly isVoided: boolean
  readonly lines: readonly {
    readonly code: string
    readonly words: string
    readonly amountCents: Cents
    /** Paid ahead by a package. */
    readonly coveredCents: Cents
  }[]
}

/**
 * An issued invoice as the paper says it: each line with its amount and what a package covered, and what was left to pay
 * on that day. Payments afterwards are on the account, not on the invoice; one declared void is told as cancelled, and
 * why stays in the house.
 */
export function invoiceResource(record: InvoiceRecord, refs: PracticeRefs): Served<'Invoice'> {
  const { paperId, patientId, number, issuedAt, isVoided, lines } = record
  const total = moneyOf(
    centsOf(
      sumCents(lines.map(({ amountCents }) => amountCents)) - sumCents(lines.map(({ coveredCents }) => coveredCents)),
    ),
  )
  return {
    resourceType: 'Invoice',
    id: paperId,
    meta: { security: labels(['PSY']) },
    identifier: [{ system: localSystem.invoice(refs.localBase), value: number }],
    status: isVoided ? 'cancelled' : 'issued',
    subject: patientRef(patientId),
    recipient: patientRef(patientId),
    date: zonedDateTime(issuedAt, refs.zone),
    issuer: organizationRef(refs),
    lineItem: lines.map((line, at) => lineItem(line, at, refs)),
    totalNet: total,
    totalGross: total,
  }
}

function lineItem(line: InvoiceRecord['lines'][number], at: number, refs: PracticeRefs): InvoiceLineItem {
  return {
    sequence: at + 1,
    chargeItemCodeableConcept: serviceConcept(line, refs),
    priceComponent: [
      { type: 'base', amount: moneyOf(line.amountCents) },
      ...(line.coveredCents === 0
        ? []
        : [
            {
              type: 'deduction' as const,
              code: { text: 'Covered by a package' },
              amount: moneyOf(centsOf(-line.coveredCents)),
            },
          ]),
    ],
  }
}
