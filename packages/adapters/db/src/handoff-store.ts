import { type Handoff, handoffId } from '@holdspace/clinic/notes/handoff'
import {
  type MembershipId,
  membershipId,
  type PatientId,
  type PracticeId,
  patientId,
  sessionId,
} from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { handoff, handoffAcknowledgement } from './schema/notes.ts'

/** False when it was written before: sent twice, it is one handoff. */
export async function addHandoff(tx: Tx, practiceId: PracticeId, row: Omit<Handoff, 'acknowledged'>): Promise<boolean> {
  const { handoffId: id, writtenAt, ...rest } = row
  const inserted = await tx
    .insert(handoff)
    .values({ practiceId, id, ...rest, writtenAt: new Date(writtenAt) })
    .onConflictDoNothing()
    .returning({ id: handoff.id })
  return inserted.length === 1
}

export async function acknowledgeHandoffRow(
  tx: Tx,
  practiceId: PracticeId,
  row: {
    readonly handoffId: Handoff['handoffId']
    readonly byMembership: MembershipId
    readonly byName: string
    readonly at: Instant
    readonly answer: string
  },
): Promise<boolean> {
  const inserted = await tx
    .insert(handoffAcknowledgement)
    .values({ practiceId, ...row, at: new Date(row.at) })
    .onConflictDoNothing()
    .returning({ id: handoffAcknowledgement.handoffId })
  return inserted.length === 1
}

/** Newest first, at most `limit`. */
export async function handoffsOf(
  tx: Tx,
  practiceId: PracticeId,
  ids: readonly PatientId[],
  limit = 50,
): Promise<readonly Handoff[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .select({ handoff, acknowledgement: handoffAcknowledgement })
    .from(handoff)
    .leftJoin(handoffAcknowledgement, acknowledgementOfHandoff)
    .where(and(eq(handoff.practiceId, practiceId), inArray(handoff.patientId, [...ids])))
    .orderBy(desc(handoff.writtenAt), desc(handoff.id))
    .limit(limit)
  return rows.map((row) => handoffOf(row.handoff, row.acknowledgement))
}

export async function findHandoff(tx: Tx, practiceId: PracticeId, id: Handoff['handoffId']): Promise<Handoff | null> {
  const [row] = await tx
    .select({ handoff, acknowledgement: handoffAcknowledgement })
    .from(handoff)
    .leftJoin(handoffAcknowledgement, acknowledgementOfHandoff)
    .where(and(eq(handoff.practiceId, practiceId), eq(handoff.id, id)))
  return row === undefined ? null : handoffOf(row.handoff, row.acknowledgement)
}

const acknowledgementOfHandoff = and(
  eq(handoffAcknowledgement.practiceId, handoff.practiceId),
  eq(handoffAcknowledgement.handoffId, handoff.id),
)

function handoffOf(
  row: typeof handoff.$inferSelect,
  acknowledgement: typeof handoffAcknowledgement.$inferSelect | null,
): Handoff {
  return {
    handoffId: handoffId.parse(row.id),
    patientId: patientId.parse(row.patientId),
    sessionId: row.sessionId === null ? null : sessionId.parse(row.sessionId),
    moment: row.moment,
    toward: row.toward,
    words: row.words,
    authorId: membershipId.parse(row.authorId),
    authorName: row.authorName,
    writtenAt: instantFromMs(row.writtenAt.getTime()),
    acknowledged:
      acknowledgement === null
        ? null
        : {
            byName: acknowledgement.byName,
            at: instantFromMs(acknowledgement.at.getTime()),
            answer: acknowledgement.answer,
          },
  }
}
