import { type Mcg, mcg } from '@holdspace/kit/amounts'
import { type CalendarDate, calendarDate } from '@holdspace/kit/calendar-date'
import type { MembershipId, PatientId, PracticeId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import type { Route } from '@holdspace/protocols/drug-plan'
import { and, asc, eq } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { doseElsewhere, doseElsewhereTakenBack, doseReview } from './schema/doses.ts'

/** Who wrote a row, and when. */
export interface RecordedBy {
  readonly recordedAt: Instant
  readonly recordedBy: MembershipId
  readonly recordedByName: string
}

export interface DoseElsewhere extends Pick<RecordedBy, 'recordedAt' | 'recordedByName'> {
  readonly id: string
  readonly givenOn: CalendarDate
  readonly route: Route
  readonly amountMcg: Mcg | null
  readonly givenWhere: string
  readonly knownFrom: string
  /** Entered in error: kept, shown struck through, and counted for nothing. */
  readonly takenBack: { readonly at: Instant; readonly byName: string; readonly reason: string } | null
}

/** False when this id was written before: sent twice, it is recorded once. */
export async function addDoseElsewhere(
  tx: Tx,
  practiceId: PracticeId,
  dose: Omit<DoseElsewhere, 'takenBack'> & RecordedBy & { readonly patientId: PatientId },
): Promise<boolean> {
  const { recordedAt, ...rest } = dose
  const inserted = await tx
    .insert(doseElsewhere)
    .values({ practiceId, ...rest, recordedAt: new Date(recordedAt) })
    .onConflictDoNothing()
    .returning({ id: doseElsewhere.id })
  return inserted.length === 1
}

/** Oldest first, with those taken back. */
export async function dosesElsewhereOf(
  tx: Tx,
  practiceId: PracticeId,
  patientId: PatientId,
): Promise<readonly DoseElsewhere[]> {
  const rows = await tx
    .select({ dose: doseElsewhere, takenBack: doseElsewhereTakenBack })
    .from(doseElsewhere)
    .leftJoin(
      doseElsewhereTakenBack,
      and(
        eq(doseElsewhereTakenBack.practiceId, doseElsewhere.practiceId),
        eq(doseElsewhereTakenBack.id, doseElsewhere.id),
      ),
    )
    .where(and(eq(doseElsewhere.practiceId, practiceId), eq(doseElsewhere.patientId, patientId)))
    .orderBy(asc(doseElsewhere.givenOn), asc(doseElsewhere.id))
  return rows.map(({ dose, takenBack }) => ({
    id: dose.id,
    givenOn: calendarDate.parse(dose.givenOn),
    route: dose.route,
    amountMcg: dose.amountMcg === null ? null : mcg.parse(dose.amountMcg),
    givenWhere: dose.givenWhere,
    knownFrom: dose.knownFrom,
    recordedAt: instantFromMs(dose.recordedAt.getTime()),
    recordedByName: dose.recordedByName,
    takenBack:
      takenBack === null
        ? null
        : { at: instantFromMs(takenBack.at.getTime()), byName: takenBack.byName, reason: takenBack.reason },
  }))
}

export interface TakingBack {
  readonly id: string
  readonly at: Instant
  readonly reason: string
  readonly byMembership: MembershipId
  readonly byName: string
}

/** False when it was taken back before. */
export async function takeBackDoseElsewhere(tx: Tx, practiceId: PracticeId, taking: TakingBack): Promise<boolean> {
  const { at, ...rest } = taking
  const inserted = await tx
    .insert(doseElsewhereTakenBack)
    .values({ practiceId, ...rest, at: new Date(at) })
    .onConflictDoNothing()
    .returning({ id: doseElsewhereTakenBack.id })
  return inserted.length === 1
}

export interface DoseReview extends Pick<RecordedBy, 'recordedAt' | 'recordedByName'> {
  readonly id: string
  readonly ruleId: string
  readonly reviewedOn: CalendarDate
  readonly finding: string
}

/** False when this id was written before. */
export async function addDoseReview(
  tx: Tx,
  practiceId: PracticeId,
  review: DoseReview & RecordedBy & { readonly patientId: PatientId },
): Promise<boolean> {
  const { recordedAt, ...rest } = review
  const inserted = await tx
    .insert(doseReview)
    .values({ practiceId, ...rest, recordedAt: new Date(recordedAt) })
    .onConflictDoNothing()
    .returning({ id: doseReview.id })
  return inserted.length === 1
}

/** Oldest first. */
export async function doseReviewsOf(
  tx: Tx,
  practiceId: PracticeId,
  patientId: PatientId,
): Promise<readonly DoseReview[]> {
  const rows = await tx
    .select()
    .from(doseReview)
    .where(and(eq(doseReview.practiceId, practiceId), eq(doseReview.patientId, patientId)))
    .orderBy(asc(doseReview.reviewedOn), asc(doseReview.id))
  return rows.map((row) => ({
    id: row.id,
    ruleId: row.ruleId,
    reviewedOn: calendarDate.parse(row.reviewedOn),
    finding: row.finding,
    recordedAt: instantFromMs(row.recordedAt.getTime()),
    recordedByName: row.recordedByName,
  }))
}
