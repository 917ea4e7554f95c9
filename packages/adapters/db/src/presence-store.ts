import type { PracticeId, SessionId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, asc, eq } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { sessionPresence } from './schema/session-room.ts'

/** What one joined device said of itself last. */
export interface Presence {
  readonly deviceId: string
  readonly label: string
  readonly person: string
  readonly waiting: number
  readonly reportedAt: Instant
}

export async function reportPresence(
  tx: Tx,
  place: { readonly practiceId: PracticeId; readonly sessionId: SessionId },
  presence: Presence,
): Promise<void> {
  const row = { ...presence, reportedAt: new Date(presence.reportedAt) }
  await tx
    .insert(sessionPresence)
    .values({ ...place, ...row })
    .onConflictDoUpdate({
      target: [sessionPresence.practiceId, sessionPresence.sessionId, sessionPresence.deviceId],
      set: row,
    })
}

export async function listPresence(tx: Tx, practiceId: PracticeId, sessionId: SessionId): Promise<Presence[]> {
  const rows = await tx
    .select()
    .from(sessionPresence)
    .where(and(eq(sessionPresence.practiceId, practiceId), eq(sessionPresence.sessionId, sessionId)))
    .orderBy(asc(sessionPresence.label))
  return rows.map(({ deviceId, label, person, waiting, reportedAt }) => ({
    deviceId,
    label,
    person,
    waiting,
    reportedAt: instantFromMs(reportedAt.getTime()),
  }))
}
