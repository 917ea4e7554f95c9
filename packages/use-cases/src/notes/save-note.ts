import type { StaffActor } from '@holdspace/clinic/access/actor'
import { noteKinds } from '@holdspace/clinic/notes/note-words'
import { decideSave, noSuchNote, noteHash, noteId, noteSections } from '@holdspace/clinic/notes/shared-note'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { findPatient } from '@holdspace/db/patient-store'
import { sessionHead } from '@holdspace/db/session-store'
import { addSharedNote, findSharedNote, saveNoteVersion } from '@holdspace/db/shared-note-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId, sessionId } from '@holdspace/kit/ids'
import { RefusalError } from '@holdspace/kit/refusal'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { sentBeforeAsAnother } from '../sent-before.ts'
import { sessionNotFound } from '../session/session-refusals.ts'

export const saveNoteInput = z.strictObject({
  noteId,
  patientId,
  kind: z.enum(noteKinds),
  sessionId: sessionId.nullable(),
  /** The version this saving becomes: one more than the one on the screen. */
  version: z.int().min(1),
  sections: noteSections,
})

/** What: the author saves a draft of a shared note. Nobody else sees it before it is signed. */
export async function saveNote(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'hashing'>,
  actor: StaffActor,
  input: z.output<typeof saveNoteInput>,
): Promise<Decision<{ readonly version: number; readonly contentHash: string }>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
  return inPractice(house.db, practiceId, async (tx) => {
    const note = await findSharedNote(tx, practiceId, input.noteId)
    const decided = decideSave({ actor, today, patientId: input.patientId, note })
    if (!decided.ok) return decided
    if ((await findPatient(tx, practiceId, input.patientId)) === null) return refuse(noSuchPatient)
    if (note !== null && note.patientId !== input.patientId) return refuse(noSuchNote)
    const isOther = note !== null && (note.kind !== input.kind || note.sessionId !== input.sessionId)
    if (isOther) return refuse(sentBeforeAsAnother)
    const contentHash = noteHash(input, house.hashing.sha256)
    if (note?.contentHash === contentHash) return accept({ version: note.version, contentHash })
    if (input.version !== (note?.version ?? 0) + 1) return refuse(savedElsewhere)
    const session = input.sessionId === null ? null : await sessionHead(tx, practiceId, input.sessionId)
    if (input.sessionId !== null && session?.patientId !== input.patientId) return refuse(sessionNotFound)
    const { noteId: id, version, sections } = input
    if (note === null) {
      const author = { authorId: actor.membershipId, authorName: actor.displayName, createdAt: now }
      await addSharedNote(tx, practiceId, {
        noteId: id,
        patientId: input.patientId,
        kind: input.kind,
        sessionId: input.sessionId,
        ...author,
      })
    }
    const isSaved = await saveNoteVersion(tx, practiceId, { noteId: id, version, sections, contentHash, savedAt: now })
    if (!isSaved) throw new RefusalError(savedElsewhere)
    const details = { noteId: id, version }
    const touched = { act: 'note.write', at: now, patientId: input.patientId, details }
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({ version, contentHash })
  })
}

const savedElsewhere = {
  family: 'conflict',
  code: 'note-saved-elsewhere',
  sentence: 'This note was saved on another screen. Open it again; what you wrote here is still in the form.',
} as const
