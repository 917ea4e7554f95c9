import type { PacketEventKind, PacketItem } from '@holdspace/clinic/intake/packet'
import type { Language } from '@holdspace/clinic/intake/questions'
import { bigint, integer, jsonb, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, moment } from './columns.ts'

/** Tables of migration 0070. Constraints, grants, indexes and policies are written there; here are the names and types. */
const identity = pgSchema('identity')
const clinic = pgSchema('clinic')

export const packetLink = identity.table('packet_link', {
  id: uuid('id').primaryKey(),
  practiceId: uuid('practice_id').notNull(),
  packetId: uuid('packet_id').notNull(),
  channel: text('channel').$type<'mail' | 'hand' | 'kiosk'>().notNull(),
  tokenSha256: bytes('token_sha256').notNull(),
  createdAt: moment('created_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
  exchangedAt: moment('exchanged_at'),
  revokedAt: moment('revoked_at'),
})

export const packetDevice = identity.table('packet_device', {
  id: uuid('id').primaryKey(),
  practiceId: uuid('practice_id').notNull(),
  packetId: uuid('packet_id').notNull(),
  linkId: uuid('link_id').notNull(),
  channel: text('channel').$type<'link' | 'kiosk'>().notNull(),
  tokenSha256: bytes('token_sha256').notNull(),
  createdAt: moment('created_at').notNull(),
  lastSeenAt: moment('last_seen_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
  endedAt: moment('ended_at'),
})

export const packetCode = identity.table('packet_code', {
  id: uuid('id').primaryKey(),
  linkId: uuid('link_id').notNull(),
  codeMac: bytes('code_mac').notNull(),
  createdAt: moment('created_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
  attempts: integer('attempts').notNull(),
  usedAt: moment('used_at'),
})

export const packet = clinic.table(
  'packet',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    items: jsonb('items').$type<readonly PacketItem[]>().notNull(),
    language: text('language').$type<Language>().notNull(),
    createdAt: moment('created_at').notNull(),
    closesAt: moment('closes_at').notNull(),
    createdBy: uuid('created_by'),
    createdByName: text('created_by_name').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

const position = () => bigint('position', { mode: 'number' }).generatedAlwaysAsIdentity()

export const packetEvent = clinic.table(
  'packet_event',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    packetId: uuid('packet_id').notNull(),
    position: position(),
    kind: text('kind').$type<PacketEventKind>().notNull(),
    itemId: text('item_id'),
    at: moment('at').notNull(),
    byMembership: uuid('by_membership'),
    byName: text('by_name').notNull(),
    deviceId: uuid('device_id'),
    details: jsonb('details').$type<Readonly<Record<string, unknown>>>().notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const packetAnswer = clinic.table(
  'packet_answer',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    packetId: uuid('packet_id').notNull(),
    patientId: uuid('patient_id').notNull(),
    position: position(),
    itemId: text('item_id').notNull(),
    questionId: text('question_id').notNull(),
    value: jsonb('value').$type<unknown>(),
    language: text('language').$type<Language>().notNull(),
    answeredAt: moment('answered_at').notNull(),
    deviceId: uuid('device_id').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const packetTakeOver = clinic.table(
  'packet_take_over',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    packetId: uuid('packet_id').notNull(),
    patientId: uuid('patient_id').notNull(),
    answerId: uuid('answer_id').notNull(),
    part: text('part').notNull(),
    decision: text('decision').$type<'taken' | 'left-out'>().notNull(),
    before: jsonb('before').$type<unknown>(),
    at: moment('at').notNull(),
    byMembership: uuid('by_membership').notNull(),
    byName: text('by_name').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)
