import { type Json, ledgerBytes } from './canonical-json.ts'
import type { Hasher } from './hashing.ts'
import { type EntryHeader, headerBytes, leafHash, payloadCommitment } from './leaf.ts'

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
  const bodyBytes = ledgerBytes(draft.body)
  const sessionSeq = (previous?.sessionSeq ?? 0) + 1
  // Named one by one: to spread them takes longer than to seal them.
  const header = headerBytes({
    ledger: draft.ledger,
    sessionId: draft.sessionId,
    sessionSeq,
    prev: previous?.leafHash,
    idempotencyKey: draft.idempotencyKey,
    kind: draft.kind,
    actor: draft.actor,
    deviceId: draft.deviceId,
    deviceSeq: draft.deviceSeq,
    occurredAt: draft.occurredAt,
    recordedAt: draft.recordedAt,
    payload: payloadCommitment(salt, bodyBytes, hash),
  })
  return { sessionSeq, headerBytes: header, leafHash: leafHash(header, hash), bodyBytes, salt }
}
