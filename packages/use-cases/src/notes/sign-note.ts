import type { StaffActor } from '@holdspace/clinic/access/actor'
import { decideSignNote, noSuchNote, noteId, noteMeaning } from '@holdspace/clinic/notes/shared-note'
import { credentialLine } from '@holdspace/clinic/session/sign-session'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { addNoteSignature, findSharedNote } from '@holdspace/db/shared-note-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'

export const signNoteInput = z.strictObject({ noteId, shownHash: z.string().regex(/^[0-9a-f]{64}$/) })

/** What: the author signs a shared note, the password given again. From then on the care team reads it and it never changes. */
export async function signNote(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof signNoteInput>,
): Promise<Decision<{ readonly signedAt: Instant }>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
  return inPractice(house.db, practiceId, async (tx) => {
    const note = await findSharedNote(tx, practiceId, input.noteId)
    if (note === null) return refuse(noSuchNote)
    const { patientId } = note
    const decided = decideSignNote({ actor, today, now, patientId, note, shownHash: input.shownHash })
    if (!decided.ok) return decided
    await addNoteSignature(tx, practiceId, {
      noteId: input.noteId,
      version: note.version,
      contentHash: note.contentHash,
      signerId: actor.membershipId,
      signerName: actor.displayName,
      credential: credentialLine(actor, today),
      meaning: noteMeaning,
      signedAt: now,
    })
    const details = { noteId: input.noteId, version: note.version }
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'note.sign', at: now, patientId, details }))
    return accept({ signedAt: now })
  })
}
