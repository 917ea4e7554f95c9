import type { Role } from '@holdspace/clinic/access/actor'
import type { DayOfAnswers } from '@holdspace/clinic/screening/day-of-questions'
import type { ConsideredRule, EligibilityOutcome, Track } from '@holdspace/clinic/screening/decide-eligibility'
import type { ScheduledMeasure } from '@holdspace/clinic/screening/measures'
import type { SafetyAssessment, SafetyOutcome } from '@holdspace/clinic/screening/mood-safety'
import type { Truth } from '@holdspace/clinic/screening/truth'
import type { AlertId } from '@holdspace/instruments/alerts'
import type { CutOffInstrument } from '@holdspace/instruments/cut-offs'
import type { Finding } from '@holdspace/instruments/findings'
import type { InstrumentId, Language } from '@holdspace/instruments/instrument'
import type { PackWording } from '@holdspace/instruments/wording'
import { bigint, date, integer, jsonb, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns.ts'

/** Tables of migration 0080. Constraints, grants and policies are written there; here are the names and types. */
const clinic = pgSchema('clinic')
const position = () => bigint('position', { mode: 'number' }).generatedAlwaysAsIdentity()
const keyed = { practiceId: uuid('practice_id').notNull(), id: uuid('id').notNull() }
const signed = { byMembership: uuid('by_membership').notNull(), byName: text('by_name').notNull() }

export const instrumentWording = clinic.table(
  'instrument_wording',
  {
    ...keyed,
    position: position(),
    instrumentId: text('instrument_id').$type<InstrumentId>().notNull(),
    instrumentVersion: text('instrument_version').notNull(),
    switched: text('switched').$type<'on' | 'off'>().notNull(),
    wording: jsonb('wording').$type<PackWording>(),
    notice: text('notice'),
    reference: text('reference').notNull(),
    at: moment('at').notNull(),
    ...signed,
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const instrumentCutOff = clinic.table(
  'instrument_cut_off',
  {
    ...keyed,
    instrumentId: text('instrument_id').$type<CutOffInstrument>().notNull(),
    version: integer('version').notNull(),
    value: integer('value').notNull(),
    policy: text('policy').notNull(),
    at: moment('at').notNull(),
    ...signed,
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export type AnsweredBy = 'patient' | 'clinician'
export type AnswerMode = 'link' | 'tablet' | 'paper' | 'interview'

export const instrumentResponse = clinic.table(
  'instrument_response',
  {
    ...keyed,
    patientId: uuid('patient_id').notNull(),
    instrumentId: text('instrument_id').$type<InstrumentId>().notNull(),
    instrumentVersion: text('instrument_version').notNull(),
    language: text('language').$type<Language>().notNull(),
    answeredBy: text('answered_by').$type<AnsweredBy>().notNull(),
    mode: text('mode').$type<AnswerMode>().notNull(),
    startedAt: moment('started_at').notNull(),
    startedByName: text('started_by_name').notNull(),
    packetId: uuid('packet_id'),
    packetItem: text('packet_item'),
    measureId: uuid('measure_id'),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const instrumentAnswer = clinic.table(
  'instrument_answer',
  {
    ...keyed,
    responseId: uuid('response_id').notNull(),
    position: position(),
    itemId: text('item_id').notNull(),
    value: integer('value').notNull(),
    answeredAt: moment('answered_at').notNull(),
    byName: text('by_name').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const instrumentResult = clinic.table(
  'instrument_result',
  {
    practiceId: uuid('practice_id').notNull(),
    responseId: uuid('response_id').notNull(),
    patientId: uuid('patient_id').notNull(),
    instrumentId: text('instrument_id').$type<InstrumentId>().notNull(),
    status: text('status').$type<'complete' | 'incomplete'>().notNull(),
    totalTenths: integer('total_tenths'),
    band: text('band'),
    findings: jsonb('findings').$type<readonly Finding[]>().notNull(),
    missing: text('missing').array().notNull(),
    measuredAt: moment('measured_at').notNull(),
    submittedAt: moment('submitted_at').notNull(),
    submittedByName: text('submitted_by_name').notNull(),
    ratedBy: text('rated_by'),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.responseId] })],
)

export const instrumentAlert = clinic.table(
  'instrument_alert',
  {
    ...keyed,
    responseId: uuid('response_id').notNull(),
    patientId: uuid('patient_id').notNull(),
    rule: text('rule').$type<AlertId>().notNull(),
    because: text('because').notNull(),
    raisedAt: moment('raised_at').notNull(),
    taskId: uuid('task_id').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const screeningSettled = clinic.table(
  'screening_settled',
  {
    ...keyed,
    patientId: uuid('patient_id').notNull(),
    rule: text('rule').notNull(),
    truth: text('truth').$type<'yes' | 'no'>().notNull(),
    how: text('how').notNull(),
    at: moment('at').notNull(),
    ...signed,
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const eligibilityDecision = clinic.table(
  'eligibility_decision',
  {
    ...keyed,
    patientId: uuid('patient_id').notNull(),
    track: text('track').$type<Track>().notNull(),
    outcome: text('outcome').$type<EligibilityOutcome>().notNull(),
    reason: text('reason').notNull(),
    capacity: text('capacity').$type<Truth>().notNull(),
    willing: text('willing').$type<Truth>().notNull(),
    supported: text('supported').$type<Truth>().notNull(),
    considered: jsonb('considered').$type<readonly ConsideredRule[]>().notNull(),
    awaits: text('awaits').array().notNull(),
    decidedAt: moment('decided_at').notNull(),
    decidedOn: date('decided_on').notNull(),
    ...signed,
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const eligibilityOverride = clinic.table(
  'eligibility_override',
  {
    ...keyed,
    decisionId: uuid('decision_id').notNull(),
    patientId: uuid('patient_id').notNull(),
    rule: text('rule').notNull(),
    reason: text('reason').notNull(),
    at: moment('at').notNull(),
    ...signed,
    decidedBy: uuid('decided_by').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const moodSafetyDecision = clinic.table(
  'mood_safety_decision',
  {
    ...keyed,
    patientId: uuid('patient_id').notNull(),
    outcome: text('outcome').$type<SafetyOutcome>().notNull(),
    assessment: jsonb('assessment').$type<SafetyAssessment>().notNull(),
    responseId: uuid('response_id'),
    reason: text('reason').notNull(),
    decidedAt: moment('decided_at').notNull(),
    ...signed,
    byRole: text('by_role').$type<Role>().notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const dayOfForm = clinic.table(
  'day_of_form',
  {
    ...keyed,
    patientId: uuid('patient_id').notNull(),
    onDay: date('on_day').notNull(),
    answers: jsonb('answers').$type<DayOfAnswers>().notNull(),
    reopens: text('reopens').array().notNull(),
    at: moment('at').notNull(),
    /** Null when the patient answered by themselves. */
    byMembership: uuid('by_membership'),
    byName: text('by_name').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const plannedMeasure = clinic.table(
  'planned_measure',
  {
    ...keyed,
    patientId: uuid('patient_id').notNull(),
    sessionId: uuid('session_id').notNull(),
    kind: text('kind').notNull(),
    label: text('label').notNull(),
    channel: text('channel').$type<ScheduledMeasure['channel']>().notNull(),
    ifMissed: text('if_missed').$type<ScheduledMeasure['ifMissed']>().notNull(),
    instruments: text('instruments').array().$type<InstrumentId[]>().notNull(),
    dueAt: moment('due_at').notNull(),
    closesAt: moment('closes_at').notNull(),
    plannedAt: moment('planned_at').notNull(),
    askedAt: moment('asked_at'),
    packetId: uuid('packet_id'),
    notSentWhy: text('not_sent_why'),
    answeredAt: moment('answered_at'),
    missedAt: moment('missed_at'),
    supersededAt: moment('superseded_at'),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)
