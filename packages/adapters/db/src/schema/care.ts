import type { CareTeamPart, EndingReason } from '@holdspace/clinic/care-team/parts'
import type { PlanEnding, PlanSignature } from '@holdspace/clinic/plan/plan-version'
import type { PlanSigner } from '@holdspace/clinic/plan/signers'
import { date, integer, jsonb, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns.ts'

/** Tables of migration 0100. Constraints, grants and policies are written there; here are the names and types. */
const clinic = pgSchema('clinic')

export const careTeamPeriod = clinic.table(
  'care_team_period',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    membershipId: uuid('membership_id').notNull(),
    memberName: text('member_name').notNull(),
    part: text('part').$type<CareTeamPart>().notNull(),
    startsOn: date('starts_on').notNull(),
    until: date('until'),
    reason: text('reason').notNull(),
    release: text('release'),
    recordedAt: moment('recorded_at').notNull(),
    recordedBy: uuid('recorded_by').notNull(),
    recordedByName: text('recorded_by_name').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const careTeamEnding = clinic.table(
  'care_team_ending',
  {
    practiceId: uuid('practice_id').notNull(),
    periodId: uuid('period_id').notNull(),
    at: moment('at').notNull(),
    reason: text('reason').$type<EndingReason>().notNull(),
    words: text('words').notNull(),
    byMembership: uuid('by_membership'),
    byName: text('by_name').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.periodId] })],
)

export const planVersion = clinic.table(
  'plan_version',
  {
    practiceId: uuid('practice_id').notNull(),
    planId: uuid('plan_id').notNull(),
    version: integer('version').notNull(),
    patientId: uuid('patient_id').notNull(),
    content: jsonb('content').notNull(),
    contentHash: text('content_hash').notNull(),
    whyChanged: text('why_changed').notNull(),
    signers: text('signers').array().$type<PlanSigner[]>().notNull(),
    proposedAt: moment('proposed_at').notNull(),
    proposedBy: uuid('proposed_by').notNull(),
    proposedByName: text('proposed_by_name').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.planId, row.version] })],
)

export const planSignature = clinic.table(
  'plan_signature',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    planId: uuid('plan_id').notNull(),
    version: integer('version').notNull(),
    signer: text('signer').$type<PlanSigner>().notNull(),
    signerName: text('signer_name').notNull(),
    credential: text('credential').notNull(),
    membershipId: uuid('membership_id'),
    contentHash: text('content_hash').notNull(),
    meaning: text('meaning').notNull(),
    method: text('method').$type<PlanSignature['method']>().notNull(),
    mark: text('mark').notNull(),
    signedAt: moment('signed_at').notNull(),
    /** Null when the patient signed by themselves, on their own phone. */
    recordedBy: uuid('recorded_by'),
    recordedByName: text('recorded_by_name').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const planEnding = clinic.table(
  'plan_ending',
  {
    practiceId: uuid('practice_id').notNull(),
    planId: uuid('plan_id').notNull(),
    at: moment('at').notNull(),
    ending: text('ending').$type<PlanEnding>().notNull(),
    words: text('words').notNull(),
    byMembership: uuid('by_membership').notNull(),
    byName: text('by_name').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.planId] })],
)
