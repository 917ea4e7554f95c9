import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { MembershipId, PatientId, SessionId } from '@holdspace/kit/ids'
import { type Instant, msBetween } from '@holdspace/kit/instant'
import { hex } from '@holdspace/proof/bytes'
import { ledgerBytes } from '@holdspace/proof/canonical-json'
import type { Hasher } from '@holdspace/proof/hashing'
import { z } from 'zod'
import type { StaffActor } from '../access/actor.ts'
import { permit } from '../access/permit.ts'
import { stepUpLastsMs } from '../session/sign-session.ts'
import type { NoteKind } from './note-words.ts'

export const noteId = z
  .uuid()
  .transform((text) => text.toLowerCase())
  .brand<'NoteId'>()
export type NoteId = z.output<typeof noteId>

/**
 * What a shared note says. These are the matters that 45 CFR 164.501 keeps out of psychotherapy notes (modality, results,
 * summaries of symptoms, functional status, progress, plan), so that nothing else has a place to be written by mistake.
 */
const words = z.string().trim().max(4_000)
export const noteSections = z.strictObject({
  modality: words,
  symptoms: words,
  function: words,
  progress: words,
  plan: words,
})
export type NoteSections = z.output<typeof noteSections>
export interface SharedNote {
  readonly noteId: NoteId
  readonly patientId: PatientId
  readonly kind: NoteKind
  readonly sessionId: SessionId | null
  readonly authorId: MembershipId
  readonly authorName: string
  readonly createdAt: Instant
  /** The newest saving; once signed, exactly what was signed. */
  readonly version: number
  readonly sections: NoteSections
  readonly contentHash: string
  readonly savedAt: Instant
  readonly signed: {
    readonly signerName: string
    readonly credential: string
    readonly meaning: string
    readonly at: Instant
  } | null
  readonly addenda: readonly {
    readonly id: string
    readonly words: string
    readonly authorName: string
    readonly credential: string
    readonly at: Instant
  }[]
}

export const noteMeaning = 'I wrote this note, and it is true.'

/** A draft is its author's; the care team reads what is signed. */
export function readsNote(
  actor: Pick<StaffActor, 'membershipId'>,
  note: Pick<SharedNote, 'authorId' | 'signed'>,
): boolean {
  return note.signed !== null || note.authorId === actor.membershipId
}

export function noteHash(
  note: {
    readonly noteId: NoteId
    readonly patientId: PatientId
    readonly kind: NoteKind
    readonly sections: NoteSections
  },
  sha256: Hasher,
): string {
  const { noteId: id, patientId, kind, sections } = note
  return hex(sha256(ledgerBytes({ noteId: id, patientId, kind, sections })))
}

interface NoteQuestion {
  readonly actor: StaffActor
  readonly today: CalendarDate
  readonly patientId: PatientId
}

/** May this be saved as the draft's next version? Only by its author, only before it is signed. */
export function decideSave({
  actor,
  today,
  patientId,
  note,
}: NoteQuestion & { readonly note: SharedNote | null }): Decision<true> {
  const permitted = permit(actor, 'note.write', { today, patientId })
  if (!permitted.ok) return permitted
  if (note === null) return accept(true)
  if (!readsNote(actor, note)) return refuse(noSuchNote)
  if (note.signed !== null) return refuse(reasons.signed)
  return note.authorId === actor.membershipId ? accept(true) : refuse(noSuchNote)
}

/** May the author sign exactly what the screen showed? The password is given again (S29). */
export function decideSignNote(
  question: NoteQuestion & { readonly note: SharedNote; readonly shownHash: string; readonly now: Instant },
): Decision<true> {
  const { actor, today, note, shownHash, now } = question
  const permitted = permit(actor, 'note.sign', { today, patientId: note.patientId })
  if (!permitted.ok) return permitted
  if (!readsNote(actor, note)) return refuse(noSuchNote)
  if (note.signed !== null) return refuse(reasons.signed)
  if (note.authorId !== actor.membershipId) return refuse(noSuchNote)
  if (Object.values(note.sections).every((section) => section === '')) return refuse(reasons.empty)
  if (shownHash !== note.contentHash) return refuse(reasons.changed)
  if (actor.lastStepUpAt === null || msBetween(actor.lastStepUpAt, now) > stepUpLastsMs) return refuse(reasons.stepUp)
  return accept(true)
}

/** May something be added to a signed note? By anybody of the care team, under their own name. */
export function decideAddToNote({ actor, today, note }: NoteQuestion & { readonly note: SharedNote }): Decision<true> {
  const permitted = permit(actor, 'note.write', { today, patientId: note.patientId })
  if (!permitted.ok) return permitted
  if (!readsNote(actor, note)) return refuse(noSuchNote)
  return note.signed === null ? refuse(reasons.notSigned) : accept(true)
}

export const noSuchNote = {
  family: 'not-found',
  code: 'note-not-found',
  sentence: 'There is no such note in this practice.',
} as const

const reasons = {
  signed: {
    family: 'conflict',
    code: 'note-signed',
    sentence: 'This note is signed and does not change any more. Add to it instead.',
  },
  notSigned: {
    family: 'unprocessable',
    code: 'note-not-signed',
    sentence: 'This note is not signed yet: write it in the note itself.',
  },
  empty: {
    family: 'invalid',
    code: 'note-empty',
    sentence: 'There is nothing in this note to sign.',
    field: 'sections',
  },
  changed: {
    family: 'conflict',
    code: 'note-changed',
    sentence: 'The note was saved again since you opened this page. Read it again, then sign.',
  },
  stepUp: {
    family: 'step-up-required',
    code: 'step-up-required',
    sentence: 'Signing asks for your password again.',
  },
} as const
