import type { PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'

export const privateNoteId = z
  .uuid()
  .transform((text) => text.toLowerCase())
  .brand<'PrivateNoteId'>()
export type PrivateNoteId = z.output<typeof privateNoteId>

/** What the author writes for themselves. Both parts are sealed together before anything is stored. */
export const privateWords = z.strictObject({
  title: z.string().trim().max(200),
  words: z.string().trim().min(1).max(20_000),
})
export type PrivateWords = z.output<typeof privateWords>

/** A psychotherapy note as its author, and nobody else, reads it (45 CFR 164.501; CONSENT.md section 2, S3–S6). */
export interface PrivateNote extends PrivateWords {
  readonly noteId: PrivateNoteId
  readonly patientId: PatientId
  readonly version: number
  readonly writtenAt: Instant
}
