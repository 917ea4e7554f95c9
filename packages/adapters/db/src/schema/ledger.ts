import { boolean, index, integer, jsonb, pgSchema, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes, moment } from './columns.ts'

/** The tables of migration 0002. SQL is the truth; these give queries their types. */
export const clinic = pgSchema('clinic')

export const session = clinic.table(
  'session',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    protocolId: text('protocol_id').notNull(),
    protocolVersion: text('protocol_version').notNull(),
    protocolHash: text('protocol_hash').notNull(),
    status: text('status', { enum: ['open', 'ended', 'sealed'] }).notNull(),
    openedAt: moment('opened_at').notNull(),
    sealedAt: moment('sealed_at'),
    nextSeq: integer('next_seq').notNull().default(1),
    headLeaf: bytes('head_leaf'),
    toLog: boolean('to_log').notNull().default(true),
    createdBy: uuid('created_by').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.practiceId, table.id] }),
    index('session_by_patient').on(table.practiceId, table.patientId, table.openedAt.desc()),
  ],
)

export const entry = clinic.table(
  'entry',
  {
    practiceId: uuid('practice_id').notNull(),
    sessionId: uuid('session_id').notNull(),
    seq: integer('seq').notNull(),
    id: uuid('id').notNull(),
    kind: text('kind').notNull(),
    actor: text('actor').notNull(),
    deviceId: uuid('device_id').notNull(),
    deviceSeq: integer('device_seq').notNull(),
    occurredAt: moment('occurred_at').notNull(),
    recordedAt: moment('recorded_at').notNull(),
    header: bytes('header').notNull(),
    leafHash: bytes('leaf_hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.practiceId, table.sessionId, table.seq] }),
    unique('entry_id_once').on(table.practiceId, table.id),
  ],
)

export const entryBody = clinic.table(
  'entry_body',
  {
    practiceId: uuid('practice_id').notNull(),
    sessionId: uuid('session_id').notNull(),
    seq: integer('seq').notNull(),
    canonical: bytes('canonical').notNull(),
    salt: bytes('salt').notNull(),
    /** Derived by the database; for looking, never for hashing. */
    body: jsonb('body'),
  },
  (table) => [primaryKey({ columns: [table.practiceId, table.sessionId, table.seq] })],
)

export const idempotency = clinic.table(
  'idempotency',
  {
    practiceId: uuid('practice_id').notNull(),
    actorId: uuid('actor_id').notNull(),
    procedure: text('procedure').notNull(),
    key: uuid('key').notNull(),
    bodyHash: bytes('body_hash').notNull(),
    answer: jsonb('answer'),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.practiceId, table.actorId, table.procedure, table.key] })],
)

export const auditEvent = clinic.table(
  'audit_event',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    at: moment('at').notNull(),
    actorKind: text('actor_kind', { enum: ['staff', 'partner', 'patient', 'system'] }).notNull(),
    actorId: uuid('actor_id'),
    actorName: text('actor_name').notNull(),
    role: text('role'),
    act: text('act').notNull(),
    patientId: uuid('patient_id'),
    subjectType: text('subject_type'),
    subjectId: text('subject_id'),
    outcome: text('outcome', { enum: ['done', 'refused', 'failed'] }).notNull(),
    purpose: text('purpose'),
    requestId: text('request_id'),
    deviceId: uuid('device_id'),
    networkAddress: text('network_address'),
    details: jsonb('details').$type<Readonly<Record<string, unknown>>>().notNull(),
  },
  (table) => [
    primaryKey({ name: 'audit_by_time', columns: [table.practiceId, table.at, table.id] }),
    index('audit_by_patient').on(table.practiceId, table.patientId, table.at.desc(), table.id.desc()),
  ],
)

export const file = clinic.table(
  'file',
  {
    practiceId: uuid('practice_id').notNull(),
    contentHash: bytes('content_hash').notNull(),
    mediaType: text('media_type').notNull(),
    bytes: bytes('bytes').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.practiceId, table.contentHash] })],
)
