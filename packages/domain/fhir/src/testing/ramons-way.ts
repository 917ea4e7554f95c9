import { centsOf } from '@holdspace/billing/cents'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { referralId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import type { ChargeSheetRecord } from '../charge-item.ts'
import type { InvoiceRecord } from '../invoice.ts'
import { ramonId, ramonsSession } from './marigold-session.ts'

/** What Ramón's way adds to his sessions: how he came, whom to call, what he was charged. */
const at = instant.parse('2026-07-20T13:00:00.000Z')
const receivedAt = instant.parse('2026-06-02T13:00:00.000Z')
export const referred = {
  referralId: referralId.parse('01980000-0000-7000-8000-000000000e01'),
  patientId: ramonId,
  receivedAt,
}
export const contact = { name: 'Lucía Sarabia', relation: 'sister', phone: '617-555-0147' }
const lines = [
  { code: 'KET-INF', words: 'Ketamine infusion', unit: 'session', units: 1, amountCents: centsOf(45_000) },
  {
    code: 'KET-MG',
    words: 'Ketamine, each 10 mg',
    unit: '10 mg',
    units: 4,
    amountCents: centsOf(1_999),
    ndc: '42023011310',
  },
]
export const sheet: ChargeSheetRecord = {
  sheetId: '01980000-0000-7000-8000-000000000d01',
  patientId: ramonId,
  sessionId: ramonsSession,
  serviceDate: calendarDate.parse('2026-07-14'),
  lines: lines.map((line) => ({
    ...line,
    payerCode: '96365',
    because: 'Ran 42 min, heliotrope',
    changedBecause: 'heliotrope',
  })),
  confirmedAt: at,
  isVoided: false,
  isInvoiced: false,
}
export const issued: InvoiceRecord = {
  paperId: '01980000-0000-7000-8000-000000000d02',
  patientId: ramonId,
  number: 'INV-2026-0004',
  issuedAt: at,
  isVoided: false,
  lines: [
    { code: 'KET-INF', words: 'Ketamine infusion', amountCents: centsOf(45_000), coveredCents: centsOf(45_000) },
    { code: 'KET-MG', words: 'Ketamine, each 10 mg', amountCents: centsOf(1_999), coveredCents: centsOf(0) },
  ],
}
