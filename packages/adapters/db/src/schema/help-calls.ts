import { boolean, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns.ts'

/** The table of migration 0156. Constraints, grants and policies are written there; here are the names and types. */
const clinic = pgSchema('clinic')

export const helpCall = clinic.table(
  'help_call',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    sessionId: uuid('session_id').notNull(),
    patientId: uuid('patient_id').notNull(),
    room: text('room').notNull(),
    emergency: boolean('emergency').notNull(),
    calledByMembershipId: uuid('called_by_membership_id').notNull(),
    calledByName: text('called_by_name').notNull(),
    calledAt: moment('called_at').notNull(),
    heardAt: moment('heard_at').notNull(),
    escalatedAt: moment('escalated_at'),
    answeredAt: moment('answered_at'),
    answeredByName: text('answered_by_name'),
    overAt: moment('over_at'),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)
