import type { SessionId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { StoredEntry } from '@holdspace/record/entry'
import type { Appending } from './appending.ts'
import { authorOf, type EntryAuthor } from './entry-author.ts'

/** Where an entry will stand once it is recorded. */
export interface Place {
  readonly sessionId: SessionId
  readonly seq: number
  readonly recordedAt: Instant
  readonly leafHash: string
}

/** The entry as the record will hold it: for deciding the next one on top of it, and for the views written with it. */
export function storedEntry(entry: Appending, author: EntryAuthor, place: Place): StoredEntry {
  // Kind and body were parsed together by the catalogue; only the frame is added.
  return { ...entry, ...place, actor: authorOf(author) } as StoredEntry
}
