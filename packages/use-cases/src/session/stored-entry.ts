import type { StaffActor } from '@holdspace/clinic/access/actor'
import type { SessionId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { StoredEntry } from '@holdspace/record/entry'
import type { Appending } from './appending.ts'

/** Where an entry will stand once it is recorded. */
export interface Place {
  readonly sessionId: SessionId
  readonly seq: number
  readonly recordedAt: Instant
  readonly leafHash: string
}

/** The entry as the record will hold it: for deciding the next one on top of it, and for the views written with it. */
export function storedEntry(entry: Appending, actor: StaffActor, place: Place): StoredEntry {
  const { membershipId, displayName: name, role } = actor
  // Kind and body were parsed together by the catalogue; only the frame is added.
  return { ...entry, ...place, actor: { membershipId, name, role } } as StoredEntry
}
