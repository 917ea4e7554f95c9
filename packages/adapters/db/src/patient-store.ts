import type { AllergyStatus } from '@holdspace/clinic/people/allergy-status'
import { foldName, nameTokens } from '@holdspace/clinic/people/fold-name'
import type { ReferredIdentifier, ReferredPerson } from '@holdspace/clinic/referral/referral-content'
import { type CalendarDate, calendarDate } from '@holdspace/kit/calendar-date'
import { type PatientId, type PracticeId, patientId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs, msOf } from '@holdspace/kit/instant'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { IdentityReach } from './account-store.ts'
import type { Tx } from './database.ts'
import { namesOf } from './details-store.ts'
import { mrnCounter, patient, patientIdentifier, patientNameToken } from './schema/people.ts'
import { aboutEach } from './side-by-side.ts'

/** Who did something: a member, or the practice's own machinery, which has no membership. */
export interface ByWhom {
  readonly membershipId: string | null
  readonly name: string
}

export interface PatientRow {
  readonly patientId: PatientId
  /** This clinic's record number, as text: it is read out, not counted with. */
  readonly mrn: string
  readonly person: ReferredPerson
  readonly identifiers: readonly ReferredIdentifier[]
  readonly allergyStatus: AllergyStatus
  readonly allergyStatusAt: Instant
  readonly deceasedOn: CalendarDate | null
}

/** The first record number of a practice is one above this: five digits from the start, easy to tell from a room. */
const mrnBeforeFirst = 10_000

/**
 * The next record number of the practice. Until this transaction ends nobody else in the practice gets one, so a look
 * for duplicates made after this call sees everybody who was added before.
 */
export async function nextMrn(tx: Tx, practiceId: PracticeId): Promise<string> {
  return String(await drawMrns(tx, practiceId, 1))
}

/** So many record numbers in a row; answers the first of them. */
export async function drawMrns(tx: Tx, practiceId: PracticeId, count: number): Promise<number> {
  const rows = await tx
    .insert(mrnCounter)
    .values({ practiceId, lastMrn: mrnBeforeFirst + count })
    .onConflictDoUpdate({ target: mrnCounter.practiceId, set: { lastMrn: sql`${mrnCounter.lastMrn} + ${count}` } })
    .returning({ mrn: mrnCounter.lastMrn })
  const last = rows[0]?.mrn
  if (last === undefined) throw new Error('The counter of record numbers gave no number.')
  return last - count + 1
}

export interface NewPatient {
  readonly patientId: PatientId
  readonly mrn: string
  readonly person: ReferredPerson
  readonly allergyStatus: AllergyStatus
  readonly notDuplicateBecause: string | null
}

/** Adds the person and the words they are found by. */
export async function insertPatient(
  tx: Tx,
  practiceId: PracticeId,
  row: NewPatient,
  by: ByWhom,
  at: Instant,
): Promise<void> {
  await insertPatients(tx, practiceId, [row], by, at)
}

/** Adds some people in two statements; a few hundred at a time, for a statement takes 65,535 values at most. */
export async function insertPatients(
  tx: Tx,
  practiceId: PracticeId,
  rows: readonly NewPatient[],
  by: ByWhom,
  at: Instant,
): Promise<void> {
  await tx.insert(patient).values(rows.map((row) => columnsOf(practiceId, row, by, at)))
  const tokens = rows.flatMap(({ patientId: id, person }) =>
    nameTokens(namesOf(person)).map((token) => ({
      practiceId,
      token,
      patientId: id,
    })),
  )
  await tx.insert(patientNameToken).values(tokens).onConflictDoNothing()
}

function columnsOf(practiceId: PracticeId, row: NewPatient, by: ByWhom, at: Instant): typeof patient.$inferInsert {
  const { family, given, birthDate, sex, ...details } = row.person
  return {
    practiceId,
    id: row.patientId,
    mrn: Number(row.mrn),
    family,
    given,
    birthDate,
    sex,
    details,
    familyFolded: foldName(family),
    givenFolded: foldName(given.join(' ')),
    allergyStatus: row.allergyStatus,
    allergyStatusAt: new Date(msOf(at)),
    createdAt: new Date(msOf(at)),
    createdBy: by.membershipId,
    createdByName: by.name,
    notDuplicateBecause: row.notDuplicateBecause,
  }
}

export async function insertIdentifiers(
  tx: Tx,
  practiceId: PracticeId,
  id: PatientId,
  identifiers: readonly ReferredIdentifier[],
): Promise<void> {
  if (identifiers.length === 0) return
  await tx
    .insert(patientIdentifier)
    .values(identifiers.map((one) => ({ practiceId, patientId: id, ...one })))
    .onConflictDoNothing()
}

export async function changeAllergyStatus(
  tx: Tx,
  practiceId: PracticeId,
  id: PatientId,
  status: AllergyStatus,
  at: Instant,
): Promise<void> {
  await tx
    .update(patient)
    .set({ allergyStatus: status, allergyStatusAt: new Date(msOf(at)) })
    .where(and(eq(patient.practiceId, practiceId), eq(patient.id, id)))
}

/** Until this transaction ends nobody else changes this person's chart. */
export async function holdPatient(tx: Tx, practiceId: PracticeId, id: PatientId): Promise<void> {
  await tx
    .select({ id: patient.id })
    .from(patient)
    .where(and(eq(patient.practiceId, practiceId), eq(patient.id, id)))
    .for('update')
}

/** The person with every number they are known by; null when this practice has nobody of this id. */
export const findPatient = aboutEach(async (tx, practiceId, ids: readonly PatientId[]) => {
  const rows = await tx
    .select()
    .from(patient)
    .where(and(eq(patient.practiceId, practiceId), inArray(patient.id, [...ids])))
  if (rows.length === 0) return ids.map(() => null)
  const numbers = await tx
    .select()
    .from(patientIdentifier)
    .where(and(eq(patientIdentifier.practiceId, practiceId), inArray(patientIdentifier.patientId, [...ids])))
    .orderBy(patientIdentifier.system, patientIdentifier.value)
  return ids.map((id): PatientRow | null => {
    const row = rows.find((one) => one.id === id)
    if (row === undefined) return null
    const identifiers = numbers.filter((one) => one.patientId === id).map(identifierRow)
    return { ...patientRow(row), identifiers }
  })
})

function identifierRow({ kind, system, value, label }: typeof patientIdentifier.$inferSelect) {
  return { kind, system, value, label }
}

/** Everybody of the practice, in the order they were added: for rebuilding the FHIR projection. */
export async function allPatientIds(tx: Tx, practiceId: PracticeId): Promise<PatientId[]> {
  const rows = await tx
    .select({ id: patient.id })
    .from(patient)
    .where(eq(patient.practiceId, practiceId))
    .orderBy(patient.mrn)
  return rows.map((row) => patientId.parse(row.id))
}

export function patientRow(row: typeof patient.$inferSelect): Omit<PatientRow, 'identifiers'> {
  return {
    patientId: patientId.parse(row.id),
    mrn: String(row.mrn),
    person: {
      ...row.details,
      family: row.family,
      given: row.given,
      birthDate: calendarDate.parse(row.birthDate),
      sex: row.sex,
    },
    allergyStatus: row.allergyStatus,
    allergyStatusAt: instantFromMs(row.allergyStatusAt.getTime()),
    deceasedOn: row.deceasedOn === null ? null : calendarDate.parse(row.deceasedOn),
  }
}

/** Whether this practice takes people under 18 (RULINGS 21). */
export async function treatsMinors(db: IdentityReach, practiceId: PracticeId): Promise<boolean> {
  const found = await db.execute<{ treats_minors: boolean }>(
    sql`select treats_minors from identity.practice where id = ${practiceId}`,
  )
  return found.rows[0]?.treats_minors === true
}

/** For the fixture and the operator: changed by no screen yet. */
export async function setTreatsMinors(db: IdentityReach, practiceId: PracticeId, treats: boolean): Promise<void> {
  await db.execute(sql`update identity.practice set treats_minors = ${treats} where id = ${practiceId}`)
}
