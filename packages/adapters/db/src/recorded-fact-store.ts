import type { Criticality, FactKind, FactStatus } from '@holdspace/clinic/chart/fact-kinds'
import type { Concept } from '@holdspace/clinic/referral/referral-content'
import type { Grams, Millimetres } from '@holdspace/kit/amounts'
import type { MembershipId, PatientId, PracticeId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs, msOf } from '@holdspace/kit/instant'
import { and, desc, eq } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { allergy, factStatement, listReview, medication, problem, weight } from './schema/people.ts'

/** Who of the practice did it, and when. */
export interface Signed {
  readonly at: Instant
  readonly by: MembershipId
  readonly byName: string
}

/** Facts that somebody of this clinic recorded, as against imported ones. Added, never changed. */
export interface RecordedFact extends Signed {
  /** Made once per intention: written twice, it stands once. */
  readonly id: string
  readonly patientId: PatientId
  /** Told in words it has no code; none is invented for it. */
  readonly concept: Concept
  /** What it was recorded from: an answer's id; the fact's own where somebody entered it on the chart. */
  readonly sourceId: string
}

/** False when this id was written before. */
export async function recordAllergy(
  tx: Tx,
  practiceId: PracticeId,
  fact: RecordedFact & {
    readonly reactions: readonly string[]
    readonly criticality?: Criticality | undefined
    readonly onset?: string | undefined
  },
): Promise<boolean> {
  const { reactions, criticality, onset } = fact
  const written = await tx
    .insert(allergy)
    .values({ ...columnsOf(practiceId, fact), status: 'active', reactions: [...reactions], criticality, onset })
    .onConflictDoNothing()
  return written.rowCount === 1
}

/** False when this id was written before. */
export async function recordProblem(
  tx: Tx,
  practiceId: PracticeId,
  fact: RecordedFact & { readonly onset?: string | undefined },
): Promise<boolean> {
  const written = await tx
    .insert(problem)
    .values({ ...columnsOf(practiceId, fact), status: 'active', onset: fact.onset })
    .onConflictDoNothing()
  return written.rowCount === 1
}

/** False when this id was written before. */
export async function recordMedication(
  tx: Tx,
  practiceId: PracticeId,
  fact: RecordedFact & { readonly instructions: string | null },
): Promise<boolean> {
  const { instructions } = fact
  const written = await tx
    .insert(medication)
    .values({ ...columnsOf(practiceId, fact), status: 'active', instructions })
    .onConflictDoNothing()
  return written.rowCount === 1
}

/** A weight from this practice's own scale, taken outside a session. */
export interface MeasuredWeight extends Signed {
  readonly id: string
  readonly patientId: PatientId
  readonly grams: Grams
  readonly heightMm: Millimetres | null
  readonly measuredAt: Instant
  /** Number and unit as the scale showed them: `154.3 lb`. */
  readonly entered: string
  readonly readBack: string
  readonly changeConfirmed: boolean
}

/** False when this id was written before. */
export async function recordMeasuredWeight(tx: Tx, practiceId: PracticeId, one: MeasuredWeight): Promise<boolean> {
  const written = await tx
    .insert(weight)
    .values({
      practiceId,
      id: one.id,
      patientId: one.patientId,
      weightG: one.grams,
      heightMm: one.heightMm,
      measuredAt: new Date(msOf(one.measuredAt)),
      precision: 'time',
      source: 'measured',
      entered: one.entered,
      readBack: one.readBack,
      changeConfirmed: one.changeConfirmed,
      sourceId: one.id,
      recordedAt: new Date(msOf(one.at)),
      recordedBy: one.by,
      recordedByName: one.byName,
    })
    .onConflictDoNothing()
  return written.rowCount === 1
}

/** What somebody says of a fact that is on the chart. False when this id was written before. */
export async function addFactStatement(
  tx: Tx,
  practiceId: PracticeId,
  statement: Signed & {
    readonly id: string
    readonly patientId: PatientId
    readonly kind: FactKind | 'weight'
    readonly factId: string
    readonly says: FactStatus
    readonly reason: string
  },
): Promise<boolean> {
  const { at, by, ...rest } = statement
  const written = await tx
    .insert(factStatement)
    .values({ practiceId, ...rest, at: new Date(msOf(at)), byMembership: by })
    .onConflictDoNothing()
  return written.rowCount === 1
}

/** Whether this id was written before as a statement: sent twice, it was said once. */
export async function statementThere(tx: Tx, practiceId: PracticeId, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: factStatement.id })
    .from(factStatement)
    .where(and(eq(factStatement.practiceId, practiceId), eq(factStatement.id, id)))
  return rows.length > 0
}

export interface ListReview {
  readonly list: FactKind
  readonly says: 'as-listed' | 'none-known'
  readonly at: Instant
  readonly byName: string
}

/** False when this id was written before. */
export async function addListReview(
  tx: Tx,
  practiceId: PracticeId,
  review: Signed & Pick<ListReview, 'list' | 'says'> & { readonly id: string; readonly patientId: PatientId },
): Promise<boolean> {
  const { at, by, ...rest } = review
  const written = await tx
    .insert(listReview)
    .values({ practiceId, ...rest, at: new Date(msOf(at)), byMembership: by })
    .onConflictDoNothing()
  return written.rowCount === 1
}

/** Newest first; a person's lists are reviewed a few times a year. */
export async function listReviewsOf(
  tx: Tx,
  practiceId: PracticeId,
  patientId: PatientId,
): Promise<readonly ListReview[]> {
  const rows = await tx
    .select()
    .from(listReview)
    .where(and(eq(listReview.practiceId, practiceId), eq(listReview.patientId, patientId)))
    .orderBy(desc(listReview.at), desc(listReview.id))
    .limit(200)
  return rows.map(({ list, says, at, byName }) => ({ list, says, at: instantFromMs(at.getTime()), byName }))
}

function columnsOf(practiceId: PracticeId, { id, patientId, concept, sourceId, at, by, byName }: RecordedFact) {
  return {
    practiceId,
    id,
    patientId,
    concept,
    source: 'recorded' as const,
    sourceId,
    recordedAt: new Date(msOf(at)),
    recordedBy: by,
    recordedByName: byName,
  }
}
