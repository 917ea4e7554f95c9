import type { DeviceId, PracticeId, SessionId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, asc, eq, gte } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { session } from './schema/ledger.ts'
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

/** Whether this device said, at or after this moment, that it sits in the room of a session that is open now. */
export async function wasInOpenRoom(
  tx: Tx,
  practiceId: PracticeId,
  deviceId: DeviceId,
  since: Instant,
): Promise<boolean> {
  const rows = await tx
    .select({ id: session.id })
    .from(sessionPresence)
    .innerJoin(
      session,
      and(eq(session.practiceId, sessionPresence.practiceId), eq(session.id, sessionPresence.sessionId)),
    )
    .where(
      and(
        eq(sessionPresence.practiceId, practiceId),
        eq(sessionPresence.deviceId, deviceId),
        gte(sessionPresence.reportedAt, new Date(since)),
        eq(session.status, 'open'),
      ),
    )
    .limit(1)
  return rows.length === 1
}
