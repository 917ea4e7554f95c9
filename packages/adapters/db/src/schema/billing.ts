import type { AccountName, MoneyEntryKind } from '@holdspace/billing/account'
import type { BillingProfile } from '@holdspace/billing/billing-profile'
import type { ChargeSheet } from '@holdspace/billing/charge-sheet'
import type { FeeSchedule } from '@holdspace/billing/fee-schedule'
import type { SoldPackage } from '@holdspace/billing/package'
import { bigint, date, integer, jsonb, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, moment } from './columns.ts'

/** Tables of migration 0110. Constraints, grants, triggers and policies are written there; here are names and types. */
const clinic = pgSchema('clinic')
const day = (name: string) => date(name, { mode: 'string' })

export const feeScheduleTable = clinic.table(
  'fee_schedule',
  {
    practiceId: uuid('practice_id').notNull(),
    version: integer('version').notNull(),
    effectiveFrom: day('effective_from').notNull(),
    document: jsonb('document').$type<FeeSchedule>().notNull(),
    proposedAt: moment('proposed_at').notNull(),
    proposedBy: uuid('proposed_by').notNull(),
    proposedByName: text('proposed_by_name').notNull(),
    approvedAt: moment('approved_at'),
    approvedBy: uuid('approved_by'),
    approvedByName: text('approved_by_name'),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.version] })],
)

export const billingProfileTable = clinic.table(
  'billing_profile',
  {
    practiceId: uuid('practice_id').notNull(),
    version: integer('version').notNull(),
    document: jsonb('document').$type<BillingProfile>().notNull(),
    recordedAt: moment('recorded_at').notNull(),
    recordedBy: uuid('recorded_by').notNull(),
    recordedByName: text('recorded_by_name').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.version] })],
)

export const patientAccount = clinic.table(
  'patient_account',
  { practiceId: uuid('practice_id').notNull(), patientId: uuid('patient_id').notNull() },
  (row) => [primaryKey({ columns: [row.practiceId, row.patientId] })],
)

export const moneyEntry = clinic.table(
  'money_entry',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    kind: text('kind').$type<MoneyEntryKind>().notNull(),
    at: moment('at').notNull(),
    day: day('day').notNull(),
    words: text('words').notNull(),
    reference: text('reference'),
    reason: text('reason'),
    reverses: uuid('reverses'),
    recordedBy: uuid('recorded_by').notNull(),
    recordedByName: text('recorded_by_name').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const moneyPosting = clinic.table(
  'money_posting',
  {
    practiceId: uuid('practice_id').notNull(),
    entryId: uuid('entry_id').notNull(),
    line: integer('line').notNull(),
    account: text('account').$type<AccountName>().notNull(),
    // Within what a JavaScript integer holds exactly; the check in the database says so.
    cents: bigint('cents', { mode: 'number' }).notNull(),
    itemId: uuid('item_id'),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.entryId, row.line] })],
)

export const chargeSheetTable = clinic.table(
  'charge_sheet',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    sessionId: uuid('session_id'),
    turn: integer('turn').notNull(),
    serviceDate: day('service_date').notNull(),
    scheduleVersion: integer('schedule_version').notNull(),
    entryId: uuid('entry_id'),
    document: jsonb('document').$type<ChargeSheet & { readonly by: readonly SheetProvider[] }>().notNull(),
    confirmedAt: moment('confirmed_at').notNull(),
    confirmedBy: uuid('confirmed_by').notNull(),
    confirmedByName: text('confirmed_by_name').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

/** Who did the work, by membership: from the session's own record, so that a superbill names the right provider. */
export interface SheetProvider {
  readonly membershipId: string
  readonly name: string
}

export const chargeSheetVoid = clinic.table(
  'charge_sheet_void',
  {
    practiceId: uuid('practice_id').notNull(),
    sheetId: uuid('sheet_id').notNull(),
    reason: text('reason').notNull(),
    at: moment('at').notNull(),
    byMembership: uuid('by_membership').notNull(),
    byName: text('by_name').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.sheetId] })],
)

export const packageSaleTable = clinic.table(
  'package_sale',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    document: jsonb('document').$type<SoldPackage>().notNull(),
    soldOn: day('sold_on').notNull(),
    validUntil: day('valid_until').notNull(),
    fromSale: uuid('from_sale'),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const packageUnitEvent = clinic.table(
  'package_unit_event',
  {
    practiceId: uuid('practice_id').notNull(),
    saleId: uuid('sale_id').notNull(),
    unit: integer('unit').notNull(),
    turn: integer('turn').notNull(),
    what: text('what').$type<UnitWhat>().notNull(),
    sheetId: uuid('sheet_id'),
    onDay: day('on_day').notNull(),
    at: moment('at').notNull(),
    byName: text('by_name').notNull(),
    reason: text('reason').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.saleId, row.unit, row.turn] })],
)
export type UnitWhat = 'used' | 'restored' | 'expired' | 'transferred' | 'refunded'

export const moneyPaper = clinic.table(
  'money_paper',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    kind: text('kind').$type<MoneyPaperKind>().notNull(),
    number: text('number').notNull(),
    version: integer('version').notNull(),
    document: jsonb('document').notNull(),
    contentHash: text('content_hash').notNull(),
    blocks: bytes('blocks').notNull(),
    pdfHash: text('pdf_hash').notNull(),
    issuedAt: moment('issued_at').notNull(),
    issuedOn: day('issued_on').notNull(),
    issuedBy: uuid('issued_by').notNull(),
    issuedByName: text('issued_by_name').notNull(),
    supersedes: uuid('supersedes'),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)
export type MoneyPaperKind = 'superbill' | 'invoice' | 'receipt' | 'statement' | 'estimate' | 'credit-note'

export const moneyPaperVoid = clinic.table(
  'money_paper_void',
  {
    practiceId: uuid('practice_id').notNull(),
    paperId: uuid('paper_id').notNull(),
    reason: text('reason').notNull(),
    at: moment('at').notNull(),
    byMembership: uuid('by_membership').notNull(),
    byName: text('by_name').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.paperId] })],
)

export const moneyPaperCounter = clinic.table(
  'money_paper_counter',
  {
    practiceId: uuid('practice_id').notNull(),
    series: text('series').notNull(),
    lastNumber: integer('last_number').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.series] })],
)
