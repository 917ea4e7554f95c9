import { openSecret, sealSecret } from '@holdspace/auth/sealed-secret'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import {
  type PrivateNote,
  type PrivateNoteId,
  privateNoteId,
  privateWords,
} from '@holdspace/clinic/notes/psychotherapy-note'
import { recordAccess } from '@holdspace/db/audit-store'
import { findPatient } from '@holdspace/db/patient-store'
import { asAuthor, keepSealedNote, sealedNotesOf } from '@holdspace/db/psychotherapy-note-store'
import { deriveKey } from '@holdspace/keys/derive-key'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type PatientId, patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'

type VaultHouse = Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'secretKey'>

export const keepPsychotherapyNoteInput = z.strictObject({
  noteId: privateNoteId,
  patientId,
  /** The version this saving becomes: one more than the one on the screen. */
  version: z.int().min(1),
  ...privateWords.shape,
})

/**
 * What: a professional writes a psychotherapy note for themselves alone (45 CFR 164.501). It is sealed here with a key of
 * this author's own, before anything is stored; the access record says that they opened their notes, and nothing of them.
 * No answer is kept for a repeated request, since that would be a copy: the note's own id and version make it one.
 */
export async function keepPsychotherapyNote(
  house: VaultHouse,
  actor: StaffActor,
  input: z.output<typeof keepPsychotherapyNoteInput>,
): Promise<Decision<{ readonly noteId: PrivateNoteId; readonly version: number }>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId, membershipId } = actor
  const { noteId, version, title, words } = input
  const permitted = permit(actor, 'psychotherapy-note.keep', { today, patientId: input.patientId })
  if (!permitted.ok) return permitted
  return asAuthor(house.db, practiceId, membershipId, async (tx) => {
    if ((await findPatient(tx, practiceId, input.patientId)) === null) return refuse(noSuchPatient)
    const place = placeOf(actor, input.patientId, noteId, version)
    const sealed = sealSecret(keyOf(house, actor), place, JSON.stringify({ title, words }))
    const { patientId: id } = input
    const isKept = await keepSealedNote(tx, practiceId, membershipId, {
      id: noteId,
      version,
      patientId: id,
      sealed,
      writtenAt: now,
    })
    if (!isKept && !(await isRepeat(tx, house, actor, input))) return refuse(savedElsewhere)
    await recordAccess(
      tx,
      practiceId,
      accessBy(house, actor, { act: 'psychotherapy-note.keep', at: now, patientId: id }),
    )
    return accept({ noteId, version })
  })
}

export const readPsychotherapyNotesInput = z.strictObject({ patientId })

/** What: the author opens their own psychotherapy notes on this person. Nobody else has any, as far as this can be asked. */
export async function readPsychotherapyNotes(
  house: VaultHouse,
  actor: StaffActor,
  input: z.output<typeof readPsychotherapyNotesInput>,
): Promise<Decision<{ readonly zone: string; readonly notes: readonly PrivateNote[] }>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId, membershipId } = actor
  const permitted = permit(actor, 'psychotherapy-note.keep', { today, patientId: input.patientId })
  if (!permitted.ok) return permitted
  return asAuthor(house.db, practiceId, membershipId, async (tx) => {
    if ((await findPatient(tx, practiceId, input.patientId)) === null) return refuse(noSuchPatient)
    const notes = await openAll(tx, house, actor, input.patientId)
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'psychotherapy-note.keep', at: now, ...input }))
    return accept({ zone: refs.zone, notes })
  })
}

type AuthorTx = Parameters<Parameters<typeof asAuthor>[3]>[0]

async function openAll(
  tx: AuthorTx,
  house: VaultHouse,
  actor: StaffActor,
  id: PatientId,
): Promise<readonly PrivateNote[]> {
  const rows = await sealedNotesOf(tx, actor.practiceId, actor.membershipId, id)
  const key = keyOf(house, actor)
  return rows.map((row) => {
    const opened = openSecret(key, placeOf(actor, id, row.id, row.version), row.sealed)
    const { version, writtenAt } = row
    return { noteId: row.id, patientId: id, version, writtenAt, ...privateWords.parse(JSON.parse(opened)) }
  })
}

/** The same words under the same version came before: an answer was lost on the way, and nothing more is to be done. */
async function isRepeat(
  tx: AuthorTx,
  house: VaultHouse,
  actor: StaffActor,
  input: z.output<typeof keepPsychotherapyNoteInput>,
): Promise<boolean> {
  const kept = (await openAll(tx, house, actor, input.patientId)).find((note) => note.noteId === input.noteId)
  return kept?.version === input.version && kept.words === input.words && kept.title === input.title
}

/** Of this author in this practice alone: with another author's key, or in another place, nothing opens. */
function keyOf(house: Pick<House, 'secretKey'>, { practiceId, membershipId }: StaffActor): Uint8Array {
  return deriveKey(house.secretKey, 'psychotherapy-note', `${practiceId}/${membershipId}`)
}

function placeOf(actor: StaffActor, id: PatientId, noteId: PrivateNoteId, version: number): string {
  return [actor.practiceId, actor.membershipId, id, noteId, version].join('/')
}

const savedElsewhere = {
  family: 'conflict',
  code: 'note-saved-elsewhere',
  sentence: 'This note was saved on another screen. Open it again; what you wrote here is still in the form.',
} as const
