import type { PacketEvent, PacketEventKind, PacketItem } from '@holdspace/clinic/intake/packet'
import type { Language } from '@holdspace/clinic/intake/questions'
import {
  type DeviceId,
  type MembershipId,
  type PacketId,
  type PatientId,
  type PracticeId,
  packetId,
  patientId,
} from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, asc, desc, eq, gte, inArray, isNotNull, lte, sql } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { packet, packetAnswer, packetEvent, packetTakeOver } from './schema/packets.ts'
import { aboutEach, ofEach } from './side-by-side.ts'

/** A packet of forms as it was sent, and what happened to it since. */
export interface PacketRow {
  readonly packetId: PacketId
  readonly patientId: PatientId
  readonly items: readonly PacketItem[]
  readonly language: Language
  readonly createdAt: Instant
  readonly closesAt: Instant
  readonly createdByName: string
  /** Oldest first. */
  readonly events: readonly StoredPacketEvent[]
}

export interface StoredPacketEvent extends PacketEvent {
  readonly byName: string
}

export type NewPacket = Omit<PacketRow, 'events'> & { readonly createdBy: string | null }

export async function insertPacket(tx: Tx, practiceId: PracticeId, row: NewPacket): Promise<void> {
  await tx.insert(packet).values({
    practiceId,
    id: row.packetId,
    patientId: row.patientId,
    items: row.items,
    language: row.language,
    createdAt: new Date(row.createdAt),
    closesAt: new Date(row.closesAt),
    createdBy: row.createdBy,
    createdByName: row.createdByName,
  })
}

export async function findPacket(tx: Tx, practiceId: PracticeId, id: PacketId): Promise<PacketRow | null> {
  const rows = await tx
    .select()
    .from(packet)
    .where(and(eq(packet.practiceId, practiceId), eq(packet.id, id)))
  return (await withEvents(tx, practiceId, rows))[0] ?? null
}

/** Newest first. */
export const packetsOfPatient = aboutEach(async (tx, practiceId, patients: readonly PatientId[]) => {
  const rows = await tx
    .select()
    .from(packet)
    .where(and(eq(packet.practiceId, practiceId), inArray(packet.patientId, [...patients])))
    .orderBy(desc(packet.createdAt), desc(packet.id))
  return ofEach(patients, await withEvents(tx, practiceId, rows), (row) => row.patientId)
})

/** Packets that somebody of the staff sent before a time and that still take answers then, oldest first. */
export async function packetsSentByStaff(
  tx: Tx,
  practiceId: PracticeId,
  { sentBefore, openAt }: { readonly sentBefore: Instant; readonly openAt: Instant },
): Promise<readonly PacketRow[]> {
  const rows = await tx
    .select()
    .from(packet)
    .where(
      and(
        eq(packet.practiceId, practiceId),
        isNotNull(packet.createdBy),
        lte(packet.createdAt, new Date(sentBefore)),
        gte(packet.closesAt, new Date(openAt)),
      ),
    )
    .orderBy(asc(packet.createdAt), asc(packet.id))
  return withEvents(tx, practiceId, rows)
}

async function withEvents(
  tx: Tx,
  practiceId: PracticeId,
  rows: readonly (typeof packet.$inferSelect)[],
): Promise<PacketRow[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const events = await tx
    .select()
    .from(packetEvent)
    .where(and(eq(packetEvent.practiceId, practiceId), inArray(packetEvent.packetId, ids)))
    .orderBy(asc(packetEvent.position))
  return rows.map((row) => ({
    packetId: packetId.parse(row.id),
    patientId: patientId.parse(row.patientId),
    items: row.items,
    language: row.language,
    createdAt: instantFromMs(row.createdAt.getTime()),
    closesAt: instantFromMs(row.closesAt.getTime()),
    createdByName: row.createdByName,
    events: events.filter((event) => event.packetId === row.id).map(eventOf),
  }))
}

function eventOf(row: typeof packetEvent.$inferSelect): StoredPacketEvent {
  return {
    kind: row.kind,
    at: instantFromMs(row.at.getTime()),
    byName: row.byName,
    ...(row.itemId === null ? {} : { itemId: row.itemId }),
  }
}

export interface NewPacketEvent {
  readonly id: string
  readonly packetId: PacketId
  readonly kind: PacketEventKind
  readonly itemId?: string
  readonly at: Instant
  readonly by: { readonly membershipId: string | null; readonly name: string }
  readonly deviceId?: DeviceId
  /** Ids and codes only; never what somebody typed. */
  readonly details?: Readonly<Record<string, unknown>>
}

/** Adds what happened. False where the same form was submitted before: it closes once. */
export async function addPacketEvent(tx: Tx, practiceId: PracticeId, event: NewPacketEvent): Promise<boolean> {
  const rows = await tx
    .insert(packetEvent)
    .values({
      practiceId,
      id: event.id,
      packetId: event.packetId,
      kind: event.kind,
      itemId: event.itemId ?? null,
      at: new Date(event.at),
      byMembership: event.by.membershipId,
      byName: event.by.name,
      deviceId: event.deviceId ?? null,
      details: event.details ?? {},
    })
    .onConflictDoNothing()
    .returning({ id: packetEvent.id })
  return rows.length === 1
}

/** Until the transaction ends nobody else works on this packet: two tries at once are counted one after the other. */
export async function holdPacket(tx: Tx, id: PacketId): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 70))`)
}

export interface AnswerRow {
  readonly answerId: string
  readonly packetId: PacketId
  readonly itemId: string
  readonly questionId: string
  readonly value: unknown
  readonly language: Language
  readonly answeredAt: Instant
}

export interface NewAnswer extends AnswerRow {
  readonly patientId: PatientId
  readonly deviceId: DeviceId
}

/** Adds an answer as it was given; the earlier ones stay. Sent twice under one id, it is one row. */
export async function addAnswer(tx: Tx, practiceId: PracticeId, answer: NewAnswer): Promise<void> {
  await tx
    .insert(packetAnswer)
    .values({
      practiceId,
      id: answer.answerId,
      packetId: answer.packetId,
      patientId: answer.patientId,
      itemId: answer.itemId,
      questionId: answer.questionId,
      value: answer.value,
      language: answer.language,
      answeredAt: new Date(answer.answeredAt),
      deviceId: answer.deviceId,
    })
    .onConflictDoNothing()
}

/** The newest answer to each question of a packet, or of one form in it. */
export async function newestAnswers(
  tx: Tx,
  practiceId: PracticeId,
  id: PacketId,
  itemId?: string,
): Promise<readonly AnswerRow[]> {
  const rows = await tx
    .selectDistinctOn([packetAnswer.itemId, packetAnswer.questionId])
    .from(packetAnswer)
    .where(
      and(
        eq(packetAnswer.practiceId, practiceId),
        eq(packetAnswer.packetId, id),
        itemId === undefined ? undefined : eq(packetAnswer.itemId, itemId),
      ),
    )
    .orderBy(packetAnswer.itemId, packetAnswer.questionId, desc(packetAnswer.position))
  return rows.map(answerOf)
}

/** The answer of this id, where it is this patient's. */
export async function findAnswer(
  tx: Tx,
  practiceId: PracticeId,
  patient: PatientId,
  answerId: string,
): Promise<AnswerRow | null> {
  const rows = await tx
    .select()
    .from(packetAnswer)
    .where(
      and(eq(packetAnswer.practiceId, practiceId), eq(packetAnswer.id, answerId), eq(packetAnswer.patientId, patient)),
    )
  return rows[0] === undefined ? null : answerOf(rows[0])
}

function answerOf(row: typeof packetAnswer.$inferSelect): AnswerRow {
  return {
    answerId: row.id,
    packetId: packetId.parse(row.packetId),
    itemId: row.itemId,
    questionId: row.questionId,
    value: row.value,
    language: row.language,
    answeredAt: instantFromMs(row.answeredAt.getTime()),
  }
}

export interface TakeOverRow {
  readonly answerId: string
  readonly part: string
  readonly decision: 'taken' | 'left-out'
  readonly at: Instant
  readonly byName: string
}

export interface NewTakeOver extends TakeOverRow {
  readonly id: string
  readonly packetId: PacketId
  readonly patientId: PatientId
  readonly before: unknown
  readonly by: MembershipId
}

/** False where this part was decided before: the first decision stands. */
export async function addTakeOver(tx: Tx, practiceId: PracticeId, row: NewTakeOver): Promise<boolean> {
  const rows = await tx
    .insert(packetTakeOver)
    .values({
      practiceId,
      id: row.id,
      packetId: row.packetId,
      patientId: row.patientId,
      answerId: row.answerId,
      part: row.part,
      decision: row.decision,
      before: row.before ?? null,
      at: new Date(row.at),
      byMembership: row.by,
      byName: row.byName,
    })
    .onConflictDoNothing()
    .returning({ id: packetTakeOver.id })
  return rows.length === 1
}

export async function takeOversOf(tx: Tx, practiceId: PracticeId, id: PacketId): Promise<readonly TakeOverRow[]> {
  const rows = await tx
    .select()
    .from(packetTakeOver)
    .where(and(eq(packetTakeOver.practiceId, practiceId), eq(packetTakeOver.packetId, id)))
  return rows.map((row) => ({
    answerId: row.answerId,
    part: row.part,
    decision: row.decision,
    at: instantFromMs(row.at.getTime()),
    byName: row.byName,
  }))
}
