import type { Audience } from '@holdspace/clinic/notes/audiences'
import type { HandoffWords } from '@holdspace/clinic/notes/handoff'
import type { HandoffMoment, HandoffSide } from '@holdspace/clinic/notes/handoff-words'
import type { NoteKind } from '@holdspace/clinic/notes/note-words'
import type { NoteSections } from '@holdspace/clinic/notes/shared-note'
import { integer, jsonb, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, moment } from './columns.ts'

/** Tables of migrations 0101 and 0102. Constraints, grants and policies are written there; here are the names and types. */
const clinic = pgSchema('clinic')

export const handoff = clinic.table(
  'handoff',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    sessionId: uuid('session_id'),
    moment: text('moment').$type<HandoffMoment>().notNull(),
    toward: text('toward').$type<HandoffSide>().notNull(),
    words: jsonb('words').$type<HandoffWords>().notNull(),
    authorId: uuid('author_id').notNull(),
    authorName: text('author_name').notNull(),
    writtenAt: moment('written_at').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const handoffAcknowledgement = clinic.table(
  'handoff_acknowledgement',
  {
    practiceId: uuid('practice_id').notNull(),
    handoffId: uuid('handoff_id').notNull(),
    byMembership: uuid('by_membership').notNull(),
    byName: text('by_name').notNull(),
    at: moment('at').notNull(),
    answer: text('answer').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.handoffId] })],
)

export const message = clinic.table(
  'message',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    audience: text('audience').$type<Audience>().notNull(),
    toMembership: uuid('to_membership'),
    toName: text('to_name').notNull(),
    words: text('words').notNull(),
    authorId: uuid('author_id').notNull(),
    authorName: text('author_name').notNull(),
    writtenAt: moment('written_at').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const messageRead = clinic.table(
  'message_read',
  {
    practiceId: uuid('practice_id').notNull(),
    messageId: uuid('message_id').notNull(),
    membershipId: uuid('membership_id').notNull(),
    name: text('name').notNull(),
    at: moment('at').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.messageId, row.membershipId] })],
)

export const sharedNote = clinic.table(
  'shared_note',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    kind: text('kind').$type<NoteKind>().notNull(),
    sessionId: uuid('session_id'),
    authorId: uuid('author_id').notNull(),
    authorName: text('author_name').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const sharedNoteVersion = clinic.table(
  'shared_note_version',
  {
    practiceId: uuid('practice_id').notNull(),
    noteId: uuid('note_id').notNull(),
    version: integer('version').notNull(),
    sections: jsonb('sections').$type<NoteSections>().notNull(),
    contentHash: text('content_hash').notNull(),
    savedAt: moment('saved_at').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.noteId, row.version] })],
)

export const sharedNoteSignature = clinic.table(
  'shared_note_signature',
  {
    practiceId: uuid('practice_id').notNull(),
    noteId: uuid('note_id').notNull(),
    version: integer('version').notNull(),
    contentHash: text('content_hash').notNull(),
    signerId: uuid('signer_id').notNull(),
    signerName: text('signer_name').notNull(),
    credential: text('credential').notNull(),
    meaning: text('meaning').notNull(),
    signedAt: moment('signed_at').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.noteId] })],
)

export const sharedNoteAddendum = clinic.table(
  'shared_note_addendum',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    noteId: uuid('note_id').notNull(),
    words: text('words').notNull(),
    authorId: uuid('author_id').notNull(),
    authorName: text('author_name').notNull(),
    credential: text('credential').notNull(),
    at: moment('at').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const psychotherapyTime = clinic.table(
  'psychotherapy_time',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    noteId: uuid('note_id').notNull(),
    kind: text('kind').$type<'started' | 'stopped' | 'withdrawn'>().notNull(),
    at: moment('at').notNull(),
    ofId: uuid('of_id'),
    reason: text('reason').notNull(),
    byMembership: uuid('by_membership').notNull(),
    byName: text('by_name').notNull(),
    recordedAt: moment('recorded_at').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

/** Read and written by `psychotherapy-note-store.ts` alone; the text in it is sealed (M18). */
export const psychotherapyNote = clinic.table(
  'psychotherapy_note',
  {
    practiceId: uuid('practice_id').notNull(),
    authorId: uuid('author_id').notNull(),
    id: uuid('id').notNull(),
    version: integer('version').notNull(),
    patientId: uuid('patient_id').notNull(),
    sealed: bytes('sealed').notNull(),
    writtenAt: moment('written_at').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.authorId, row.id, row.version] })],
)
