import type { DeviceId, EntryId, MembershipId, SessionId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { Bodies, Kind } from './catalogue.ts'

/** Who wrote an entry, as it stood then: names and roles may change, the record may not. */
export interface EntryActor {
  readonly membershipId: MembershipId
  readonly name: string
  readonly role: string
}

interface EntryFrame {
  /** The client-made id; it is also the idempotency key, so a second submit finds the first. */
  readonly id: EntryId
  readonly sessionId: SessionId
  /** 1, 2, 3 … without a gap: the order of the record (CK1). */
  readonly seq: number
  readonly actor: EntryActor
  readonly deviceId: DeviceId
  readonly deviceSeq: number
  /** When it happened, by the device; when it was recorded, by the server (CK2). */
  readonly occurredAt: Instant
  readonly recordedAt: Instant
  /** Hex of the leaf hash that chains this entry. */
  readonly leafHash: string
}

/** A recorded entry: the frame, and the kind with its own body. */
export type Entry<K extends Kind = Kind> = {
  [Each in K]: EntryFrame & { readonly kind: Each; readonly body: Bodies[Each] }
}[K]

/** An entry whose body was withdrawn: only the frame and the leaf hash are left. */
export type WithdrawnEntry = EntryFrame & { readonly kind: Kind; readonly body: null }

export type StoredEntry = Entry | WithdrawnEntry

export function isOfKind<K extends Kind>(entry: StoredEntry, kind: K): entry is Extract<Entry, { kind: K }> {
  return entry.kind === kind && entry.body !== null
}

/** More than five minutes between happening and recording is late, and is shown with both times (CK9). */
export const lateAfterMs = 5 * 60_000

export function isLate(entry: { occurredAt: Instant; recordedAt: Instant }): boolean {
  return Math.abs(Date.parse(entry.recordedAt) - Date.parse(entry.occurredAt)) > lateAfterMs
}
