import type { AlertId } from '@holdspace/instruments/alerts'
import type { Answers } from '@holdspace/instruments/answers'
import type { Finding } from '@holdspace/instruments/findings'
import type { InstrumentId, Language } from '@holdspace/instruments/instrument'
import type { PackWording } from '@holdspace/instruments/wording'
import { type PatientId, type PracticeId, patientId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from './database.ts'
import {
  type AnsweredBy,
  type AnswerMode,
  instrumentAlert,
  instrumentAnswer,
  instrumentResponse,
  instrumentResult,
  instrumentWording,
} from './schema/screening.ts'
import { aboutEach, ofEach } from './side-by-side.ts'

export interface WordingRow {
  readonly instrumentId: InstrumentId
  readonly instrumentVersion: string
  readonly switched: 'on' | 'off'
  readonly wording: PackWording | null
  readonly notice: string | null
  readonly reference: string
  readonly at: Instant
  readonly byName: string
}

/** The newest word of the practice on each instrument whose text is not shipped. */
export async function wordings(tx: Tx, practiceId: PracticeId): Promise<readonly WordingRow[]> {
  const rows = await tx
    .selectDistinctOn([instrumentWording.instrumentId])
    .from(instrumentWording)
    .where(eq(instrumentWording.practiceId, practiceId))
    .orderBy(instrumentWording.instrumentId, desc(instrumentWording.position))
  return rows.map((row) => ({ ...row, at: instantFromMs(row.at.getTime()) }))
}

/** The wording the practice has switched on for one instrument; null while it has none. */
export async function wordingOn(tx: Tx, practiceId: PracticeId, id: InstrumentId): Promise<WordingRow | null> {
  const rows = await tx
    .select()
    .from(instrumentWording)
    .where(and(eq(instrumentWording.practiceId, practiceId), eq(instrumentWording.instrumentId, id)))
    .orderBy(desc(instrumentWording.position))
    .limit(1)
  const row = rows[0]
  return row === undefined || row.switched === 'off' ? null : { ...row, at: instantFromMs(row.at.getTime()) }
}

export interface NewWording extends Omit<WordingRow, 'at'> {
  readonly id: string
  readonly at: Instant
  readonly byMembership: string
}

/** Sent twice under one id, it is one row. */
export async function addWording(tx: Tx, practiceId: PracticeId, row: NewWording): Promise<void> {
  await tx
    .insert(instrumentWording)
    .values({ ...row, practiceId, at: new Date(row.at) })
    .onConflictDoNothing()
}

export interface ResponseRow {
  readonly responseId: string
  readonly patientId: PatientId
  readonly instrumentId: InstrumentId
  readonly instrumentVersion: string
  readonly language: Language
  readonly answeredBy: AnsweredBy
  readonly mode: AnswerMode
  readonly startedAt: Instant
  readonly startedByName: string
  readonly packetId: string | null
  readonly packetItem: string | null
  readonly measureId: string | null
}

/** Starts a response; the second start of the same one, or of the same packet item, changes nothing. */
export async function startResponse(tx: Tx, practiceId: PracticeId, row: ResponseRow): Promise<void> {
  const { responseId, startedAt, ...rest } = row
  await tx
    .insert(instrumentResponse)
    .values({ ...rest, practiceId, id: responseId, startedAt: new Date(startedAt) })
    .onConflictDoNothing()
}

export async function findResponse(tx: Tx, practiceId: PracticeId, id: string): Promise<ResponseRow | null> {
  const rows = await tx
    .select()
    .from(instrumentResponse)
    .where(and(eq(instrumentResponse.practiceId, practiceId), eq(instrumentResponse.id, id)))
  return rows[0] === undefined ? null : responseRow(rows[0])
}

/** The same, held until the transaction ends: an answer beside a submission is in it or refused, never after it. */
export async function holdResponse(tx: Tx, practiceId: PracticeId, id: string): Promise<ResponseRow | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 80))`)
  return findResponse(tx, practiceId, id)
}

/** The response to one item of a packet, once it was started. */
export async function responseOfPacketItem(
  tx: Tx,
  practiceId: PracticeId,
  packetId: string,
  packetItem: string,
): Promise<ResponseRow | null> {
  const ofItem = and(eq(instrumentResponse.packetId, packetId), eq(instrumentResponse.packetItem, packetItem))
  const rows = await tx
    .select()
    .from(instrumentResponse)
    .where(and(eq(instrumentResponse.practiceId, practiceId), ofItem))
  return rows[0] === undefined ? null : responseRow(rows[0])
}

function responseRow(row: typeof instrumentResponse.$inferSelect): ResponseRow {
  const { practiceId: _practice, id, patientId: patient, startedAt, ...rest } = row
  return { ...rest, responseId: id, patientId: patientId.parse(patient), startedAt: instantFromMs(startedAt.getTime()) }
}

export interface NewAnswer {
  readonly id: string
  readonly responseId: string
  readonly itemId: string
  readonly value: number
  readonly answeredAt: Instant
  readonly byName: string
}

/** Adds answers as they were given; earlier ones stay. One id is one answer, however often it is sent. */
export async function addAnswers(tx: Tx, practiceId: PracticeId, rows: readonly NewAnswer[]): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insert(instrumentAnswer)
    .values(rows.map((row) => ({ ...row, practiceId, answeredAt: new Date(row.answeredAt) })))
    .onConflictDoNothing()
}

/** The newest answer to each question of a response. */
export async function answersOf(tx: Tx, practiceId: PracticeId, responseId: string): Promise<Answers> {
  const rows = await tx
    .selectDistinctOn([instrumentAnswer.itemId], { itemId: instrumentAnswer.itemId, value: instrumentAnswer.value })
    .from(instrumentAnswer)
    .where(and(eq(instrumentAnswer.practiceId, practiceId), eq(instrumentAnswer.responseId, responseId)))
    .orderBy(instrumentAnswer.itemId, desc(instrumentAnswer.position))
  return Object.fromEntries(rows.map((row) => [row.itemId, row.value]))
}

export interface ResultRow {
  readonly responseId: string
  readonly patientId: PatientId
  readonly instrumentId: InstrumentId
  readonly status: 'complete' | 'incomplete'
  readonly total: number | null
  readonly band: string | null
  readonly findings: readonly Finding[]
  readonly missing: readonly string[]
  readonly measuredAt: Instant
  readonly submittedAt: Instant
  readonly submittedByName: string
  readonly ratedBy: string | null
}

/** False where this response was submitted before: the first result stands. */
export async function addResult(tx: Tx, practiceId: PracticeId, row: ResultRow): Promise<boolean> {
  const { total, ...rest } = row
  const inserted = await tx
    .insert(instrumentResult)
    .values({
      ...rest,
      practiceId,
      totalTenths: total === null ? null : Math.round(total * 10),
      missing: [...row.missing],
      measuredAt: new Date(row.measuredAt),
      submittedAt: new Date(row.submittedAt),
    })
    .onConflictDoNothing()
    .returning({ id: instrumentResult.responseId })
  return inserted.length === 1
}

type TakenResult = ResultRow & Pick<ResponseRow, 'answeredBy' | 'mode' | 'measureId' | 'instrumentVersion'>

/** Every result of a patient, oldest first, with how it was taken. */
export const resultsOf = aboutEach(async (tx, practiceId, patients: readonly PatientId[]) => {
  const rows = await tx
    .select({ result: instrumentResult, response: instrumentResponse })
    .from(instrumentResult)
    .innerJoin(
      instrumentResponse,
      and(
        eq(instrumentResponse.practiceId, instrumentResult.practiceId),
        eq(instrumentResponse.id, instrumentResult.responseId),
      ),
    )
    .where(and(eq(instrumentResult.practiceId, practiceId), inArray(instrumentResult.patientId, [...patients])))
    .orderBy(asc(instrumentResult.measuredAt), asc(instrumentResult.responseId))
  const results = rows.map(
    ({ result, response }): TakenResult => ({
      ...resultRow(result),
      answeredBy: response.answeredBy,
      mode: response.mode,
      measureId: response.measureId,
      instrumentVersion: response.instrumentVersion,
    }),
  )
  return ofEach(patients, results, (row) => row.patientId)
})

export interface StartedRow extends ResponseRow {
  readonly answered: number
  readonly lastAnsweredAt: Instant
}

/** Questionnaires that were begun and not sent yet, newest first: what was answered counts all the same. */
export async function startedOf(tx: Tx, practiceId: PracticeId, patient: PatientId): Promise<readonly StartedRow[]> {
  const answered = sql<number>`count(distinct ${instrumentAnswer.itemId})::int`
  const last = sql<string>`max(${instrumentAnswer.answeredAt})`
  const rows = await tx
    .select({ response: instrumentResponse, answered, last })
    .from(instrumentResponse)
    .innerJoin(
      instrumentAnswer,
      and(
        eq(instrumentAnswer.practiceId, instrumentResponse.practiceId),
        eq(instrumentAnswer.responseId, instrumentResponse.id),
      ),
    )
    .leftJoin(
      instrumentResult,
      and(
        eq(instrumentResult.practiceId, instrumentResponse.practiceId),
        eq(instrumentResult.responseId, instrumentResponse.id),
      ),
    )
    .where(
      and(
        eq(instrumentResponse.practiceId, practiceId),
        eq(instrumentResponse.patientId, patient),
        isNull(instrumentResult.responseId),
      ),
    )
    .groupBy(instrumentResponse.practiceId, instrumentResponse.id)
    .orderBy(desc(last))
  return rows.map((row) => ({
    ...responseRow(row.response),
    answered: row.answered,
    lastAnsweredAt: instantFromMs(new Date(row.last).getTime()),
  }))
}

export async function findResult(tx: Tx, practiceId: PracticeId, responseId: string): Promise<ResultRow | null> {
  const rows = await tx
    .select()
    .from(instrumentResult)
    .where(and(eq(instrumentResult.practiceId, practiceId), eq(instrumentResult.responseId, responseId)))
  return rows[0] === undefined ? null : resultRow(rows[0])
}

/** Complete totals of a whole practice for some instruments, oldest first: what practice outcomes are counted from. */
export async function totalsOfPractice(
  tx: Tx,
  practiceId: PracticeId,
  ids: readonly InstrumentId[],
): Promise<readonly { patientId: PatientId; instrumentId: InstrumentId; total: number; measuredAt: Instant }[]> {
  const rows = await tx
    .select()
    .from(instrumentResult)
    .where(
      and(
        eq(instrumentResult.practiceId, practiceId),
        inArray(instrumentResult.instrumentId, [...ids]),
        eq(instrumentResult.status, 'complete'),
      ),
    )
    .orderBy(asc(instrumentResult.measuredAt), asc(instrumentResult.responseId))
  return rows.flatMap((row) => {
    const { total, measuredAt, instrumentId, patientId: id } = resultRow(row)
    return total === null ? [] : [{ patientId: id, instrumentId, total, measuredAt }]
  })
}

function resultRow(row: typeof instrumentResult.$inferSelect): ResultRow {
  const { practiceId: _practice, totalTenths, patientId: patient, measuredAt, submittedAt, ...rest } = row
  return {
    ...rest,
    patientId: patientId.parse(patient),
    total: totalTenths === null ? null : totalTenths / 10,
    measuredAt: instantFromMs(measuredAt.getTime()),
    submittedAt: instantFromMs(submittedAt.getTime()),
  }
}

export interface AlertRow {
  readonly id: string
  readonly responseId: string
  readonly patientId: PatientId
  readonly rule: AlertId
  readonly because: string
  readonly raisedAt: Instant
  readonly taskId: string
}

/** False where this response raised this alert before: it opens one task, however often it is saved. */
export async function raiseAlert(tx: Tx, practiceId: PracticeId, row: AlertRow): Promise<boolean> {
  const inserted = await tx
    .insert(instrumentAlert)
    .values({ ...row, practiceId, raisedAt: new Date(row.raisedAt) })
    .onConflictDoNothing()
    .returning({ id: instrumentAlert.id })
  return inserted.length === 1
}

/** Newest first. */
export const alertsOf = aboutEach(async (tx, practiceId, patients: readonly PatientId[]) => {
  const rows = await tx
    .select()
    .from(instrumentAlert)
    .where(and(eq(instrumentAlert.practiceId, practiceId), inArray(instrumentAlert.patientId, [...patients])))
    .orderBy(desc(instrumentAlert.raisedAt), desc(instrumentAlert.id))
  const alerts = rows.map(
    ({ practiceId: _practice, ...row }): AlertRow => ({
      ...row,
      patientId: patientId.parse(row.patientId),
      raisedAt: instantFromMs(row.raisedAt.getTime()),
    }),
  )
  return ofEach(patients, alerts, (row) => row.patientId)
})
