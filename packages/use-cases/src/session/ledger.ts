import { type Database, inPractice, type Tx } from '@holdspace/db/database'
import { findProtocol } from '@holdspace/db/protocol-store'
import { loadEntriesAfter, type SessionRow, sessionHead } from '@holdspace/db/session-store'
import type { EntryId, PatientId, PracticeId, SessionId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { Hasher } from '@holdspace/proof/hashing'
import type { ChainHead } from '@holdspace/proof/session-chain'
import { contentHashOf } from '@holdspace/protocols/life-cycle'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import type { Reading } from '@holdspace/record/effective'
import type { StoredEntry } from '@holdspace/record/entry'
import { type Grown, grownFrom } from '@holdspace/record/grow'
import type { SessionState } from '@holdspace/record/state'
import { decodeEntry } from './entry-codec.ts'

/** A session as it stands: its row, every entry read back, what they add up to, and the protocol it pinned. */
export interface SessionLedger {
  readonly sessionId: SessionId
  readonly patientId: PatientId
  readonly status: SessionRow['status']
  readonly sealedAt: Instant | null
  readonly head: ChainHead | null
  readonly entries: readonly StoredEntry[]
  readonly reading: Reading
  readonly state: SessionState
  readonly protocol: ProtocolVersion
}

/**
 * Entries never change once recorded, so what this process has read of a session stays true: only newer entries are
 * fetched. A body can go (a withdrawal), and then the withdrawing entry is newer, and everything is read again.
 */
const remembered = new WeakMap<Database, Map<string, Remembered>>()
const rememberAtMost = 200

interface Remembered {
  readonly ledger: SessionLedger
  /** Which remembering it was, counted from the process's start. */
  readonly since: number
}

/** Reads a session of the practice, or null when there is none. Permission is the caller's question. */
export async function readLedger(
  house: LedgerHouse,
  practiceId: PracticeId,
  sessionId: SessionId,
): Promise<SessionLedger | null> {
  return inPractice(house.db, practiceId, (tx) => readLedgerIn(tx, house, practiceId, sessionId))
}

/** What reading a session takes. */
export interface LedgerHouse {
  readonly db: Database
  readonly hashing: { readonly sha256: Hasher }
}

/** The same inside a transaction of the practice, so that the line in the audit trail commits with the reading. */
export async function readLedgerIn(
  tx: Tx,
  house: LedgerHouse,
  practiceId: PracticeId,
  sessionId: SessionId,
): Promise<SessionLedger | null> {
  const key = `${practiceId} ${sessionId}`
  const known = rememberedOf(house.db).get(key)?.ledger
  const row = await sessionHead(tx, practiceId, sessionId)
  if (row === null) return null
  const fresh = await loadEntriesAfter(tx, practiceId, sessionId, known?.entries.length ?? 0)
  const decoded = fresh.map(decodeEntry)
  const complete = known === undefined || !decoded.some((entry) => entry.kind === 'entry-withdrawn')
  const entries = complete
    ? [...(known?.entries ?? []), ...decoded]
    : (await loadEntriesAfter(tx, practiceId, sessionId, 0)).map(decodeEntry)
  const protocol = known?.protocol ?? (await findProtocol(tx, row.protocolId, row.protocolVersion))
  if (protocol === null) throw new Error(`Session ${sessionId} pins a protocol version that is not in the database.`)
  assertPinned(row, protocol, house.hashing.sha256)
  const ledger =
    known !== undefined && known.entries.length === entries.length
      ? { ...known, ...placeOf(row) }
      : assemble(placeOf(row), grownFrom(entries), protocol)
  remember(rememberedOf(house.db), key, ledger)
  return ledger
}

/**
 * The session as this process last knew it, or null: enough to decide an act on, because recording checks that nobody
 * recorded since. A refusal is never given on it alone; what it says may be older than what others have recorded.
 */
export function recallLedger(db: Database, practiceId: PracticeId, sessionId: SessionId): SessionLedger | null {
  return rememberedOf(db).get(`${practiceId} ${sessionId}`)?.ledger ?? null
}

/** What the session is once entries stand behind the ledger they were sealed onto; call it after the commit. */
export function rememberGrown(db: Database, practiceId: PracticeId, ledger: SessionLedger, grown: Grown): void {
  const fresh = assemble(ledger, grown, ledger.protocol)
  const known = placesIn(ledger) as Map<EntryId, number>
  for (let at = ledger.entries.length; at < grown.entries.length; at += 1) {
    const entry = grown.entries[at]
    if (entry !== undefined) known.set(entry.id, at)
  }
  places.set(fresh, known)
  remember(rememberedOf(db), `${practiceId} ${ledger.sessionId}`, fresh)
}

/** After an act that changed more than it added (a withdrawn body, an ending, a signature): the next question reads. */
export function forgetLedger(db: Database, practiceId: PracticeId, sessionId: SessionId): void {
  rememberedOf(db).delete(`${practiceId} ${sessionId}`)
}

/** Where the ids of a record stand; one for all that was ever read of it, since an entry keeps its place for ever. */
const places = new WeakMap<SessionLedger, Map<EntryId, number>>()

/** The entry of this id, or null: looked up, because every act asks. */
export function entryOf(ledger: SessionLedger, id: EntryId): StoredEntry | null {
  const at = placesIn(ledger).get(id)
  return (at === undefined ? undefined : ledger.entries[at]) ?? null
}

function placesIn(ledger: SessionLedger): ReadonlyMap<EntryId, number> {
  const known = places.get(ledger) ?? new Map(ledger.entries.map(({ id }, at) => [id, at]))
  places.set(ledger, known)
  return known
}

type SessionPlace = Pick<SessionLedger, 'sessionId' | 'patientId' | 'status' | 'sealedAt'>

function assemble(
  { sessionId, patientId, status, sealedAt }: SessionPlace,
  { entries, reading, state }: Grown,
  protocol: ProtocolVersion,
): SessionLedger {
  const head = headOf(entries)
  return { sessionId, patientId, status, sealedAt, head, entries, reading, state, protocol }
}

/** The head the entries themselves give: row and entries are two reads, and another entry may come between them. */
function headOf(entries: readonly StoredEntry[]): ChainHead | null {
  const last = entries.at(-1)
  if (last === undefined) return null
  return { sessionSeq: last.seq, leafHash: new Uint8Array(Buffer.from(last.leafHash, 'hex')) }
}

function placeOf(row: SessionRow): SessionPlace {
  return {
    sessionId: row.id,
    patientId: row.patientId,
    status: row.status,
    sealedAt: row.sealedAt,
  }
}

/** The protocol a session runs on is the one that was pinned, to the last character, or nothing goes on. */
function assertPinned(row: SessionRow, protocol: ProtocolVersion, sha256: Hasher): void {
  if (checked.has(protocol)) return
  if (contentHashOf(protocol, sha256) !== row.protocolHash) {
    throw new Error(`Session ${row.id} pins ${row.protocolId} ${row.protocolVersion}, whose content has changed.`)
  }
  checked.add(protocol)
}
const checked = new WeakSet<ProtocolVersion>()

/** What is remembered belongs to one database: two of them may hold sessions of the same id (a copy, a test). */
function rememberedOf(db: Database): Map<string, Remembered> {
  const known = remembered.get(db) ?? new Map<string, Remembered>()
  remembered.set(db, known)
  return known
}

let remembering = 0

/**
 * In its place, and the one that was not touched for longest goes. Taking it out and putting it in behind the others would
 * say which that is by itself, but a Map that is used so builds its table anew every few acts, and each table it leaves
 * behind keeps every ledger in it until the whole heap is swept (decision 0045).
 */
function remember(ledgers: Map<string, Remembered>, key: string, ledger: SessionLedger): void {
  // A slow read must not take back what was recorded meanwhile.
  if ((ledgers.get(key)?.ledger.entries.length ?? 0) > ledger.entries.length) return
  remembering += 1
  ledgers.set(key, { ledger, since: remembering })
  if (ledgers.size <= rememberAtMost) return
  let [oldest, since] = [key, remembering]
  for (const [other, known] of ledgers) if (known.since < since) [oldest, since] = [other, known.since]
  ledgers.delete(oldest)
}
