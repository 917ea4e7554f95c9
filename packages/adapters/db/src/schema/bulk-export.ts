import { integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns.ts'
import { clinic } from './ledger.ts'

/** The table of migration 0143, as far as it is changed from here. */
export const bulkExport = clinic.table(
  'bulk_export',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    state: text('state', { enum: ['counting', 'ready', 'cancelled'] }).notNull(),
    output: jsonb('output').$type<readonly { readonly type: string; readonly count: number }[]>(),
    deletedCount: integer('deleted_count'),
    lastPolledAt: moment('last_polled_at'),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)
