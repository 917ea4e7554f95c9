import { bigint, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, moment } from './columns.ts'
import { clinic } from './ledger.ts'

/** The tables of migration 0120. SQL is the truth; these give queries their types. */
const count = (name: string) => bigint(name, { mode: 'number' })

export const logLeaf = clinic.table(
  'log_leaf',
  {
    practiceId: uuid('practice_id').notNull(),
    leafIndex: count('leaf_index').notNull(),
    leafHash: bytes('leaf_hash').notNull(),
    kind: text('kind', { enum: ['entry', 'record'] }).notNull(),
    sessionId: uuid('session_id').notNull(),
    seq: integer('seq').notNull(),
    claim: bytes('claim'),
    takenAt: moment('taken_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.practiceId, table.leafIndex] })],
)

export const logTile = clinic.table(
  'log_tile',
  {
    practiceId: uuid('practice_id').notNull(),
    tileIndex: count('tile_index').notNull(),
    root: bytes('root').notNull(),
  },
  (table) => [primaryKey({ columns: [table.practiceId, table.tileIndex] })],
)

export const logCheckpoint = clinic.table(
  'log_checkpoint',
  {
    practiceId: uuid('practice_id').notNull(),
    size: count('size').notNull(),
    note: bytes('note').notNull(),
    why: text('why', { enum: ['seal', 'nightly', 'asked'] }).notNull(),
    signedAt: moment('signed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.practiceId, table.size] })],
)

export const ledgerCheck = clinic.table(
  'ledger_check',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    checkedAt: moment('checked_at').notNull(),
    checkedBy: text('checked_by').notNull(),
    sessions: integer('sessions').notNull(),
    entries: integer('entries').notNull(),
    papers: integer('papers').notNull(),
    checkpoints: integer('checkpoints').notNull(),
    size: count('size').notNull(),
    blind: integer('blind').notNull(),
    findings: jsonb('findings').$type<readonly string[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.practiceId, table.id] })],
)
