import {
  type PsychotherapyMark,
  type PsychotherapyStretch,
  stretchesOf,
} from '@holdspace/clinic/notes/psychotherapy-time'
import { type NoteId, noteId } from '@holdspace/clinic/notes/shared-note'
import { membershipId, type PatientId, type PracticeId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, asc, eq } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { psychotherapyTime, sharedNote } from './schema/notes.ts'

/** False when it was recorded before. */
export async function addPsychotherapyMark(
  tx: Tx,
  practiceId: PracticeId,
  mark: PsychotherapyMark & { readonly reason: string; readonly recordedAt: Instant },
): Promise<boolean> {
  const { membershipId: byMembership, at, recordedAt, ...rest } = mark
  const inserted = await tx
    .insert(psychotherapyTime)
    .values({ practiceId, ...rest, byMembership, at: new Date(at), recordedAt: new Date(recordedAt) })
    .onConflictDoNothing()
    .returning({ id: psychotherapyTime.id })
  return inserted.length === 1
}

export async function marksOfNote(tx: Tx, practiceId: PracticeId, id: NoteId): Promise<readonly PsychotherapyMark[]> {
  const rows = await tx
    .select()
    .from(psychotherapyTime)
    .where(and(eq(psychotherapyTime.practiceId, practiceId), eq(psychotherapyTime.noteId, id)))
    .orderBy(asc(psychotherapyTime.at), asc(psychotherapyTime.id))
  return rows.map(markOf)
}

/**
 * Every stretch of psychotherapy of a patient outside medicine sessions, in order of time: start, stop, whose, and the
 * note it stands in. What billing reads; nothing of what was said is here (RULINGS 11).
 */
export async function psychotherapyOf(
  tx: Tx,
  practiceId: PracticeId,
  patient: PatientId,
): Promise<readonly PsychotherapyStretch[]> {
  const rows = await tx
    .select({ mark: psychotherapyTime })
    .from(psychotherapyTime)
    .innerJoin(
      sharedNote,
      and(eq(sharedNote.practiceId, psychotherapyTime.practiceId), eq(sharedNote.id, psychotherapyTime.noteId)),
    )
    .where(and(eq(psychotherapyTime.practiceId, practiceId), eq(sharedNote.patientId, patient)))
    .orderBy(asc(psychotherapyTime.at), asc(psychotherapyTime.id))
  return stretchesOf(rows.map((row) => markOf(row.mark)))
}

function markOf(row: typeof psychotherapyTime.$inferSelect): PsychotherapyMark {
  return {
    id: row.id,
    noteId: noteId.parse(row.noteId),
    kind: row.kind,
    at: instantFromMs(row.at.getTime()),
    ofId: row.ofId,
    membershipId: membershipId.parse(row.byMembership),
    byName: row.byName,
  }
}
