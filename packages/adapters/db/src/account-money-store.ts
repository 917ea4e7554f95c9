import type { MoneyEntry, Posting } from '@holdspace/billing/account'
import { centsOf } from '@holdspace/billing/cents'
import { type CalendarDate, calendarDate } from '@holdspace/kit/calendar-date'
import { type PatientId, type PracticeId, patientId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from './database.ts'
import type { ByMember } from './fee-schedule-store.ts'
import { moneyEntry, moneyPosting, patientAccount } from './schema/billing.ts'
import { patient } from './schema/people.ts'

/** An entry as it is kept: what the account knows of it, and what was said about it. */
export interface StoredMoneyEntry extends MoneyEntry {
  readonly reference: string | null
  readonly reason: string | null
  readonly recordedByName: string
}

/**
 * Opens the account and holds it until the transaction ends: whoever writes money to it waits, so that two payments for
 * the same charge are decided one after the other.
 */
export async function holdAccount(tx: Tx, practiceId: PracticeId, patientOf: PatientId): Promise<void> {
  await tx.insert(patientAccount).values({ practiceId, patientId: patientOf }).onConflictDoNothing()
  await tx
    .select()
    .from(patientAccount)
    .where(and(eq(patientAccount.practiceId, practiceId), eq(patientAccount.patientId, patientOf)))
    .for('update')
}

export interface NewMoneyEntry extends Omit<MoneyEntry, 'postings'> {
  readonly postings: readonly Posting[]
  readonly reference?: string
  readonly reason?: string
  readonly by: ByMember
}

/** Writes one entry with its postings. The database itself refuses, at the commit, postings that do not make zero. */
export async function addMoneyEntry(tx: Tx, practiceId: PracticeId, entry: NewMoneyEntry): Promise<void> {
  const { id, patientId: patientOf, kind, day, words, reverses } = entry
  await tx.insert(moneyEntry).values({
    practiceId,
    id,
    patientId: patientOf,
    kind,
    at: new Date(entry.at),
    day,
    words,
    reverses,
    reference: entry.reference ?? null,
    reason: entry.reason ?? null,
    recordedBy: entry.by.membershipId,
    recordedByName: entry.by.name,
  })
  await tx.insert(moneyPosting).values(
    entry.postings.map(({ account, cents, itemId }, at) => ({
      practiceId,
      entryId: id,
      line: at + 1,
      account,
      cents,
      itemId: itemId ?? null,
    })),
  )
}

/** Everything on one patient's account, oldest first. */
export async function accountEntries(
  tx: Tx,
  practiceId: PracticeId,
  patientOf: PatientId,
): Promise<readonly StoredMoneyEntry[]> {
  return withPostings(
    tx,
    practiceId,
    await tx
      .select()
      .from(moneyEntry)
      .where(and(eq(moneyEntry.practiceId, practiceId), eq(moneyEntry.patientId, patientOf)))
      .orderBy(asc(moneyEntry.at), asc(moneyEntry.id)),
  )
}

export async function findMoneyEntry(tx: Tx, practiceId: PracticeId, id: string): Promise<StoredMoneyEntry | null> {
  const rows = await tx
    .select()
    .from(moneyEntry)
    .where(and(eq(moneyEntry.practiceId, practiceId), eq(moneyEntry.id, id)))
  return (await withPostings(tx, practiceId, rows))[0] ?? null
}

async function withPostings(
  tx: Tx,
  practiceId: PracticeId,
  rows: readonly (typeof moneyEntry.$inferSelect)[],
): Promise<readonly StoredMoneyEntry[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const postings = await tx
    .select()
    .from(moneyPosting)
    .where(and(eq(moneyPosting.practiceId, practiceId), inArray(moneyPosting.entryId, ids)))
    .orderBy(asc(moneyPosting.entryId), asc(moneyPosting.line))
  const byEntry = new Map<string, (typeof postings)[number][]>()
  for (const posting of postings) byEntry.set(posting.entryId, [...(byEntry.get(posting.entryId) ?? []), posting])
  return rows.map((row) => ({
    id: row.id,
    patientId: patientId.parse(row.patientId),
    kind: row.kind,
    at: instantFromMs(row.at.getTime()),
    day: calendarDate.parse(row.day),
    words: row.words,
    reverses: row.reverses,
    reference: row.reference,
    reason: row.reason,
    recordedByName: row.recordedByName,
    postings: (byEntry.get(row.id) ?? []).map(({ account, cents, itemId }) => ({
      account,
      cents: centsOf(cents),
      ...(itemId === null ? {} : { itemId }),
    })),
  }))
}

export interface OpenBalance {
  readonly patientId: PatientId
  readonly family: string
  readonly given: readonly string[]
  readonly mrn: string
  readonly owedCents: number
  readonly creditCents: number
  readonly deferredCents: number
}

/** Accounts on which something is owed or held, the largest debt first, at most `limit`. */
export async function openBalances(tx: Tx, practiceId: PracticeId, limit: number): Promise<readonly OpenBalance[]> {
  const sumOf = (account: string) =>
    sql<number>`coalesce(sum(${moneyPosting.cents}) filter (where ${moneyPosting.account} = ${account}), 0)::int`
  const [owed, credit, deferred] = [sumOf('receivable'), sumOf('patient-credit'), sumOf('deferred')]
  const rows = await tx
    .select({
      patientId: patient.id,
      family: patient.family,
      given: patient.given,
      mrn: patient.mrn,
      owedCents: owed,
      creditCents: sql<number>`-(${credit})`,
      deferredCents: sql<number>`-(${deferred})`,
    })
    .from(moneyEntry)
    .innerJoin(
      moneyPosting,
      and(eq(moneyPosting.practiceId, moneyEntry.practiceId), eq(moneyPosting.entryId, moneyEntry.id)),
    )
    .innerJoin(patient, and(eq(patient.practiceId, moneyEntry.practiceId), eq(patient.id, moneyEntry.patientId)))
    .where(eq(moneyEntry.practiceId, practiceId))
    .groupBy(patient.id, patient.family, patient.given, patient.mrn)
    .having(sql`${owed} <> 0 or ${credit} <> 0 or ${deferred} <> 0`)
    .orderBy(sql`${owed} desc`, patient.family, patient.id)
    .limit(limit)
  return rows.map((row) => ({ ...row, patientId: patientId.parse(row.patientId), mrn: String(row.mrn) }))
}

export interface Taking {
  readonly entryId: string
  readonly at: Instant
  readonly kind: MoneyEntry['kind']
  readonly words: string
  readonly tender: 'cash' | 'card' | 'check'
  readonly cents: number
  readonly reference: string | null
  readonly recordedByName: string
  readonly patientId: PatientId
  readonly family: string
  readonly given: readonly string[]
  readonly mrn: string
}

/** What was taken and paid out on one day, in order. */
export async function takingsOf(tx: Tx, practiceId: PracticeId, day: CalendarDate): Promise<readonly Taking[]> {
  const rows = await tx
    .select({
      entryId: moneyEntry.id,
      at: moneyEntry.at,
      kind: moneyEntry.kind,
      words: moneyEntry.words,
      account: moneyPosting.account,
      cents: moneyPosting.cents,
      reference: moneyEntry.reference,
      recordedByName: moneyEntry.recordedByName,
      patientId: patient.id,
      family: patient.family,
      given: patient.given,
      mrn: patient.mrn,
    })
    .from(moneyEntry)
    .innerJoin(
      moneyPosting,
      and(eq(moneyPosting.practiceId, moneyEntry.practiceId), eq(moneyPosting.entryId, moneyEntry.id)),
    )
    .innerJoin(patient, and(eq(patient.practiceId, moneyEntry.practiceId), eq(patient.id, moneyEntry.patientId)))
    .where(
      and(
        eq(moneyEntry.practiceId, practiceId),
        eq(moneyEntry.day, day),
        inArray(moneyPosting.account, ['cash', 'card', 'check']),
      ),
    )
    .orderBy(asc(moneyEntry.at), asc(moneyEntry.id), asc(moneyPosting.line))
  return rows.flatMap(({ account, ...row }) =>
    account === 'cash' || account === 'card' || account === 'check'
      ? [
          {
            ...row,
            tender: account,
            at: instantFromMs(row.at.getTime()),
            patientId: patientId.parse(row.patientId),
            mrn: String(row.mrn),
          },
        ]
      : [],
  )
}
