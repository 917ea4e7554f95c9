import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import type { PsychotherapyStretch } from '@holdspace/clinic/notes/psychotherapy-time'
import { readsNote, type SharedNote } from '@holdspace/clinic/notes/shared-note'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { findPatient } from '@holdspace/db/patient-store'
import { psychotherapyOf } from '@holdspace/db/psychotherapy-time-store'
import { sharedNotesOf } from '@holdspace/db/shared-note-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import type { May } from '../people/read-chart.ts'

export const readNotesInput = z.strictObject({ patientId })

export interface NotesView {
  readonly zone: string
  /** Newest first: signed ones, and the reader's own drafts. */
  readonly notes: readonly (SharedNote & {
    readonly isOwn: boolean
    readonly stretches: readonly PsychotherapyStretch[]
  })[]
  readonly may: { readonly write: May; readonly sign: May; readonly keepPrivate: boolean }
}

/** What: somebody of the care team reads the shared notes on this person. Psychotherapy notes are not among them, nor counted. */
export async function readNotes(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof readNotesInput>,
): Promise<Decision<NotesView>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  const circumstances = { today, patientId: input.patientId }
  const permitted = permit(actor, 'note.read', circumstances)
  if (!permitted.ok) return permitted
  const may = (act: 'note.write' | 'note.sign'): May => {
    const decided = permit(actor, act, circumstances)
    return decided.ok ? { allowed: true } : { allowed: false, why: decided.refusal.sentence }
  }
  return inPractice(house.db, practiceId, async (tx) => {
    if ((await findPatient(tx, practiceId, input.patientId)) === null) return refuse(noSuchPatient)
    const notes = (await sharedNotesOf(tx, practiceId, input.patientId)).filter((note) => readsNote(actor, note))
    const stretches = await psychotherapyOf(tx, practiceId, input.patientId)
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'note.read', at: now, ...input }))
    return accept({
      zone: refs.zone,
      notes: notes.map((note) => ({
        ...note,
        isOwn: note.authorId === actor.membershipId,
        stretches: stretches.filter((stretch) => stretch.noteId === note.noteId),
      })),
      may: {
        write: may('note.write'),
        sign: may('note.sign'),
        keepPrivate: permit(actor, 'psychotherapy-note.keep', circumstances).ok,
      },
    })
  })
}
