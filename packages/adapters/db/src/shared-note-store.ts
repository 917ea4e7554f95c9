import { type NoteId, noteId, type SharedNote } from '@holdspace/clinic/notes/shared-note'
import {
  type MembershipId,
  membershipId,
  type PatientId,
  type PracticeId,
  patientId,
  sessionId,
} from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { sharedNote, sharedNoteAddendum, sharedNoteSignature, sharedNoteVersion } from './schema/notes.ts'

type NoteHead = Pick<
  SharedNote,
  'noteId' | 'patientId' | 'kind' | 'sessionId' | 'authorId' | 'authorName' | 'createdAt'
>

export async function addSharedNote(tx: Tx, practiceId: PracticeId, head: NoteHead): Promise<void> {
  const { noteId: id, createdAt, ...rest } = head
  await tx
    .insert(sharedNote)
    .values({ practiceId, id, ...rest, createdAt: new Date(createdAt) })
    .onConflictDoNothing()
}

/** False when this version is there already. */
export async function saveNoteVersion(
  tx: Tx,
  practiceId: PracticeId,
  saved: Pick<SharedNote, 'noteId' | 'version' | 'sections' | 'contentHash' | 'savedAt'>,
): Promise<boolean> {
  const inserted = await tx
    .insert(sharedNoteVersion)
    .values({ practiceId, ...saved, savedAt: new Date(saved.savedAt) })
    .onConflictDoNothing()
    .returning({ version: sharedNoteVersion.version })
  return inserted.length === 1
}

export async function addNoteSignature(
  tx: Tx,
  practiceId: PracticeId,
  signature: {
    readonly noteId: NoteId
    readonly version: number
    readonly contentHash: string
    readonly signerId: MembershipId
    readonly signerName: string
    readonly credential: string
    readonly meaning: string
    readonly signedAt: Instant
  },
): Promise<boolean> {
  const inserted = await tx
    .insert(sharedNoteSignature)
    .values({ practiceId, ...signature, signedAt: new Date(signature.signedAt) })
    .onConflictDoNothing()
    .returning({ noteId: sharedNoteSignature.noteId })
  return inserted.length === 1
}

/** False when this id is there already, on this note or another. */
export async function addNoteAddendum(
  tx: Tx,
  practiceId: PracticeId,
  addendum: {
    readonly id: string
    readonly noteId: NoteId
    readonly words: string
    readonly authorId: MembershipId
    readonly authorName: string
    readonly credential: string
    readonly at: Instant
  },
): Promise<boolean> {
  const inserted = await tx
    .insert(sharedNoteAddendum)
    .values({ practiceId, ...addendum, at: new Date(addendum.at) })
    .onConflictDoNothing()
    .returning({ id: sharedNoteAddendum.id })
  return inserted.length === 1
}

/** Every shared note of a patient, newest first; drafts of others are the caller's to leave out. */
export async function sharedNotesOf(tx: Tx, practiceId: PracticeId, id: PatientId): Promise<readonly SharedNote[]> {
  return notesWhere(tx, practiceId, { patientId: id })
}

export async function findSharedNote(tx: Tx, practiceId: PracticeId, id: NoteId): Promise<SharedNote | null> {
  const [found] = await notesWhere(tx, practiceId, { noteId: id })
  return found ?? null
}

async function notesWhere(
  tx: Tx,
  practiceId: PracticeId,
  which: { readonly patientId: PatientId } | { readonly noteId: NoteId },
): Promise<readonly SharedNote[]> {
  const one = 'noteId' in which ? eq(sharedNote.id, which.noteId) : eq(sharedNote.patientId, which.patientId)
  const heads = await tx
    .select()
    .from(sharedNote)
    .where(and(eq(sharedNote.practiceId, practiceId), one))
    .orderBy(desc(sharedNote.createdAt), desc(sharedNote.id))
  if (heads.length === 0) return []
  const ids = heads.map((head) => head.id)
  const versions = await tx
    .selectDistinctOn([sharedNoteVersion.noteId])
    .from(sharedNoteVersion)
    .where(and(eq(sharedNoteVersion.practiceId, practiceId), inArray(sharedNoteVersion.noteId, ids)))
    .orderBy(sharedNoteVersion.noteId, desc(sharedNoteVersion.version))
  const signatures = await tx
    .select()
    .from(sharedNoteSignature)
    .where(and(eq(sharedNoteSignature.practiceId, practiceId), inArray(sharedNoteSignature.noteId, ids)))
  const addenda = await tx
    .select()
    .from(sharedNoteAddendum)
    .where(and(eq(sharedNoteAddendum.practiceId, practiceId), inArray(sharedNoteAddendum.noteId, ids)))
    .orderBy(asc(sharedNoteAddendum.at), asc(sharedNoteAddendum.id))
  return heads.flatMap((head) => {
    const version = versions.find((row) => row.noteId === head.id)
    if (version === undefined) return []
    const signature = signatures.find((row) => row.noteId === head.id) ?? null
    const added = addenda.filter((row) => row.noteId === head.id)
    return [noteOf(head, version, signature, added)]
  })
}

function noteOf(
  head: typeof sharedNote.$inferSelect,
  version: typeof sharedNoteVersion.$inferSelect,
  signature: typeof sharedNoteSignature.$inferSelect | null,
  addenda: readonly (typeof sharedNoteAddendum.$inferSelect)[],
): SharedNote {
  return {
    noteId: noteId.parse(head.id),
    patientId: patientId.parse(head.patientId),
    kind: head.kind,
    sessionId: head.sessionId === null ? null : sessionId.parse(head.sessionId),
    authorId: membershipId.parse(head.authorId),
    authorName: head.authorName,
    createdAt: instantFromMs(head.createdAt.getTime()),
    version: version.version,
    sections: version.sections,
    contentHash: version.contentHash,
    savedAt: instantFromMs(version.savedAt.getTime()),
    signed:
      signature === null
        ? null
        : {
            signerName: signature.signerName,
            credential: signature.credential,
            meaning: signature.meaning,
            at: instantFromMs(signature.signedAt.getTime()),
          },
    addenda: addenda.map(({ id, words, authorName, credential, at }) => ({
      id,
      words,
      authorName,
      credential,
      at: instantFromMs(at.getTime()),
    })),
  }
}
