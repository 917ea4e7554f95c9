import type { FactStatus } from '@holdspace/clinic/chart/fact-kinds'
import {
  medicationStatuses,
  problemStatuses,
  type ReferredAllergy,
  type ReferredMeasurement,
  type ReferredMedication,
  type ReferredProblem,
} from '@holdspace/clinic/referral/referral-content'
import { grams, millimetres } from '@holdspace/kit/amounts'
import { calendarDate } from '@holdspace/kit/calendar-date'
import type { PatientId, PracticeId, ReferralId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs, msOf } from '@holdspace/kit/instant'
import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { allergy, type FactSource, factStatement, medication, problem, weight } from './schema/people.ts'
import { aboutEach } from './side-by-side.ts'

/** Facts about a person: problems, allergies, medicines, weights. Added to, never changed. */
interface Recorded {
  readonly id: string
  readonly source: FactSource
  readonly recordedAt: Instant
  /** Who of this practice wrote it down; absent for what came with a referral. */
  readonly recordedByName?: string
  /** What was said of it since, oldest first; the last word is already in its status. */
  readonly statements: readonly FactStatement[]
}
export type ProblemRow = ReferredProblem & Recorded
export type AllergyRow = ReferredAllergy & Recorded
export type MedicationRow = ReferredMedication & Recorded
export type WeightRow = ReferredMeasurement &
  Omit<Recorded, 'source'> & { readonly source: 'imported' | 'measured'; readonly changeConfirmed: boolean }

/** What somebody said of a fact after it was written down. */
export interface FactStatement {
  readonly says: FactStatus
  readonly reason: string
  readonly at: Instant
  readonly byName: string
}

export interface FactLists {
  readonly problems: readonly ProblemRow[]
  readonly allergies: readonly AllergyRow[]
  readonly medications: readonly MedicationRow[]
  /** Newest first. */
  readonly weights: readonly WeightRow[]
}

/** What holds, or once held; apart from it what was entered in error, which counts for nothing and stays readable. */
export interface FactsOf extends FactLists {
  readonly enteredInError: FactLists
}

/** Where new facts come from; `newId` gives each row its id. */
export interface Import {
  readonly practiceId: PracticeId
  readonly patientId: PatientId
  /** Null for the demo's generated people, whom no partner referred. */
  readonly referralId: ReferralId | null
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
  await insertImportedFactsOf(tx, [{ origin, facts }])
}

/** The same for several people at once, in few statements. */
export async function insertImportedFactsOf(
  tx: Tx,
  people: readonly { readonly origin: Import; readonly facts: NewFacts }[],
): Promise<void> {
  const rowsOf = <T>(pick: (facts: NewFacts) => readonly T[]) =>
    people.flatMap(({ origin, facts }) => pick(facts).map((one) => ({ ...one, ...common(origin) })))
  for (const some of inPortions(rowsOf((facts) => facts.problems))) await tx.insert(problem).values(some)
  for (const some of inPortions(rowsOf((facts) => facts.allergies))) await tx.insert(allergy).values(some)
  for (const some of inPortions(rowsOf((facts) => facts.medications))) await tx.insert(medication).values(some)
  for (const some of inPortions(rowsOf((facts) => facts.measurements))) {
    await tx.insert(weight).values(some.map((one) => ({ ...one, measuredAt: new Date(msOf(one.measuredAt)) })))
  }
}

function common(origin: Import) {
  return {
    id: origin.newId(),
    practiceId: origin.practiceId,
    patientId: origin.patientId,
    referralId: origin.referralId,
    recordedBy: origin.recordedBy,
    recordedAt: new Date(msOf(origin.at)),
    source: 'imported' as const,
  }
}

/** PostgreSQL takes at most 65,535 parameters in one statement; a long life has more weights than that leaves room for. */
function inPortions<T>(rows: readonly T[]): T[][] {
  const portions: T[][] = []
  for (let start = 0; start < rows.length; start += 1000) portions.push(rows.slice(start, start + 1000))
  return portions
}

export const factsOf = aboutEach(async (tx, practiceId, patients: readonly PatientId[]) => {
  const found = await factsOfSome(tx, practiceId, patients)
  return patients.map((id) => found.get(id) ?? noFacts)
})

const noLists: FactLists = { problems: [], allergies: [], medications: [], weights: [] }
const noFacts: FactsOf = { ...noLists, enteredInError: noLists }

/** The facts about several people, in one question for each kind of fact. */
export async function factsOfSome(
  tx: Tx,
  practiceId: PracticeId,
  patientIds: readonly PatientId[],
): Promise<ReadonlyMap<PatientId, FactsOf>> {
  const theirs = (table: typeof problem | typeof allergy | typeof medication | typeof weight) =>
    and(eq(table.practiceId, practiceId), inArray(table.patientId, [...patientIds]))
  const problems = byPatient(await tx.select().from(problem).where(theirs(problem)).orderBy(problem.id))
  const allergies = byPatient(await tx.select().from(allergy).where(theirs(allergy)).orderBy(allergy.id))
  const medications = byPatient(await tx.select().from(medication).where(theirs(medication)).orderBy(medication.id))
  const newestFirst = [desc(weight.measuredAt), desc(weight.id)]
  const weights = byPatient(
    await tx
      .select()
      .from(weight)
      .where(theirs(weight))
      .orderBy(...newestFirst),
  )
  const said = await statementsOfSome(tx, practiceId, patientIds)
  return new Map(
    patientIds.map((id) => [
      id,
      withoutMistakes({
        problems: (problems.get(id) ?? []).map((row) => problemRow(row, said)),
        allergies: (allergies.get(id) ?? []).map((row) => allergyRow(row, said)),
        medications: (medications.get(id) ?? []).map((row) => medicationRow(row, said)),
        weights: (weights.get(id) ?? []).map((row) => weightRow(row, said)),
      }),
    ]),
  )
}

type Said = ReadonlyMap<string, readonly FactStatement[]>

async function statementsOfSome(tx: Tx, practiceId: PracticeId, patientIds: readonly PatientId[]): Promise<Said> {
  const rows = await tx
    .select()
    .from(factStatement)
    .where(and(eq(factStatement.practiceId, practiceId), inArray(factStatement.patientId, [...patientIds])))
    .orderBy(factStatement.at, factStatement.id)
  const said = new Map<string, FactStatement[]>()
  for (const { factId, says, reason, at, byName } of rows) {
    const one = { says, reason, at: instantFromMs(at.getTime()), byName }
    said.set(factId, [...(said.get(factId) ?? []), one])
  }
  return said
}

function withoutMistakes(all: FactLists): FactsOf {
  const isMistake = ({ statements }: { readonly statements: readonly FactStatement[] }) =>
    statements.at(-1)?.says === 'entered-in-error'
  const pick = (mistakes: boolean): FactLists => ({
    problems: all.problems.filter((row) => isMistake(row) === mistakes),
    allergies: all.allergies.filter((row) => isMistake(row) === mistakes),
    medications: all.medications.filter((row) => isMistake(row) === mistakes),
    weights: all.weights.filter((row) => isMistake(row) === mistakes),
  })
  return { ...pick(false), enteredInError: pick(true) }
}

/** The last word on a line, where it is one of the states this kind of fact knows; else as it was written down. */
function lastWord<Status extends string>(
  { statements }: { readonly statements: readonly FactStatement[] },
  known: readonly Status[],
  written: Status,
): Status {
  const last = statements.findLast((one) => one.says !== 'entered-in-error')?.says
  return known.find((one) => one === last) ?? written
}

function byPatient<T extends { readonly patientId: string }>(rows: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>()
  for (const row of rows) found.set(row.patientId, [...(found.get(row.patientId) ?? []), row])
  return found
}

function problemRow(row: typeof problem.$inferSelect, said: Said): ProblemRow {
  const common = recorded(row, said)
  const status = lastWord(common, problemStatuses, row.status)
  // A problem that is there again has no end, whatever the sender wrote.
  const ended = common.statements.length > 0 && status === 'active' ? null : row.ended
  return {
    ...common,
    source: row.source,
    concept: row.concept,
    status,
    ...(row.verification === null ? {} : { verification: row.verification }),
    ...(row.onset === null ? {} : { onset: row.onset }),
    ...(ended === null ? {} : { ended }),
  }
}

function allergyRow(row: typeof allergy.$inferSelect, said: Said): AllergyRow {
  const common = recorded(row, said)
  return {
    ...common,
    source: row.source,
    concept: row.concept,
    status: lastWord(common, ['active', 'resolved'], row.status),
    reactions: row.reactions,
    ...(row.criticality === null ? {} : { criticality: row.criticality }),
    ...(row.onset === null ? {} : { onset: row.onset }),
  }
}

function medicationRow(row: typeof medication.$inferSelect, said: Said): MedicationRow {
  const common = recorded(row, said)
  return {
    ...common,
    source: row.source,
    concept: row.concept,
    status: lastWord(common, medicationStatuses, row.status),
    ...(row.firstOn === null ? {} : { firstOn: calendarDate.parse(row.firstOn) }),
    ...(row.lastOn === null ? {} : { lastOn: calendarDate.parse(row.lastOn) }),
    ...(row.instructions === null ? {} : { instructions: row.instructions }),
  }
}

function weightRow(row: typeof weight.$inferSelect, said: Said): WeightRow {
  return {
    ...recorded(row, said),
    source: row.source,
    changeConfirmed: row.changeConfirmed,
    measuredAt: instantFromMs(row.measuredAt.getTime()),
    precision: row.precision,
    entered: row.entered,
    ...(row.weightG === null ? {} : { weightG: grams.parse(row.weightG) }),
    ...(row.heightMm === null ? {} : { heightMm: millimetres.parse(row.heightMm) }),
  }
}

function recorded(
  row: { id: string; sourceId: string; recordedAt: Date; recordedByName: string | null },
  said: Said,
): Omit<Recorded, 'source'> & { readonly sourceId: string } {
  return {
    id: row.id,
    sourceId: row.sourceId,
    recordedAt: instantFromMs(row.recordedAt.getTime()),
    ...(row.recordedByName === null ? {} : { recordedByName: row.recordedByName }),
    statements: said.get(row.id) ?? [],
  }
}
