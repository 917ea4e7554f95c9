import type { LedgerRow } from '@holdspace/db/session-store'
import type { DeviceId, EntryId, MembershipId, SessionId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { readHeader } from '@holdspace/proof/leaf'
import { isKind, type Kind } from '@holdspace/record/catalogue'
import type { EntryActor, StoredEntry } from '@holdspace/record/entry'
import { parseBody } from '@holdspace/record/read-entry'
import { authorOf, type EntryAuthor } from './entry-author.ts'

/**
 * The author as one text in the header: membership id, role, name, single spaces, the name last. It is hashed with the
 * header, so renaming a person never changes who wrote an old entry.
 */
export function actorText(author: EntryAuthor): string {
  const { membershipId, role, name } = authorOf(author)
  return `${membershipId} ${role} ${name}`
}

export function parseActorText(text: string): EntryActor {
  const first = text.indexOf(' ')
  const second = text.indexOf(' ', first + 1)
  if (first < 0) return { membershipId: text as MembershipId, role: '', name: '' }
  const membershipId = text.slice(0, first) as MembershipId
  if (second < 0) return { membershipId, role: text.slice(first + 1), name: '' }
  return { membershipId, role: text.slice(first + 1, second), name: text.slice(second + 1) }
}

const utf8 = new TextDecoder()

/** Reads a row of the ledger back. Throws on bytes that no version of Holdspace wrote: that is tampering, not input. */
export function decodeEntry(row: Pick<LedgerRow, 'headerBytes' | 'leafHash' | 'bodyBytes'>): StoredEntry {
  const header = readHeader(row.headerBytes)
  if (header === undefined || !isKind(header.kind)) {
    throw new Error(`An entry of the ledger cannot be read (leaf ${hexOf(row.leafHash)}).`)
  }
  const kind: Kind = header.kind
  const stored = row.bodyBytes === null ? null : JSON.parse(utf8.decode(row.bodyBytes))
  return {
    id: header.idempotencyKey as EntryId,
    sessionId: header.sessionId as SessionId,
    seq: header.sessionSeq,
    kind,
    actor: parseActorText(header.actor),
    deviceId: header.deviceId as DeviceId,
    deviceSeq: header.deviceSeq,
    occurredAt: header.occurredAt as Instant,
    recordedAt: header.recordedAt as Instant,
    leafHash: hexOf(row.leafHash),
    body: stored === null ? null : parseBody(kind, stored),
  } as StoredEntry
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}
