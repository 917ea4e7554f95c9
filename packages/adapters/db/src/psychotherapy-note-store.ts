import type { PrivateNoteId } from '@holdspace/clinic/notes/psychotherapy-note'
import type { MembershipId, PatientId, PracticeId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, desc, eq, sql } from 'drizzle-orm'
import { type Database, inPractice, type Tx } from './database.ts'
import { psychotherapyNote } from './schema/notes.ts'

/** A psychotherapy note as it is kept: sealed. Only its author's own key opens it. */
export interface SealedNote {
  readonly id: PrivateNoteId
  readonly version: number
  readonly patientId: PatientId
  readonly sealed: Uint8Array
  readonly writtenAt: Instant
}

/**
 * One transaction in which this author, and nobody else, sees their psychotherapy notes: the practice and the author are
 * both set for this transaction alone, and the database's own policy asks for both (M18).
 */
export async function asAuthor<T>(
  db: Database,
  practiceId: PracticeId,
  author: MembershipId,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return inPractice(db, practiceId, async (tx) => {
    await tx.execute(sql`select set_config('app.membership', ${author}, true)`)
    return work(tx)
  })
}

/** False when this version is there already. Inside `asAuthor`. */
export async function keepSealedNote(
  tx: Tx,
  practiceId: PracticeId,
  authorId: MembershipId,
  note: SealedNote,
): Promise<boolean> {
  const inserted = await tx
    .insert(psychotherapyNote)
    .values({ practiceId, authorId, ...note, writtenAt: new Date(note.writtenAt) })
    .onConflictDoNothing()
    .returning({ version: psychotherapyNote.version })
  return inserted.length === 1
}

/** The newest version of each of the author's notes on this patient, the one written last first. Inside `asAuthor`. */
export async function sealedNotesOf(
  tx: Tx,
  practiceId: PracticeId,
  authorId: MembershipId,
  patientId: PatientId,
): Promise<readonly SealedNote[]> {
  const rows = await tx
    .selectDistinctOn([psychotherapyNote.id])
    .from(psychotherapyNote)
    .where(
      and(
        eq(psychotherapyNote.practiceId, practiceId),
        eq(psychotherapyNote.authorId, authorId),
        eq(psychotherapyNote.patientId, patientId),
      ),
    )
    .orderBy(psychotherapyNote.id, desc(psychotherapyNote.version))
  return rows
    .map((row) => ({
      id: row.id as PrivateNoteId,
      version: row.version,
      patientId: row.patientId as PatientId,
      sealed: row.sealed,
      writtenAt: instantFromMs(row.writtenAt.getTime()),
    }))
    .toSorted((one, other) => (one.writtenAt < other.writtenAt ? 1 : -1))
}
