import type { ProtocolStatus } from '@holdspace/protocols/protocol-version'
import { customType, integer, jsonb, pgSchema, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Tables of migration 0050. Constraints, grants and policies are written there; here are the names and types. */
const clinic = pgSchema('clinic')
const identity = pgSchema('identity')

const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value),
})
const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

export const protocolVersion = clinic.table(
  'protocol_version',
  {
    practiceId: uuid('practice_id').notNull(),
    protocolId: text('protocol_id').notNull(),
    version: text('version').notNull(),
    status: text('status').$type<ProtocolStatus>().notNull(),
    contentHash: text('content_hash'),
    document: jsonb('document').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.protocolId, row.version] })],
)

export const sessionPresence = clinic.table(
  'session_presence',
  {
    practiceId: uuid('practice_id').notNull(),
    sessionId: uuid('session_id').notNull(),
    deviceId: uuid('device_id').notNull(),
    label: text('label').notNull(),
    person: text('person').notNull(),
    waiting: integer('waiting').notNull(),
    reportedAt: moment('reported_at').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.sessionId, row.deviceId] })],
)

export const sessionPaper = clinic.table(
  'session_paper',
  {
    practiceId: uuid('practice_id').notNull(),
    sessionId: uuid('session_id').notNull(),
    edition: text('edition').$type<'care-team' | 'partner'>().notNull(),
    revision: integer('revision').notNull(),
    contentHash: text('content_hash').notNull(),
    blocks: bytes('blocks').notNull(),
    pdfHash: text('pdf_hash').notNull(),
    drawnAt: moment('drawn_at').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.sessionId, row.edition, row.revision] })],
)

export const signedRecord = identity.table('signed_record', {
  contentHash: text('content_hash').primaryKey(),
  practiceId: uuid('practice_id').notNull(),
  signedAt: moment('signed_at').notNull(),
  headLeaf: text('head_leaf').notNull(),
  entries: integer('entries').notNull(),
})
