import type { PracticeId } from '@holdspace/kit/ids'
import { type ContentHash, contentHashOf } from './content-hash.ts'

export interface StoredFile {
  readonly bytes: Uint8Array
  readonly mediaType: string
}

/** Where files are kept: the database or a folder. Keeping the same content twice keeps it once. */
export interface FileStore {
  /** On disk when this returns. */
  readonly keep: (practiceId: PracticeId, file: StoredFile) => Promise<ContentHash>
  /** Null when this practice has no such file. Throws when the stored bytes are no longer what their name says. */
  readonly read: (practiceId: PracticeId, hash: ContentHash) => Promise<StoredFile | null>
}

/** A file whose bytes changed on the disk must never be handed out as the record it was. */
export function mustMatch(hash: ContentHash, file: StoredFile): StoredFile {
  if (contentHashOf(file.bytes) !== hash)
    throw new Error(`The stored file ${hash} is damaged: restore it from a backup.`)
  return file
}
