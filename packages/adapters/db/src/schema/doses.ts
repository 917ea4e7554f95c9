import { bigint, date, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns.ts'

/** Tables of migration 0130. Constraints, grants and policies are written there; here are the names and types. */
const clinic = pgSchema('clinic')

export const doseElsewhere = clinic.table(
  'dose_elsewhere',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    givenOn: date('given_on').notNull(),
    route: text('route').$type<'IV' | 'IM' | 'SL' | 'PO' | 'IN'>().notNull(),
    amountMcg: bigint('amount_mcg', { mode: 'number' }),
    givenWhere: text('given_where').notNull(),
    knownFrom: text('known_from').notNull(),
    recordedAt: moment('recorded_at').notNull(),
    recordedBy: uuid('recorded_by').notNull(),
    recordedByName: text('recorded_by_name').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const doseElsewhereTakenBack = clinic.table(
  'dose_elsewhere_taken_back',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    at: moment('at').notNull(),
    reason: text('reason').notNull(),
    byMembership: uuid('by_membership').notNull(),
    byName: text('by_name').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const doseReview = clinic.table(
  'dose_review',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    ruleId: text('rule_id').notNull(),
    reviewedOn: date('reviewed_on').notNull(),
    finding: text('finding').notNull(),
    recordedAt: moment('recorded_at').notNull(),
    recordedBy: uuid('recorded_by').notNull(),
    recordedByName: text('recorded_by_name').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)
