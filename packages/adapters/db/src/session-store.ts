import type { DeviceId, PatientId, PracticeId, SessionId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import type { ChainHead } from '@holdspace/proof/session-chain'
import { and, desc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Tx } from './database.ts'
import type { SessionStatus } from './record-act.ts'
import { entry, entryBody, session } from './schema/ledger.ts'
import { aboutEach, ofEach } from './side-by-side.ts'

export interface SessionRow {
  readonly id: SessionId
  readonly patientId: PatientId
  readonly protocolId: string
  readonly protocolVersion: string
  readonly protocolHash: string
  readonly status: SessionStatus
  readonly openedAt: Instant
  readonly sealedAt: Instant | null
  /** Number and leaf hash of the newest entry: what the next decision is made on. Null before the first entry. */
  readonly head: ChainHead | null
}

/** One stored entry. `bodyBytes` and `salt` are null once the entry was withdrawn. */
export interface LedgerRow {
  readonly seq: number
  readonly headerBytes: Uint8Array
  readonly leafHash: Uint8Array
  readonly bodyBytes: Uint8Array | null
  readonly salt: Uint8Array | null
}

export interface DeviceProgress {
  readonly deviceId: DeviceId
  readonly firstDeviceSeq: number
  readonly lastDeviceSeq: number
  readonly received: number
  readonly lastAt: Instant
}

/** What is read of an entry wherever its bytes are wanted: header and leaf hash, and the body while it is there. */
export const ledgerColumns = {
  seq: entry.seq,
  headerBytes: entry.header,
  leafHash: entry.leafHash,
  bodyBytes: entryBody.canonical,
  salt: entryBody.salt,
}

/** The body beside its header; missing once the entry was withdrawn. */
export const bodyOfEntry = and(
  eq(entryBody.practiceId, entry.practiceId),
  eq(entryBody.sessionId, entry.sessionId),
  eq(entryBody.seq, entry.seq),
)

/** The session and its head, or null when this practice has no such session. */
export const sessionHead = aboutEach(async (tx, practiceId, ids: readonly SessionId[]) => {
  const rows = await tx
    .select()
    .from(session)
    .where(and(eq(session.practiceId, practiceId), inArray(session.id, [...ids])))
  const found = rows.map(sessionRow)
  return ids.map((id) => found.find((one) => one.id === id) ?? null)
})

/** Entries with a sequence above `after` (0 for all), in order. */
export async function loadEntriesAfter(
  tx: Tx,
  practiceId: PracticeId,
  sessionId: SessionId,
  after: number,
): Promise<readonly LedgerRow[]> {
  return entriesAfter(tx, practiceId, { sessionId, after })
}

interface EntriesAsked {
  readonly sessionId: SessionId
  readonly after: number
}

const entriesAfter = aboutEach(async (tx, practiceId, asked: readonly EntriesAsked[]) => {
  const rows = await tx
    .select({ ...ledgerColumns, sessionId: entry.sessionId })
    .from(entry)
    .leftJoin(entryBody, bodyOfEntry)
    .where(
      and(
        eq(entry.practiceId, practiceId),
        or(...asked.map(({ sessionId, after }) => and(eq(entry.sessionId, sessionId), gt(entry.seq, after)))),
      ),
    )
    .orderBy(entry.seq)
  return asked.map(({ sessionId, after }) => rows.filter((row) => row.sessionId === sessionId && row.seq > after))
})

/** A patient's sessions, newest first. */
export const listPatientSessions = aboutEach(async (tx, practiceId, patients: readonly PatientId[]) => {
  const rows = await tx
    .select()
    .from(session)
    .where(and(eq(session.practiceId, practiceId), inArray(session.patientId, [...patients])))
    .orderBy(desc(session.openedAt))
  return ofEach(patients, rows.map(sessionRow), (row) => row.patientId)
})

/** Sessions that nobody has signed yet, newest first: the board, and what still waits for a signature. */
export async function listUnsealedSessions(
  tx: Tx,
  practiceId: PracticeId,
  limit = 200,
): Promise<readonly SessionRow[]> {
  const rows = await tx
    .select()
    .from(session)
    .where(and(eq(session.practiceId, practiceId), isNull(session.sealedAt)))
    .orderBy(desc(session.openedAt))
    .limit(limit)
  return rows.map(sessionRow)
}

/** How far each device's entries got. */
export async function deviceProgress(
  tx: Tx,
  practiceId: PracticeId,
  sessionId: SessionId,
): Promise<readonly DeviceProgress[]> {
  const rows = await tx
    .select({
      deviceId: entry.deviceId,
      first: sql<number>`min(${entry.deviceSeq})`,
      last: sql<number>`max(${entry.deviceSeq})`,
      received: sql<number>`count(*)::integer`,
      lastAt: sql`max(${entry.recordedAt})`.mapWith(entry.recordedAt),
    })
    .from(entry)
    .where(and(eq(entry.practiceId, practiceId), eq(entry.sessionId, sessionId)))
    .groupBy(entry.deviceId)
    .orderBy(entry.deviceId)
  return rows.map((row) => ({
    deviceId: row.deviceId as DeviceId,
    firstDeviceSeq: row.first,
    lastDeviceSeq: row.last,
    received: row.received,
    lastAt: instantFromMs(row.lastAt.getTime()),
  }))
}

/** Runs of device numbers that never arrived in this session, though later ones did (OB16). */
export async function missingDeviceNumbers(
  tx: Tx,
  practiceId: PracticeId,
  sessionId: SessionId,
): Promise<readonly { deviceId: DeviceId; from: number; to: number }[]> {
  const { rows } = await tx.execute<{ device_id: string; missing_from: number; missing_to: number }>(sql`
    select device_id, device_seq + 1 as missing_from, next_seq - 1 as missing_to
    from (
      select device_id, device_seq,
        lead(device_seq) over (partition by device_id order by device_seq) as next_seq
      from clinic.entry where practice_id = ${practiceId} and session_id = ${sessionId}
    ) as numbered
    where next_seq > device_seq + 1
    order by device_id, device_seq`)
  return rows.map((row) => ({
    deviceId: row.device_id as DeviceId,
    from: row.missing_from,
    to: row.missing_to,
  }))
}

export function sessionRow(row: typeof session.$inferSelect): SessionRow {
  return {
    id: row.id as SessionId,
    patientId: row.patientId as PatientId,
    protocolId: row.protocolId,
    protocolVersion: row.protocolVersion,
    protocolHash: row.protocolHash,
    status: row.status,
    openedAt: instantFromMs(row.openedAt.getTime()),
    sealedAt: row.sealedAt === null ? null : instantFromMs(row.sealedAt.getTime()),
    head: row.headLeaf === null ? null : { sessionSeq: row.nextSeq - 1, leafHash: row.headLeaf },
  }
}
