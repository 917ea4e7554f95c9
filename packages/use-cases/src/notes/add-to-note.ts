import type { StaffActor } from '@holdspace/clinic/access/actor'
import { decideAddToNote, noSuchNote, noteId } from '@holdspace/clinic/notes/shared-note'
import { credentialLine } from '@holdspace/clinic/session/sign-session'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { addNoteAddendum, findSharedNote } from '@holdspace/db/shared-note-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { sentBeforeAsAnother } from '../sent-before.ts'

export const addToNoteInput = z.strictObject({
  /** Of the addendum, made once per intention. */
  id: z.uuid(),
  noteId,
  words: z.string().trim().min(3).max(4_000),
})

/** What: somebody of the care team adds to a signed note, under their own name; the note itself stays as it was signed. */
export async function addToNote(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof addToNoteInput>,
): Promise<Decision<{ readonly added: true }>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
  return inPractice(house.db, practiceId, async (tx) => {
    const note = await findSharedNote(tx, practiceId, input.noteId)
    if (note === null) return refuse(noSuchNote)
    const { patientId } = note
    const decided = decideAddToNote({ actor, today, patientId, note })
    if (!decided.ok) return decided
    const author = { authorId: actor.membershipId, authorName: actor.displayName }
    const addendum = { ...input, ...author, credential: credentialLine(actor, today), at: now }
    if (!(await addNoteAddendum(tx, practiceId, addendum))) {
      const before = (await findSharedNote(tx, practiceId, input.noteId))?.addenda.find(({ id }) => id === input.id)
      const isSame = before?.words === input.words && before.authorName === actor.displayName
      return isSame ? accept({ added: true as const }) : refuse(sentBeforeAsAnother)
    }
    const details = { noteId: input.noteId, addendumId: input.id }
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'note.write', at: now, patientId, details }))
    return accept({ added: true as const })
  })
}
