import type { Duty, Role } from '@holdspace/clinic/access/actor'
import type { SafetyDecision, Task } from '@holdspace/clinic/tasks/task'
import type { CoverageGroup } from '@holdspace/clinic/tasks/task-kinds'
import { date, integer, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns.ts'

/** Tables of migration 0060. Constraints, grants and policies are written there; here are the names and types. */
const clinic = pgSchema('clinic')

export const task = clinic.table(
  'task',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    kind: text('kind').notNull(),
    title: text('title').notNull(),
    patientId: uuid('patient_id'),
    ownerMembershipId: uuid('owner_membership_id'),
    ownerRole: text('owner_role').$type<Role>(),
    ownerDuty: text('owner_duty').$type<Duty>(),
    evidenceType: text('evidence_type').notNull(),
    evidenceId: text('evidence_id').notNull(),
    status: text('status').$type<Task['status']>().notNull().default('open'),
    step: integer('step').notNull().default(1),
    openedAt: moment('opened_at').notNull(),
    askedAt: moment('asked_at').notNull(),
    dueAt: moment('due_at').notNull(),
    acknowledgedAt: moment('acknowledged_at'),
    acknowledgedByName: text('acknowledged_by_name'),
    doneAt: moment('done_at'),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export type TaskEventKind = 'opened' | 'acknowledged' | 'reassigned' | 'escalated' | 'done'

export const taskEvent = clinic.table(
  'task_event',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    taskId: uuid('task_id').notNull(),
    seq: integer('seq').notNull(),
    at: moment('at').notNull(),
    kind: text('kind').$type<TaskEventKind>().notNull(),
    byMembershipId: uuid('by_membership_id'),
    byName: text('by_name').notNull(),
    toMembershipId: uuid('to_membership_id'),
    toRole: text('to_role').$type<Role>(),
    toDuty: text('to_duty').$type<Duty>(),
    words: text('words').notNull().default(''),
    decision: text('decision').$type<SafetyDecision>(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const openingHours = clinic.table(
  'opening_hours',
  {
    practiceId: uuid('practice_id').notNull(),
    weekday: integer('weekday').notNull(),
    opensMinute: integer('opens_minute').notNull(),
    closesMinute: integer('closes_minute').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.weekday, row.opensMinute] })],
)

export const coverageLine = clinic.table(
  'coverage_line',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    taskGroup: text('task_group').$type<CoverageGroup>().notNull(),
    hours: text('hours').$type<'opening-hours' | 'out-of-hours' | 'always'>().notNull(),
    step: integer('step').notNull(),
    membershipId: uuid('membership_id').notNull(),
    validFrom: date('valid_from').notNull(),
    validUntil: date('valid_until'),
    setAt: moment('set_at').notNull(),
    setByName: text('set_by_name').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)
