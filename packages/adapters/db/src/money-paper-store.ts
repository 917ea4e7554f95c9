import { type CalendarDate, calendarDate } from '@holdspace/kit/calendar-date'
import { type PatientId, type PracticeId, patientId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Tx } from './database.ts'
import type { ByMember } from './fee-schedule-store.ts'
import { type MoneyPaperKind, moneyPaper, moneyPaperCounter, moneyPaperVoid } from './schema/billing.ts'
import { aboutEach, ofEach } from './side-by-side.ts'

export type { MoneyPaperKind } from './schema/billing.ts'

export interface StoredMoneyPaper {
  readonly paperId: string
  readonly patientId: PatientId
  readonly kind: MoneyPaperKind
  /** `SB-2026-0004`. */
  readonly number: string
  readonly version: number
  readonly document: unknown
  readonly contentHash: string
  readonly pdfHash: string
  readonly issuedAt: Instant
  readonly issuedOn: CalendarDate
  readonly issuedByName: string
  readonly supersedes: string | null
  readonly isSuperseded: boolean
  readonly voided: { readonly reason: string; readonly at: Instant; readonly byName: string } | null
}

/** The next number of a series, such as `INV-2026`; the same row is held until the transaction ends, so none is lost. */
export async function nextPaperNumber(tx: Tx, practiceId: PracticeId, series: string): Promise<string> {
  const [row] = await tx
    .insert(moneyPaperCounter)
    .values({ practiceId, series, lastNumber: 1 })
    .onConflictDoUpdate({
      target: [moneyPaperCounter.practiceId, moneyPaperCounter.series],
      set: { lastNumber: sql`${moneyPaperCounter.lastNumber} + 1` },
    })
    .returning({ number: moneyPaperCounter.lastNumber })
  if (row === undefined) throw new Error('The counter of papers gave no number.')
  return `${series}-${String(row.number).padStart(4, '0')}`
}

export interface NewMoneyPaper extends Omit<StoredMoneyPaper, 'issuedByName' | 'voided' | 'isSuperseded'> {
  readonly blocks: Uint8Array
  readonly by: ByMember
}

/** Keeps a paper; its drawn bytes are kept by `keepFile` under `pdfHash` in the same transaction. */
export async function addMoneyPaper(tx: Tx, practiceId: PracticeId, paper: NewMoneyPaper): Promise<void> {
  const { paperId: id, by, issuedAt, ...rest } = paper
  await tx.insert(moneyPaper).values({
    ...rest,
    practiceId,
    id,
    issuedAt: new Date(issuedAt),
    issuedBy: by.membershipId,
    issuedByName: by.name,
  })
}

export async function voidMoneyPaper(
  tx: Tx,
  practiceId: PracticeId,
  row: { readonly paperId: string; readonly reason: string; readonly at: Instant; readonly by: ByMember },
): Promise<void> {
  await tx.insert(moneyPaperVoid).values({
    practiceId,
    paperId: row.paperId,
    reason: row.reason,
    at: new Date(row.at),
    byMembership: row.by.membershipId,
    byName: row.by.name,
  })
}

/** A patient's money papers, newest first, superseded and void ones included. */
export const moneyPapersOf = aboutEach(async (tx, practiceId, patients: readonly PatientId[]) => {
  const papers = await papersWhere(tx, practiceId, inArray(moneyPaper.patientId, [...patients]))
  return ofEach(patients, papers, (paper) => paper.patientId)
})

export async function findMoneyPaper(
  tx: Tx,
  practiceId: PracticeId,
  paperId: string,
): Promise<StoredMoneyPaper | null> {
  return (await papersWhere(tx, practiceId, eq(moneyPaper.id, paperId)))[0] ?? null
}

async function papersWhere(tx: Tx, practiceId: PracticeId, which: SQL) {
  const rows = await tx
    .select({
      id: moneyPaper.id,
      patientId: moneyPaper.patientId,
      kind: moneyPaper.kind,
      number: moneyPaper.number,
      version: moneyPaper.version,
      document: moneyPaper.document,
      contentHash: moneyPaper.contentHash,
      pdfHash: moneyPaper.pdfHash,
      issuedAt: moneyPaper.issuedAt,
      issuedOn: moneyPaper.issuedOn,
      issuedByName: moneyPaper.issuedByName,
      supersedes: moneyPaper.supersedes,
      isSuperseded: sql<boolean>`exists (select 1 from clinic.money_paper newer
        where newer.practice_id = ${moneyPaper.practiceId} and newer.supersedes = ${moneyPaper.id})`,
      voided: moneyPaperVoid,
    })
    .from(moneyPaper)
    .leftJoin(
      moneyPaperVoid,
      and(eq(moneyPaperVoid.practiceId, moneyPaper.practiceId), eq(moneyPaperVoid.paperId, moneyPaper.id)),
    )
    .where(and(eq(moneyPaper.practiceId, practiceId), which))
    .orderBy(desc(moneyPaper.issuedAt), desc(moneyPaper.id))
  return rows.map(
    ({ id, voided, ...row }): StoredMoneyPaper => ({
      ...row,
      paperId: id,
      patientId: patientId.parse(row.patientId),
      issuedAt: instantFromMs(row.issuedAt.getTime()),
      issuedOn: calendarDate.parse(row.issuedOn),
      voided:
        voided === null
          ? null
          : { reason: voided.reason, at: instantFromMs(voided.at.getTime()), byName: voided.byName },
    }),
  )
}
