import { concat } from './bytes.ts'
import { isJsonObject, ledgerBytes, parseLedgerBytes } from './canonical-json.ts'
import type { Hasher } from './hashing.ts'
import { labelled } from './utf8.ts'

/**
 * What a signed paper says of itself, all of it printed on its last page: so a reader works out the paper's own leaf
 * from the paper alone, and the proof beside it binds that leaf to the practice's log (HOUSE 5.7, TAMPER-EVIDENCE 4.8).
 */
export interface PaperClaim {
  readonly ledger: string
  readonly sessionId: string
  /** How many entries the session had when the paper was drawn. */
  readonly entries: number
  /** Hex of the leaf hash of the newest of them. */
  readonly head: string
  /** Hex of the SHA-256 of the signed content. */
  readonly contentHash: string
}

/** Canonical JSON of the claim: the leaf data after its label `ledger-record/v1`. */
export function paperClaimBytes({ ledger, sessionId, entries, head, contentHash }: PaperClaim): Uint8Array {
  return ledgerBytes({ v: 1, ledger, session_id: sessionId, entries, head, content_sha256: contentHash })
}

/** `H(0x00 || "ledger-record/v1" || 0x00 || claim)`. */
export function recordLeafHash(claim: Uint8Array, hash: Hasher): Uint8Array {
  return hash(concat(new Uint8Array([0]), labelled('ledger-record/v1', claim)))
}

/** The claim in stored bytes; undefined when they are not one. */
export function parsePaperClaim(bytes: Uint8Array): PaperClaim | undefined {
  const value = parseLedgerBytes(bytes)
  if (!isJsonObject(value) || value.v !== 1) return undefined
  const { ledger, session_id: sessionId, entries, head, content_sha256: contentHash } = value
  const isText = (one: unknown): one is string => typeof one === 'string'
  if (!isText(ledger) || !isText(sessionId) || !isText(head) || !isText(contentHash) || typeof entries !== 'number')
    return undefined
  return { ledger, sessionId, entries, head, contentHash }
}
