import { type Message, type MessageId, messageId } from '@holdspace/clinic/notes/message'
import { type MembershipId, membershipId, type PatientId, type PracticeId, patientId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { message, messageRead } from './schema/notes.ts'

/** False when it was written before: sent twice, it is one message. */
export async function addMessage(tx: Tx, practiceId: PracticeId, row: Omit<Message, 'readBy'>): Promise<boolean> {
  const { messageId: id, writtenAt, ...rest } = row
  const inserted = await tx
    .insert(message)
    .values({ practiceId, id, ...rest, writtenAt: new Date(writtenAt) })
    .onConflictDoNothing()
    .returning({ id: message.id })
  return inserted.length === 1
}

/** What a message under this id says, and to whom; null where there is none. */
export async function findMessage(
  tx: Tx,
  practiceId: PracticeId,
  id: MessageId,
): Promise<Pick<Message, 'patientId' | 'audience' | 'toMembership' | 'words' | 'authorId'> | null> {
  const [row] = await tx
    .select()
    .from(message)
    .where(and(eq(message.practiceId, practiceId), eq(message.id, id)))
  return row === undefined ? null : headOf(row)
}

function headOf(row: typeof message.$inferSelect) {
  return {
    patientId: patientId.parse(row.patientId),
    audience: row.audience,
    toMembership: row.toMembership === null ? null : membershipId.parse(row.toMembership),
    words: row.words,
    authorId: membershipId.parse(row.authorId),
  }
}

/** A mark for each message this member had not read before. */
export async function markRead(
  tx: Tx,
  practiceId: PracticeId,
  ids: readonly MessageId[],
  reader: { readonly membershipId: MembershipId; readonly name: string; readonly at: Instant },
): Promise<void> {
  if (ids.length === 0) return
  const { membershipId: member, name, at } = reader
  const marks = ids.map((id) => ({ practiceId, messageId: id, membershipId: member, name, at: new Date(at) }))
  await tx.insert(messageRead).values(marks).onConflictDoNothing()
}

/** Everything written about a patient, newest first, at most `limit`; who may read what is asked of each one. */
export async function messagesOf(
  tx: Tx,
  practiceId: PracticeId,
  id: PatientId,
  limit: number,
): Promise<readonly Message[]> {
  const rows = await tx
    .select()
    .from(message)
    .where(and(eq(message.practiceId, practiceId), eq(message.patientId, id)))
    .orderBy(desc(message.writtenAt), desc(message.id))
    .limit(limit)
  if (rows.length === 0) return []
  const marks = await tx
    .select()
    .from(messageRead)
    .where(
      and(
        eq(messageRead.practiceId, practiceId),
        inArray(
          messageRead.messageId,
          rows.map((row) => row.id),
        ),
      ),
    )
    .orderBy(messageRead.at)
  return rows.map((row) => ({
    messageId: messageId.parse(row.id),
    ...headOf(row),
    toName: row.toName,
    authorName: row.authorName,
    writtenAt: instantFromMs(row.writtenAt.getTime()),
    readBy: marks
      .filter((mark) => mark.messageId === row.id)
      .map((mark) => ({
        membershipId: membershipId.parse(mark.membershipId),
        name: mark.name,
        at: instantFromMs(mark.at.getTime()),
      })),
  }))
}
