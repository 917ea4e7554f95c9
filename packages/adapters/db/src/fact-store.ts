import type {
  ReferredAllergy,
  ReferredMeasurement,
  ReferredMedication,
  ReferredProblem,
} from '@holdspace/clinic/referral/referral-content'
import { grams, millimetres } from '@holdspace/kit/amounts'
import { calendarDate } from '@holdspace/kit/calendar-date'
import type { PatientId, PracticeId, ReferralId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs, msOf } from '@holdspace/kit/instant'
import { and, desc, eq } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { allergy, type FactSource, medication, problem, weight } from './schema/people.ts'

/** Facts about a person: problems, allergies, medicines, weights. Added, never changed. */
interface Recorded {
  readonly id: string
  readonly source: FactSource
  readonly recordedAt: Instant
}
export type ProblemRow = ReferredProblem & Recorded
export type AllergyRow = ReferredAllergy & Recorded
export type MedicationRow = ReferredMedication & Recorded
export type WeightRow = ReferredMeasurement & Omit<Recorded, 'source'> & { readonly source: 'imported' | 'measured' }

export interface FactsOf {
  readonly problems: readonly ProblemRow[]
  readonly allergies: readonly AllergyRow[]
  readonly medications: readonly MedicationRow[]
  /** Newest first. */
  readonly weights: readonly WeightRow[]
}

/** Where new facts come from; `newId` gives each row its id. */
export interface Import {
  readonly practiceId: PracticeId
  readonly patientId: PatientId
  readonly referralId: ReferralId
  readonly recordedBy: string | null
  readonly at: Instant
  readonly newId: () => string
}

export interface NewFacts {
  readonly problems: readonly ReferredProblem[]
  readonly allergies: readonly ReferredAllergy[]
  readonly medications: readonly ReferredMedication[]
  readonly measurements: readonly ReferredMeasurement[]
}

/** Adds what a referral brought, each row saying that it was imported and from which referral. */
export async function insertImportedFacts(tx: Tx, origin: Import, facts: NewFacts): Promise<void> {
  const common = () => ({
    id: origin.newId(),
    practiceId: origin.practiceId,
    patientId: origin.patientId,
    referralId: origin.referralId,
    recordedBy: origin.recordedBy,
    recordedAt: new Date(msOf(origin.at)),
    source: 'imported' as const,
  })
  for (const some of inPortions(facts.problems)) {
    await tx.insert(problem).values(some.map((one) => ({ ...one, ...common() })))
  }
  for (const some of inPortions(facts.allergies)) {
    await tx.insert(allergy).values(some.map((one) => ({ ...one, ...common() })))
  }
  for (const some of inPortions(facts.medications)) {
    await tx.insert(medication).values(some.map((one) => ({ ...one, ...common() })))
  }
  for (const some of inPortions(facts.measurements)) {
    const rows = some.map((one) => ({ ...one, measuredAt: new Date(msOf(one.measuredAt)), ...common() }))
    await tx.insert(weight).values(rows)
  }
}

/** PostgreSQL takes at most 65,535 parameters in one statement; a long life has more weights than that leaves room for. */
function inPortions<T>(rows: readonly T[]): T[][] {
  const portions: T[][] = []
  for (let start = 0; start < rows.length; start += 1000) portions.push(rows.slice(start, start + 1000))
  return portions
}

export async function factsOf(tx: Tx, practiceId: PracticeId, patientId: PatientId): Promise<FactsOf> {
  const [problems, allergies, medications, weights] = [
    await tx
      .select()
      .from(problem)
      .where(and(eq(problem.practiceId, practiceId), eq(problem.patientId, patientId)))
      .orderBy(problem.id),
    await tx
      .select()
      .from(allergy)
      .where(and(eq(allergy.practiceId, practiceId), eq(allergy.patientId, patientId)))
      .orderBy(allergy.id),
    await tx
      .select()
      .from(medication)
      .where(and(eq(medication.practiceId, practiceId), eq(medication.patientId, patientId)))
      .orderBy(medication.id),
    await tx
      .select()
      .from(weight)
      .where(and(eq(weight.practiceId, practiceId), eq(weight.patientId, patientId)))
      .orderBy(desc(weight.measuredAt), desc(weight.id)),
  ]
  return {
    problems: problems.map(problemRow),
    allergies: allergies.map(allergyRow),
    medications: medications.map(medicationRow),
    weights: weights.map(weightRow),
  }
}

function problemRow(row: typeof problem.$inferSelect): ProblemRow {
  return {
    ...recorded(row),
    source: row.source,
    concept: row.concept,
    status: row.status,
    ...(row.verification === null ? {} : { verification: row.verification }),
    ...(row.onset === null ? {} : { onset: row.onset }),
    ...(row.ended === null ? {} : { ended: row.ended }),
  }
}

function allergyRow(row: typeof allergy.$inferSelect): AllergyRow {
  return {
    ...recorded(row),
    source: row.source,
    concept: row.concept,
    status: row.status,
    reactions: row.reactions,
    ...(row.criticality === null ? {} : { criticality: row.criticality }),
    ...(row.onset === null ? {} : { onset: row.onset }),
  }
}

function medicationRow(row: typeof medication.$inferSelect): MedicationRow {
  return {
    ...recorded(row),
    source: row.source,
    concept: row.concept,
    status: row.status,
    ...(row.firstOn === null ? {} : { firstOn: calendarDate.parse(row.firstOn) }),
    ...(row.lastOn === null ? {} : { lastOn: calendarDate.parse(row.lastOn) }),
    ...(row.instructions === null ? {} : { instructions: row.instructions }),
  }
}

function weightRow(row: typeof weight.$inferSelect): WeightRow {
  return {
    ...recorded(row),
    source: row.source,
    measuredAt: instantFromMs(row.measuredAt.getTime()),
    precision: row.precision,
    entered: row.entered,
    ...(row.weightG === null ? {} : { weightG: grams.parse(row.weightG) }),
    ...(row.heightMm === null ? {} : { heightMm: millimetres.parse(row.heightMm) }),
  }
}

function recorded(row: { id: string; sourceId: string; recordedAt: Date }) {
  return { id: row.id, sourceId: row.sourceId, recordedAt: instantFromMs(row.recordedAt.getTime()) }
}
