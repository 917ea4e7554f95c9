import { bytesOfBase64 } from './base64.ts'
import { equalBytes } from './bytes.ts'
import { isJsonObject, type Json, ledgerBytes, parseLedgerBytes } from './canonical-json.ts'
import { type DeviceAlarm, deviceAlarms } from './device-sequence.ts'
import type { Hasher } from './hashing.ts'
import { type EntryHeader, headerBytes, leafHash, parseHeader, payloadCommitment } from './leaf.ts'

/** What is to be recorded, before it has its place in the session. */
export interface EntryDraft extends Omit<EntryHeader, 'sessionSeq' | 'prev' | 'payload'> {
  readonly body: Json
}

/** Where a session's chain stands: the number and leaf hash of its newest entry. Worth keeping outside the database. */
export interface ChainHead {
  readonly sessionSeq: number
  readonly leafHash: Uint8Array
}

/** One entry ready to be stored: the header row and the body row. */
export interface SealedEntry extends ChainHead {
  readonly headerBytes: Uint8Array
  readonly bodyBytes: Uint8Array
  readonly salt: Uint8Array
}

/**
 * Gives a draft its place after `previous` (undefined on a session's first entry), commits to its body with a fresh
 * 32-byte salt and links it to the entry before. Throws when the draft has no ledger form, which our schemas exclude.
 */
export function sealEntry(
  previous: ChainHead | undefined,
  draft: EntryDraft,
  salt: Uint8Array,
  hash: Hasher,
): SealedEntry {
  const { body, ...rest } = draft
  const bodyBytes = ledgerBytes(body)
  const sessionSeq = (previous?.sessionSeq ?? 0) + 1
  const header = headerBytes({
    ...rest,
    sessionSeq,
    ...(previous === undefined ? {} : { prev: previous.leafHash }),
    payload: payloadCommitment(salt, bodyBytes, hash),
  })
  return { sessionSeq, headerBytes: header, leafHash: leafHash(header, hash), bodyBytes, salt }
}

/** One entry as it is stored. A redaction drops the body with its salt, and where the law asks, the header as well. */
export interface StoredEntry {
  readonly leafHash: Uint8Array
  readonly headerBytes?: Uint8Array
  readonly bodyBytes?: Uint8Array
  readonly salt?: Uint8Array
}

export type LeafState = 'recomputed' | 'payload-redacted' | 'leaf-hash-only'

export type ChainErrorCode =
  | 'body-without-header'
  | 'header-malformed'
  | 'leaf-hash-mismatch'
  | 'wrong-session'
  | 'sequence-broken'
  | 'previous-hash-mismatch'
  | 'duplicate-idempotency-key'
  | 'body-without-salt'
  | 'body-mismatch'
  | 'body-not-canonical'
  | 'redaction-unexplained'
  | 'truncated'
  | 'head-mismatch'

export interface ChainError {
  /** Session sequence, from 1, of the entry the error is at. */
  readonly sequence: number
  readonly code: ChainErrorCode
}

export interface ChainReport {
  /** The first error, or undefined when every entry holds. */
  readonly error?: ChainError
  readonly states: readonly LeafState[]
  readonly head?: ChainHead
  /** Gaps and repeats in what the devices sent: an alarm about capture, not a break of the chain. */
  readonly deviceAlarms: readonly DeviceAlarm[]
}

/** What a redacting entry says about the entry it redacts. */
interface Redaction {
  readonly sessionSeq: number
  /**
   * Must be named where the header goes too: when two neighbours lose their headers nothing else in the session still
   * points at the first one's leaf hash, and it could be swapped unseen.
   */
  readonly leafHash?: Uint8Array
}

export interface ChainExpectation {
  /** The session these entries are said to belong to, and its practice's ledger; by default what the first one says. */
  readonly sessionId?: string
  readonly ledger?: string
  /** Heads known from outside the database: a printed record, a checkpoint, a partner. Without one, a cut tail is silent. */
  readonly heads?: readonly ChainHead[]
}

/**
 * Checks one session's entries, in sequence order, from their bytes alone: every leaf and body commitment recomputed,
 * every link followed, every redaction explained by a later entry (TAMPER-EVIDENCE 8.5, 8.10; attacks 1, 6, 7, 10).
 */
export function verifySessionChain(
  entries: readonly StoredEntry[],
  hash: Hasher,
  expected: ChainExpectation = {},
): ChainReport {
  const walk: Walk = { expected, hash, keys: new Set(), headers: [], redacted: new Map() }
  const errors: ChainError[] = []
  const states = entries.map((entry, at): LeafState => {
    const found = checkEntry(walk, entry, at + 1, entries[at - 1])
    if (found !== undefined) errors.push({ sequence: at + 1, code: found })
    if (entry.headerBytes === undefined) return 'leaf-hash-only'
    return entry.bodyBytes === undefined ? 'payload-redacted' : 'recomputed'
  })
  states.forEach((state, at) => {
    const explained = isExplained(state, entries[at]?.leafHash, walk.redacted.get(at + 1))
    if (!explained) errors.push({ sequence: at + 1, code: 'redaction-unexplained' })
  })
  for (const head of expected.heads ?? []) errors.push(...checkHead(entries, head))
  const error = errors.toSorted((left, right) => left.sequence - right.sequence)[0]
  const last = entries.at(-1)
  return {
    ...(error === undefined ? {} : { error }),
    states,
    ...(last === undefined ? {} : { head: { sessionSeq: entries.length, leafHash: last.leafHash } }),
    deviceAlarms: deviceAlarms(walk.headers),
  }
}

interface Walk {
  readonly expected: ChainExpectation
  readonly hash: Hasher
  readonly keys: Set<string>
  readonly headers: EntryHeader[]
  readonly redacted: Map<number, Redaction>
}

function checkEntry(
  walk: Walk,
  entry: StoredEntry,
  sequence: number,
  before: StoredEntry | undefined,
): ChainErrorCode | undefined {
  if (entry.headerBytes === undefined) {
    return entry.bodyBytes === undefined && entry.salt === undefined ? undefined : 'body-without-header'
  }
  const header = parseHeader(entry.headerBytes)
  if (header === undefined) return 'header-malformed'
  if (!equalBytes(leafHash(entry.headerBytes, walk.hash), entry.leafHash)) return 'leaf-hash-mismatch'
  walk.headers.push(header)
  const first = walk.headers[0] ?? header
  const sessionId = walk.expected.sessionId ?? first.sessionId
  const ledger = walk.expected.ledger ?? first.ledger
  if (header.sessionId !== sessionId || header.ledger !== ledger) return 'wrong-session'
  if (header.sessionSeq !== sequence) return 'sequence-broken'
  if (header.prev !== undefined && !(before !== undefined && equalBytes(header.prev, before.leafHash))) {
    return 'previous-hash-mismatch'
  }
  if (walk.keys.has(header.idempotencyKey)) return 'duplicate-idempotency-key'
  walk.keys.add(header.idempotencyKey)
  return checkBody(walk, header, entry)
}

function checkBody(walk: Walk, header: EntryHeader, entry: StoredEntry): ChainErrorCode | undefined {
  if (entry.bodyBytes === undefined && entry.salt === undefined) return undefined
  if (entry.bodyBytes === undefined || entry.salt?.length !== 32) return 'body-without-salt'
  const commitment = payloadCommitment(entry.salt, entry.bodyBytes, walk.hash)
  if (!equalBytes(commitment, header.payload)) return 'body-mismatch'
  const body = parseLedgerBytes(entry.bodyBytes)
  if (body === undefined) return 'body-not-canonical'
  const redaction = redactionOf(header.kind, body)
  // Only what came before can be redacted: an entry cannot excuse its own missing body or one not yet written.
  if (redaction !== undefined && redaction.sessionSeq < header.sessionSeq) {
    walk.redacted.set(redaction.sessionSeq, redaction)
  }
  return undefined
}

/**
 * The kinds that redact, and the member of their body that names the sequence. Part of the frozen format, not an
 * option: a ledger that could declare its own redacting kinds could explain any hole away.
 */
const redactingKinds = new Map([
  ['redacted', 'session_seq'],
  ['entry-withdrawn', 'withdrawsSeq'],
])

function redactionOf(kind: string, body: Json): Redaction | undefined {
  const member = redactingKinds.get(kind)
  const sessionSeq = member !== undefined && isJsonObject(body) ? body[member] : undefined
  if (typeof sessionSeq !== 'number' || !isJsonObject(body)) return undefined
  const leaf = typeof body.leaf_hash === 'string' ? bytesOfBase64(body.leaf_hash) : undefined
  return { sessionSeq, ...(leaf === undefined ? {} : { leafHash: leaf }) }
}

function isExplained(state: LeafState, stored: Uint8Array | undefined, said: Redaction | undefined): boolean {
  if (state === 'recomputed') return true
  if (said === undefined || stored === undefined) return false
  return said.leafHash === undefined ? state === 'payload-redacted' : equalBytes(said.leafHash, stored)
}

function checkHead(entries: readonly StoredEntry[], head: ChainHead): readonly ChainError[] {
  const entry = entries[head.sessionSeq - 1]
  if (entry === undefined) return [{ sequence: entries.length + 1, code: 'truncated' }]
  return equalBytes(entry.leafHash, head.leafHash) ? [] : [{ sequence: head.sessionSeq, code: 'head-mismatch' }]
}
