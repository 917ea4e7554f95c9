import type { ConsentKind, TextKind } from '@holdspace/clinic/consent/kinds'
import type { SignatureFact } from '@holdspace/clinic/consent/standing'
import { boolean, date, integer, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, moment } from './columns.ts'

/** Tables of migration 0090. Constraints, grants, indexes and policies are written there; here are the names and types. */
const clinic = pgSchema('clinic')

export const consentVersion = clinic.table(
  'consent_version',
  {
    practiceId: uuid('practice_id').notNull(),
    kind: text('kind').$type<TextKind>().notNull(),
    language: text('language').$type<'en' | 'es'>().notNull(),
    version: text('version').notNull(),
    content: bytes('content').notNull(),
    contentHash: text('content_hash').notNull(),
    material: boolean('material').notNull(),
    changeNote: text('change_note').notNull(),
    effectiveFrom: date('effective_from', { mode: 'string' }).notNull(),
    publishedAt: moment('published_at').notNull(),
    approvedBy: uuid('approved_by').notNull(),
    approvedByName: text('approved_by_name').notNull(),
    approvedDuty: text('approved_duty').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.kind, row.language, row.version] })],
)

export const consentSignature = clinic.table(
  'consent_signature',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    seq: integer('seq').notNull(),
    kind: text('kind').$type<ConsentKind>().notNull(),
    language: text('language').$type<'en' | 'es'>().notNull(),
    version: text('version').notNull(),
    text: bytes('text').notNull(),
    textHash: text('text_hash').notNull(),
    signedAt: moment('signed_at').notNull(),
    lastDay: date('last_day', { mode: 'string' }),
    maximumMcgPerKg: integer('maximum_mcg_per_kg'),
    recipientId: uuid('recipient_id'),
    offLabel: text('off_label').$type<SignatureFact['offLabel']>().notNull(),
    signerName: text('signer_name').notNull(),
    how: text('how').$type<'drawn' | 'typed' | 'on-paper'>().notNull(),
    record: bytes('record').notNull(),
    recordHash: text('record_hash').notNull(),
    recordedAt: moment('recorded_at').notNull(),
    takenBy: uuid('taken_by'),
    takenByName: text('taken_by_name').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const noticeRefusal = clinic.table(
  'notice_refusal',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    version: text('version').notNull(),
    reason: text('reason').notNull(),
    at: moment('at').notNull(),
    byMembership: uuid('by_membership').notNull(),
    byName: text('by_name').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const consentWithdrawal = clinic.table(
  'consent_withdrawal',
  {
    practiceId: uuid('practice_id').notNull(),
    consentId: uuid('consent_id').notNull(),
    patientId: uuid('patient_id').notNull(),
    at: moment('at').notNull(),
    saidBy: text('said_by').$type<'patient' | 'representative'>().notNull(),
    how: text('how').notNull(),
    recordedAt: moment('recorded_at').notNull(),
    takenBy: uuid('taken_by'),
    takenByName: text('taken_by_name').notNull(),
    sessionId: uuid('session_id'),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.consentId] })],
)
