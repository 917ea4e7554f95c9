import type { Role } from '@holdspace/clinic/access/actor'
import type { DayOfAnswers } from '@holdspace/clinic/screening/day-of-questions'
import type { ConsideredRule, RecordedEligibility, Track } from '@holdspace/clinic/screening/decide-eligibility'
import type { SafetyAssessment, SafetyOutcome } from '@holdspace/clinic/screening/mood-safety'
import type { SettledRule } from '@holdspace/clinic/screening/screening-facts'
import type { Truth } from '@holdspace/clinic/screening/truth'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { type MembershipId, membershipId, type PatientId, type PracticeId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { packetAnswer } from './schema/packets.ts'
import {
  dayOfForm,
  eligibilityDecision,
  eligibilityOverride,
  moodSafetyDecision,
  screeningSettled,
} from './schema/screening.ts'
import { aboutEach, ofEach } from './side-by-side.ts'

interface Signed {
  readonly at: Instant
  readonly byMembership: MembershipId
  readonly byName: string
}

export interface FormAnswerRow {
  readonly questionId: string
  readonly value: unknown
  readonly answeredAt: Instant
  readonly packetId: string
}

/** The newest answer of a patient to each question of the clinic's own forms, whichever packet it came with. */
export const newestFormAnswers = aboutEach(async (tx, practiceId, patients: readonly PatientId[]) => {
  const rows = await tx
    .selectDistinctOn([packetAnswer.patientId, packetAnswer.questionId])
    .from(packetAnswer)
    .where(and(eq(packetAnswer.practiceId, practiceId), inArray(packetAnswer.patientId, [...patients])))
    .orderBy(packetAnswer.patientId, packetAnswer.questionId, desc(packetAnswer.position))
  return ofEach(patients, rows, patientOf).map((own) =>
    own.map(
      (row): FormAnswerRow => ({
        questionId: row.questionId,
        value: row.value,
        answeredAt: instantFromMs(row.answeredAt.getTime()),
        packetId: row.packetId,
      }),
    ),
  )
})

function patientOf(row: { readonly patientId: string }): PatientId {
  return row.patientId as PatientId
}

export interface NewSettled extends Signed {
  readonly id: string
  readonly patientId: PatientId
  readonly rule: string
  readonly truth: 'yes' | 'no'
  readonly how: string
}

export async function addSettled(tx: Tx, practiceId: PracticeId, row: NewSettled): Promise<void> {
  await tx
    .insert(screeningSettled)
    .values({ ...row, practiceId, at: new Date(row.at) })
    .onConflictDoNothing()
}

/** Oldest first. */
export const settledOf = aboutEach(async (tx, practiceId, patients: readonly PatientId[]) => {
  const rows = await tx
    .select()
    .from(screeningSettled)
    .where(and(eq(screeningSettled.practiceId, practiceId), inArray(screeningSettled.patientId, [...patients])))
    .orderBy(asc(screeningSettled.at), asc(screeningSettled.id))
  return ofEach(patients, rows, patientOf).map((own) => own.map(settledRule))
})

function settledRule(row: typeof screeningSettled.$inferSelect): SettledRule {
  return {
    rule: row.rule,
    truth: row.truth,
    how: row.how,
    byName: row.byName,
    at: instantFromMs(row.at.getTime()),
    source: `screening-settled/${row.id}`,
  }
}

export interface DecisionRow extends RecordedEligibility {
  readonly patientId: PatientId
  readonly capacity: Truth
  readonly willing: Truth
  readonly supported: Truth
}

export interface NewDecision extends Signed {
  readonly id: string
  readonly patientId: PatientId
  readonly track: Track
  readonly outcome: RecordedEligibility['outcome']
  readonly reason: string
  readonly capacity: Truth
  readonly willing: Truth
  readonly supported: Truth
  readonly considered: readonly ConsideredRule[]
  readonly awaits: readonly string[]
  readonly decidedOn: RecordedEligibility['decidedOn']
}

/** False where this decision was recorded before: sent twice, it is one. */
export async function addDecision(tx: Tx, practiceId: PracticeId, row: NewDecision): Promise<boolean> {
  const { at, awaits, ...rest } = row
  const inserted = await tx
    .insert(eligibilityDecision)
    .values({ ...rest, practiceId, awaits: [...awaits], decidedAt: new Date(at) })
    .onConflictDoNothing()
    .returning({ id: eligibilityDecision.id })
  return inserted.length === 1
}

/** Newest first, each with the second signatures given on it. */
export const decisionsOf = aboutEach(async (tx, practiceId, patients: readonly PatientId[]) => {
  const rows = await tx
    .select()
    .from(eligibilityDecision)
    .where(and(eq(eligibilityDecision.practiceId, practiceId), inArray(eligibilityDecision.patientId, [...patients])))
    .orderBy(desc(eligibilityDecision.decidedAt), desc(eligibilityDecision.id))
  const overrides = await tx
    .select()
    .from(eligibilityOverride)
    .where(and(eq(eligibilityOverride.practiceId, practiceId), inArray(eligibilityOverride.patientId, [...patients])))
    .orderBy(asc(eligibilityOverride.at))
  return ofEach(patients, rows, patientOf).map((own) => own.map((row) => decisionRow(row, overrides)))
})

function decisionRow(
  row: typeof eligibilityDecision.$inferSelect,
  overrides: readonly (typeof eligibilityOverride.$inferSelect)[],
): DecisionRow {
  return {
    decisionId: row.id,
    patientId: patientOf(row),
    track: row.track,
    outcome: row.outcome,
    reason: row.reason,
    capacity: row.capacity,
    willing: row.willing,
    supported: row.supported,
    considered: row.considered,
    awaits: row.awaits,
    decidedAt: instantFromMs(row.decidedAt.getTime()),
    decidedOn: calendarDate.parse(row.decidedOn),
    decidedBy: membershipId.parse(row.byMembership),
    decidedByName: row.byName,
    overrides: overrides
      .filter((one) => one.decisionId === row.id)
      .map((one) => ({
        rule: one.rule,
        byName: one.byName,
        reason: one.reason,
        at: instantFromMs(one.at.getTime()),
      })),
  }
}

export interface NewOverride extends Signed {
  readonly id: string
  readonly decisionId: string
  readonly patientId: PatientId
  readonly rule: string
  readonly reason: string
  readonly decidedBy: MembershipId
}

/** False where somebody answered for this stop before. */
export async function addOverride(tx: Tx, practiceId: PracticeId, row: NewOverride): Promise<boolean> {
  const inserted = await tx
    .insert(eligibilityOverride)
    .values({ ...row, practiceId, at: new Date(row.at) })
    .onConflictDoNothing()
    .returning({ id: eligibilityOverride.id })
  return inserted.length === 1
}

export interface SafetyRow {
  readonly decisionId: string
  readonly patientId: PatientId
  readonly outcome: SafetyOutcome
  readonly assessment: SafetyAssessment
  readonly responseId: string | null
  readonly reason: string
  readonly decidedAt: Instant
  readonly decidedByName: string
  readonly byRole: Role
}

export interface NewSafety extends Signed {
  readonly id: string
  readonly patientId: PatientId
  readonly outcome: SafetyOutcome
  readonly assessment: SafetyAssessment
  readonly responseId: string | null
  readonly reason: string
  readonly byRole: Role
}

/** False where it was recorded before. */
export async function addSafety(tx: Tx, practiceId: PracticeId, row: NewSafety): Promise<boolean> {
  const { at, ...rest } = row
  const inserted = await tx
    .insert(moodSafetyDecision)
    .values({ ...rest, practiceId, decidedAt: new Date(at) })
    .onConflictDoNothing()
    .returning({ id: moodSafetyDecision.id })
  return inserted.length === 1
}

/** Newest first. */
export const safetyOf = aboutEach(async (tx, practiceId, patients: readonly PatientId[]) => {
  const rows = await tx
    .select()
    .from(moodSafetyDecision)
    .where(and(eq(moodSafetyDecision.practiceId, practiceId), inArray(moodSafetyDecision.patientId, [...patients])))
    .orderBy(desc(moodSafetyDecision.decidedAt), desc(moodSafetyDecision.id))
  return ofEach(patients, rows, patientOf).map((own) => own.map(safetyRow))
})

function safetyRow(row: typeof moodSafetyDecision.$inferSelect): SafetyRow {
  return {
    decisionId: row.id,
    patientId: patientOf(row),
    outcome: row.outcome,
    assessment: row.assessment,
    responseId: row.responseId,
    reason: row.reason,
    decidedAt: instantFromMs(row.decidedAt.getTime()),
    decidedByName: row.byName,
    byRole: row.byRole,
  }
}

export interface DayOfRow {
  readonly formId: string
  readonly onDay: string
  readonly answers: DayOfAnswers
  readonly reopens: readonly string[]
  readonly at: Instant
  readonly byName: string
}

export interface NewDayOf extends Omit<Signed, 'byMembership'> {
  readonly byMembership: MembershipId | null
  readonly id: string
  readonly patientId: PatientId
  readonly onDay: string
  readonly answers: DayOfAnswers
  readonly reopens: readonly string[]
}

export async function addDayOf(tx: Tx, practiceId: PracticeId, row: NewDayOf): Promise<boolean> {
  const inserted = await tx
    .insert(dayOfForm)
    .values({ ...row, practiceId, reopens: [...row.reopens], at: new Date(row.at) })
    .onConflictDoNothing()
    .returning({ id: dayOfForm.id })
  return inserted.length === 1
}

/** Newest first. */
export const dayOfFormsOf = aboutEach(async (tx, practiceId, patients: readonly PatientId[]) => {
  const rows = await tx
    .select()
    .from(dayOfForm)
    .where(and(eq(dayOfForm.practiceId, practiceId), inArray(dayOfForm.patientId, [...patients])))
    .orderBy(desc(dayOfForm.at), desc(dayOfForm.id))
  return ofEach(patients, rows, patientOf).map((own) => own.map(dayOfRow))
})

function dayOfRow(row: typeof dayOfForm.$inferSelect): DayOfRow {
  return {
    formId: row.id,
    onDay: row.onDay,
    answers: row.answers,
    reopens: row.reopens,
    at: instantFromMs(row.at.getTime()),
    byName: row.byName,
  }
}
