import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { decideMark } from '@holdspace/clinic/notes/psychotherapy-time'
import { noSuchNote, noteId } from '@holdspace/clinic/notes/shared-note'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { addPsychotherapyMark, marksOfNote } from '@holdspace/db/psychotherapy-time-store'
import { findSharedNote } from '@holdspace/db/shared-note-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'

export const markPsychotherapyInput = z.discriminatedUnion('kind', [
  z.strictObject({ id: z.uuid(), noteId, kind: z.enum(['started', 'stopped']), at: instant }),
  /** Takes back a mark made in error. */
  z.strictObject({
    id: z.uuid(),
    noteId,
    kind: z.literal('withdrawn'),
    ofId: z.uuid(),
    reason: z.string().trim().min(3).max(300),
  }),
])

/**
 * What: the author of a note marks when psychotherapy began and ended. Billing counts these minutes and nothing else of
 * the note (RULINGS 11); a mark made in error is taken back by another one. Marked before the note is signed.
 */
export async function markPsychotherapy(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof markPsychotherapyInput>,
): Promise<Decision<{ readonly marked: true }>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
  return inPractice(house.db, practiceId, async (tx) => {
    const note = await findSharedNote(tx, practiceId, input.noteId)
    if (note === null || note.authorId !== actor.membershipId) return refuse(noSuchNote)
    const { patientId } = note
    const permitted = permit(actor, 'note.write', { today, patientId })
    if (!permitted.ok) return permitted
    if (note.signed !== null) return refuse(signedAlready)
    const marks = await marksOfNote(tx, practiceId, input.noteId)
    if (marks.some((mark) => mark.id === input.id)) return accept({ marked: true as const })
    if (input.kind === 'withdrawn') {
      if (!marks.some((mark) => mark.id === input.ofId && mark.kind !== 'withdrawn')) return refuse(noSuchMark)
    } else {
      const decided = decideMark({ kind: input.kind, at: input.at, now, marks })
      if (!decided.ok) return decided
    }
    const what =
      input.kind === 'withdrawn'
        ? { ofId: input.ofId, reason: input.reason, at: now }
        : { ofId: null, reason: '', at: input.at }
    const by = { membershipId: actor.membershipId, byName: actor.displayName, recordedAt: now }
    await addPsychotherapyMark(tx, practiceId, { id: input.id, noteId: input.noteId, kind: input.kind, ...what, ...by })
    const details = { noteId: input.noteId, kind: input.kind }
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'note.write', at: now, patientId, details }))
    return accept({ marked: true as const })
  })
}

const signedAlready = {
  family: 'conflict',
  code: 'note-signed',
  sentence: 'This note is signed, and its times with it. Say what was wrong in an addendum.',
} as const

const noSuchMark = {
  family: 'not-found',
  code: 'psychotherapy-mark-not-found',
  sentence: 'There is no such time in this note.',
} as const
