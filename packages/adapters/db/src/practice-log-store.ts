import type { PracticeId, SessionId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { tileSize } from '@holdspace/proof/tiled-log'
import { and, asc, desc, eq, gte, lt, max, or, sql } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { entry } from './schema/ledger.ts'
import { logCheckpoint, logLeaf, logTile } from './schema/practice-log.ts'

/** An entry whose leaf the practice's log does not hold yet. */
export interface WaitingLeaf {
  readonly sessionId: SessionId
  readonly seq: number
  readonly leafHash: Uint8Array
}

export interface LogLeaf extends WaitingLeaf {
  readonly index: number
  readonly kind: 'entry' | 'record'
  /** What a paper says of itself; null for an entry. */
  readonly claim: Uint8Array | null
}

export interface StoredCheckpoint {
  readonly size: number
  readonly note: Uint8Array
  readonly why: 'seal' | 'nightly' | 'asked'
  readonly signedAt: Instant
}

/** One at a time appends to a practice's log; the lock goes with the transaction. Recording never takes it. */
export async function lockLog(tx: Tx, practiceId: PracticeId): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`holdspace log ${practiceId}`}, 0))`)
}

export async function logSize(tx: Tx, practiceId: PracticeId): Promise<number> {
  const rows = await tx
    .select({ last: max(logLeaf.leafIndex) })
    .from(logLeaf)
    .where(eq(logLeaf.practiceId, practiceId))
  const last = rows[0]?.last ?? null
  return last === null ? 0 : Number(last) + 1
}

/**
 * Committed entries that wait for their place, session by session in the order of their numbers. The log itself says what
 * is in it; a session's own mark only spares the walk through every session there ever was. Who verifies walks it.
 */
export async function waitingLeaves(
  tx: Tx,
  practiceId: PracticeId,
  atMost: number,
  { everywhere = false }: { readonly everywhere?: boolean } = {},
): Promise<readonly WaitingLeaf[]> {
  const { rows } = await tx.execute<{ session_id: string; seq: number; leaf_hash: Uint8Array }>(sql`
    select w.session_id, w.seq, w.leaf_hash from (${waiting(practiceId, everywhere)}) as w
    order by w.opened_at, w.session_id, w.seq limit ${atMost}`)
  return rows.map((row) => ({
    sessionId: row.session_id as SessionId,
    seq: row.seq,
    leafHash: new Uint8Array(row.leaf_hash),
  }))
}

function waiting(practiceId: PracticeId, everywhere: boolean) {
  return sql`
    select s.opened_at, e.session_id, e.seq, e.leaf_hash
    from clinic.session s
      cross join lateral (
        select coalesce(max(l.seq), 0) as taken from clinic.log_leaf l
        where l.practice_id = s.practice_id and l.session_id = s.id and l.kind = 'entry'
      ) as known
      join clinic.entry e on e.practice_id = s.practice_id and e.session_id = s.id and e.seq > known.taken
    where s.practice_id = ${practiceId} and s.next_seq - 1 > known.taken
      ${everywhere ? sql`` : sql`and s.to_log`}`
}

export interface Places {
  /** The first free index: the log's size. */
  readonly from: number
  readonly atMost: number
  readonly takenAt: Instant
}

/**
 * Gives waiting entries, in their order, their places for ever, and answers how many. Their leaves go from table to table
 * within the database: every entry of a practice passes here, and on the way through this process a morning's entries
 * held up whoever charted meanwhile. The caller holds the log's lock.
 */
export async function placeWaiting(tx: Tx, practiceId: PracticeId, { from, atMost, takenAt }: Places): Promise<number> {
  const { rows } = await tx.execute<{ placed: number }>(sql`
    with placed as (
      insert into clinic.log_leaf (practice_id, leaf_index, leaf_hash, kind, session_id, seq, taken_at)
        select ${practiceId}, ${from}::bigint - 1 + row_number() over (order by w.opened_at, w.session_id, w.seq),
          w.leaf_hash, 'entry', w.session_id, w.seq, ${takenAt}::timestamptz
        from (${waiting(practiceId, false)}) as w
        order by w.opened_at, w.session_id, w.seq limit ${atMost}
      returning session_id, seq
    ), reached as (
      select session_id, max(seq) as seq, count(*) as entries from placed group by session_id
    ), marked as (
      update clinic.session s set to_log = s.next_seq - 1 > reached.seq
      from reached where s.practice_id = ${practiceId} and s.id = reached.session_id
    )
    select coalesce(sum(entries), 0)::integer as placed from reached`)
  return rows[0]?.placed ?? 0
}

/** Gives a paper's leaf the place it names. The caller holds the lock and counts on from the log's size. */
export async function appendRecordLeaf(
  tx: Tx,
  practiceId: PracticeId,
  { index, ...leaf }: LogLeaf,
  takenAt: Instant,
): Promise<void> {
  await tx.insert(logLeaf).values({ practiceId, leafIndex: index, takenAt: new Date(takenAt), ...leaf })
}

/** The leaves of the log from one index on, in order. */
export async function leavesFrom(
  tx: Tx,
  practiceId: PracticeId,
  from: number,
  atMost: number,
): Promise<readonly LogLeaf[]> {
  const rows = await tx
    .select()
    .from(logLeaf)
    .where(and(eq(logLeaf.practiceId, practiceId), gte(logLeaf.leafIndex, from)))
    .orderBy(asc(logLeaf.leafIndex))
    .limit(atMost)
  return rows.map(leafRow)
}

/** The same, each entry's leaf beside the one that is stored with the entry itself: null where there is no such entry. */
export async function leavesBesideEntries(
  tx: Tx,
  practiceId: PracticeId,
  from: number,
  atMost: number,
): Promise<readonly (LogLeaf & { readonly stored: Uint8Array | null })[]> {
  const sameEntry = and(
    eq(entry.practiceId, logLeaf.practiceId),
    eq(entry.sessionId, logLeaf.sessionId),
    eq(entry.seq, logLeaf.seq),
  )
  const rows = await tx
    .select({ leaf: logLeaf, stored: entry.leafHash })
    .from(logLeaf)
    .leftJoin(entry, and(eq(logLeaf.kind, 'entry'), sameEntry))
    .where(and(eq(logLeaf.practiceId, practiceId), gte(logLeaf.leafIndex, from)))
    .orderBy(asc(logLeaf.leafIndex))
    .limit(atMost)
  return rows.map(({ leaf, stored }) => ({ ...leafRow(leaf), stored }))
}

/** The leaf hashes of whole tiles, by index. */
export async function leavesOfTiles(
  tx: Tx,
  practiceId: PracticeId,
  tiles: readonly number[],
): Promise<ReadonlyMap<number, Uint8Array>> {
  if (tiles.length === 0) return new Map()
  const within = tiles.map((tile) =>
    and(gte(logLeaf.leafIndex, tile * tileSize), lt(logLeaf.leafIndex, (tile + 1) * tileSize)),
  )
  const rows = await tx
    .select({ index: logLeaf.leafIndex, leafHash: logLeaf.leafHash })
    .from(logLeaf)
    .where(and(eq(logLeaf.practiceId, practiceId), or(...within)))
  return new Map(rows.map((row) => [row.index, new Uint8Array(row.leafHash)]))
}

export async function tileRoots(tx: Tx, practiceId: PracticeId): Promise<readonly Uint8Array[]> {
  const rows = await tx
    .select({ root: logTile.root })
    .from(logTile)
    .where(eq(logTile.practiceId, practiceId))
    .orderBy(asc(logTile.tileIndex))
  return rows.map((row) => new Uint8Array(row.root))
}

export async function addTileRoot(tx: Tx, practiceId: PracticeId, tileIndex: number, root: Uint8Array): Promise<void> {
  await tx.insert(logTile).values({ practiceId, tileIndex, root })
}

/** The leaf of a session's paper that told of so many entries; null when the log has none. */
export async function recordLeaf(
  tx: Tx,
  practiceId: PracticeId,
  sessionId: SessionId,
  entries: number,
): Promise<LogLeaf | null> {
  const rows = await tx
    .select()
    .from(logLeaf)
    .where(
      and(
        eq(logLeaf.practiceId, practiceId),
        eq(logLeaf.sessionId, sessionId),
        eq(logLeaf.kind, 'record'),
        eq(logLeaf.seq, entries),
      ),
    )
  return rows[0] === undefined ? null : leafRow(rows[0])
}

/** The leaf of a session's newest paper. */
export async function newestRecordLeaf(tx: Tx, practiceId: PracticeId, sessionId: SessionId): Promise<LogLeaf | null> {
  const rows = await tx
    .select()
    .from(logLeaf)
    .where(and(eq(logLeaf.practiceId, practiceId), eq(logLeaf.sessionId, sessionId), eq(logLeaf.kind, 'record')))
    .orderBy(desc(logLeaf.seq))
    .limit(1)
  return rows[0] === undefined ? null : leafRow(rows[0])
}

/** Signed sessions whose newest paper has no leaf yet: signed a moment ago, or added to since. */
export async function recordsToLog(tx: Tx, practiceId: PracticeId, atMost: number): Promise<readonly SessionId[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select s.id from clinic.session s
    where s.practice_id = ${practiceId} and s.status = 'sealed' and not exists (
      select from clinic.log_leaf l
      where l.practice_id = s.practice_id and l.session_id = s.id and l.kind = 'record' and l.seq = s.next_seq - 1)
    order by s.sealed_at limit ${atMost}`)
  return rows.map((row) => row.id as SessionId)
}

export async function addCheckpoint(tx: Tx, practiceId: PracticeId, one: StoredCheckpoint): Promise<void> {
  await tx.insert(logCheckpoint).values({ ...one, practiceId, signedAt: new Date(one.signedAt) })
}

export async function newestCheckpoint(tx: Tx, practiceId: PracticeId): Promise<StoredCheckpoint | null> {
  const rows = await tx
    .select()
    .from(logCheckpoint)
    .where(eq(logCheckpoint.practiceId, practiceId))
    .orderBy(desc(logCheckpoint.size))
    .limit(1)
  return rows[0] === undefined ? null : checkpointRow(rows[0])
}

/** Every checkpoint ever signed, from the smallest size on. */
export async function allCheckpoints(tx: Tx, practiceId: PracticeId): Promise<readonly StoredCheckpoint[]> {
  const rows = await tx
    .select()
    .from(logCheckpoint)
    .where(eq(logCheckpoint.practiceId, practiceId))
    .orderBy(asc(logCheckpoint.size))
  return rows.map(checkpointRow)
}

function leafRow(row: typeof logLeaf.$inferSelect): LogLeaf {
  return {
    index: row.leafIndex,
    leafHash: new Uint8Array(row.leafHash),
    kind: row.kind,
    sessionId: row.sessionId as SessionId,
    seq: row.seq,
    claim: row.claim === null ? null : new Uint8Array(row.claim),
  }
}

function checkpointRow({ size, note, why, signedAt }: typeof logCheckpoint.$inferSelect): StoredCheckpoint {
  return { size, note: new Uint8Array(note), why, signedAt: instantFromMs(signedAt.getTime()) }
}
