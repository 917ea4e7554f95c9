import type { DeviceId, PracticeId, SessionId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, asc, eq, gt, gte, lte, sql } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { entry, session } from './schema/ledger.ts'
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
      // Two reports of one device may overtake each other on their way here: the later one stands.
      setWhere: lte(sessionPresence.reportedAt, row.reportedAt),
    })
}

/**
 * What the devices of a session said last. An entry that arrived from a device after it said what waits there waits no more,
 * though the device may be silent since, because its screen is locked.
 */
export async function listPresence(tx: Tx, practiceId: PracticeId, sessionId: SessionId): Promise<Presence[]> {
  const arrived = sql`select count(*)::integer from ${entry} where ${and(
    eq(entry.practiceId, sessionPresence.practiceId),
    eq(entry.sessionId, sessionPresence.sessionId),
    eq(entry.deviceId, sessionPresence.deviceId),
    gt(entry.recordedAt, sessionPresence.reportedAt),
  )}`
  const rows = await tx
    .select({
      deviceId: sessionPresence.deviceId,
      label: sessionPresence.label,
      person: sessionPresence.person,
      waiting: sql<number>`greatest(0, ${sessionPresence.waiting} - (${arrived}))`,
      reportedAt: sessionPresence.reportedAt,
    })
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
