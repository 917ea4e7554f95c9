import { bytesOfBase64, saysHash } from './base64.ts'
import { equalBytes } from './bytes.ts'
import { canonicalJson, isJsonObject, type Json, parseLedgerBytes } from './canonical-json.ts'
import { type DeviceAlarm, type DeviceCounts, deviceCounts } from './device-sequence.ts'
import type { Hasher } from './hashing.ts'
import { type IdSet, idSet } from './id-set.ts'
import { type EntryHeader, leafHash, parseHeader, payloadCommitment } from './leaf.ts'
import { ascii, isPlainLedgerForm, wordsEnd } from './plain-form.ts'
import { type KnownTexts, type PlainHeader, plainHeader } from './plain-header.ts'
import type { ChainHead } from './session-chain.ts'
import { utf8, utf8Text } from './utf8.ts'

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
  const walk = walkChain(hash, expected)
  for (const entry of entries) walk.next(entry)
  return walk.report()
}

/** Goes along one session's chain, entry by entry in sequence order, and keeps of it only what later entries are held against. */
export interface ChainWalk {
  readonly next: (entry: StoredEntry) => void
  readonly report: () => ChainReport
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

/** An entry of which something is gone. */
interface Hole {
  readonly sequence: number
  readonly state: LeafState
  readonly leafHash: Uint8Array
}

interface Walk {
  readonly hash: Hasher
  readonly keys: IdSet
  readonly devices: DeviceCounts
  readonly redacted: Map<number, Redaction>
  /** The session and the ledger these entries belong to: what was expected, or else what the first of them says. */
  sessionId: string | undefined
  ledger: string | undefined
}

export function walkChain(hash: Hasher, expected: ChainExpectation): ChainWalk {
  const { sessionId, ledger, heads = [] } = expected
  const walk: Walk = { hash, keys: idSet(), devices: deviceCounts(), redacted: new Map(), sessionId, ledger }
  const plainly = plainWalk(walk)
  const states: LeafState[] = []
  const holes: Hole[] = []
  // Only the first is told, and a ledger that is wrong throughout must not be kept as a list of its faults.
  let entryError: ChainError | undefined
  const headErrors: ChainError[] = []
  let before: Uint8Array | undefined
  return {
    next: (entry) => {
      const sequence = states.length + 1
      const code = plainly(entry, sequence, before) ? undefined : checkEntry(walk, entry, sequence, before)
      if (code !== undefined) entryError ??= { sequence, code }
      const state = stateOf(entry)
      states.push(state)
      if (state !== 'recomputed') holes.push({ sequence, state, leafHash: entry.leafHash })
      for (const head of heads) {
        const differs = head.sessionSeq === sequence && !equalBytes(entry.leafHash, head.leafHash)
        if (differs) headErrors.push({ sequence, code: 'head-mismatch' })
      }
      before = entry.leafHash
    },
    report: () => {
      const hole = holes.find((one) => !isExplained(one, walk.redacted.get(one.sequence)))
      const isCut = heads.some((head) => head.sessionSeq < 1 || head.sessionSeq > states.length)
      const errors: ChainError[] = [
        ...(entryError === undefined ? [] : [entryError]),
        ...(hole === undefined ? [] : [{ sequence: hole.sequence, code: 'redaction-unexplained' } as const]),
        ...headErrors,
        ...(isCut ? [{ sequence: states.length + 1, code: 'truncated' } as const] : []),
      ]
      const error = errors.toSorted((left, right) => left.sequence - right.sequence)[0]
      return {
        ...(error === undefined ? {} : { error }),
        states,
        ...(before === undefined ? {} : { head: { sessionSeq: states.length, leafHash: before } }),
        deviceAlarms: walk.devices.alarms(),
      }
    },
  }
}

function stateOf(entry: StoredEntry): LeafState {
  if (entry.headerBytes === undefined) return 'leaf-hash-only'
  return entry.bodyBytes === undefined ? 'payload-redacted' : 'recomputed'
}

type PlainCheck = (entry: StoredEntry, sequence: number, before: Uint8Array | undefined) => boolean

/**
 * Answers whether an entry certainly holds, everything `checkEntry` asks of it included, from the bytes as they stand: in
 * a sound ledger that is nearly every entry, in a tenth of the time. What it does not answer for is asked of `checkEntry`,
 * which alone says what is wrong; a redacting entry always is.
 */
function plainWalk(walk: Walk): PlainCheck {
  let place: KnownTexts | undefined
  let device: { readonly id: Uint8Array; readonly numbers: number[] } | undefined
  const count = (bytes: Uint8Array, { device: from, deviceEnd: to, deviceSeq }: PlainHeader) => {
    if (device === undefined || !isAt(bytes, from, to, device.id)) {
      const id = bytes.slice(from, to)
      device = { id, numbers: walk.devices.of(utf8Text(id) ?? '') }
    }
    device.numbers.push(deviceSeq)
  }
  return ({ headerBytes: bytes, bodyBytes, salt, leafHash: stored }, sequence, before) => {
    if (walk.sessionId === undefined || walk.ledger === undefined) return false
    if (place === undefined) {
      // Looked for as they stand, so they must be what JSON writes of them: a quote in one would end its text early.
      if (!isWrittenAsItIs(walk.sessionId) || !isWrittenAsItIs(walk.ledger)) return false
      place = { session: utf8(walk.sessionId), ledger: utf8(walk.ledger) }
    }
    if (bytes === undefined || bodyBytes === undefined || salt?.length !== 32) return false
    const header = plainHeader(bytes, place)
    if (header === undefined || header.sessionSeq !== sequence || isRedacting(bytes, header)) return false
    // A header names what was before it exactly when it is not the first; `plainHeader` sees to that.
    if (before !== undefined && !saysHash(bytes, header.prev, before)) return false
    if (!equalBytes(leafHash(bytes, walk.hash), stored)) return false
    if (!saysHash(bytes, header.payload, payloadCommitment(salt, bodyBytes, walk.hash))) return false
    if (!isPlainLedgerForm(bodyBytes) || !walk.keys.add(bytes, header.key, header.keyEnd)) return false
    count(bytes, header)
    return true
  }
}

function isWrittenAsItIs(text: string): boolean {
  return text !== '' && canonicalJson(text) === `"${text}"`
}

function isAt(bytes: Uint8Array, from: number, to: number, expected: Uint8Array): boolean {
  return to - from === expected.length && wordsEnd(bytes, from, expected) === to
}

function isRedacting(bytes: Uint8Array, { kind, kindEnd }: PlainHeader): boolean {
  return redactingWords.some((words) => isAt(bytes, kind, kindEnd, words))
}

function checkEntry(
  walk: Walk,
  entry: StoredEntry,
  sequence: number,
  before: Uint8Array | undefined,
): ChainErrorCode | undefined {
  if (entry.headerBytes === undefined) {
    return entry.bodyBytes === undefined && entry.salt === undefined ? undefined : 'body-without-header'
  }
  const header = parseHeader(entry.headerBytes)
  if (header === undefined) return 'header-malformed'
  if (!equalBytes(leafHash(entry.headerBytes, walk.hash), entry.leafHash)) return 'leaf-hash-mismatch'
  walk.devices.of(header.deviceId).push(header.deviceSeq)
  walk.sessionId ??= header.sessionId
  walk.ledger ??= header.ledger
  if (header.sessionId !== walk.sessionId || header.ledger !== walk.ledger) return 'wrong-session'
  if (header.sessionSeq !== sequence) return 'sequence-broken'
  if (header.prev !== undefined && !(before !== undefined && equalBytes(header.prev, before))) {
    return 'previous-hash-mismatch'
  }
  if (!walk.keys.addText(header.idempotencyKey)) return 'duplicate-idempotency-key'
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
const redactingWords = [...redactingKinds.keys()].map(ascii)

function redactionOf(kind: string, body: Json): Redaction | undefined {
  const member = redactingKinds.get(kind)
  const sessionSeq = member !== undefined && isJsonObject(body) ? body[member] : undefined
  if (typeof sessionSeq !== 'number' || !isJsonObject(body)) return undefined
  const leaf = typeof body.leaf_hash === 'string' ? bytesOfBase64(body.leaf_hash) : undefined
  return { sessionSeq, ...(leaf === undefined ? {} : { leafHash: leaf }) }
}

function isExplained({ state, leafHash: stored }: Hole, said: Redaction | undefined): boolean {
  if (said === undefined) return false
  return said.leafHash === undefined ? state === 'payload-redacted' : equalBytes(said.leafHash, stored)
}
