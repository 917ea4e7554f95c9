import { bigint, boolean, integer, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns.ts'

/** Tables of migration 0176. Constraints, grants and policies are written there; here are the names and types. */
const clinic = pgSchema('clinic')

export const reminderRule = clinic.table('reminder_rule', {
  practiceId: uuid('practice_id').notNull().primaryKey(),
  formsMailDays: integer('forms_mail_days').notNull(),
  formsTaskDays: integer('forms_task_days').notNull(),
  visitHours: integer('visit_hours').notNull(),
})

export const reminderChoice = clinic.table(
  'reminder_choice',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    position: bigint('position', { mode: 'number' }).generatedAlwaysAsIdentity(),
    wants: boolean('wants').notNull(),
    at: moment('at').notNull(),
    byMembership: uuid('by_membership'),
    byName: text('by_name').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)
