import type { PracticeId } from '@holdspace/kit/ids'
import { contentHashOf, isContentHash } from './content-hash.ts'
import { type FileStore, mustMatch, type StoredFile } from './file-store.ts'

/**
 * What the database does for files; `@holdspace/db/file-store` has it, and the app that starts hands it in, for adapters
 * never import each other. The rows are under the same row-level security and backup as the record itself.
 */
export interface FileRows {
  readonly insert: (practiceId: PracticeId, hash: Uint8Array, file: StoredFile) => Promise<void>
  readonly find: (practiceId: PracticeId, hash: Uint8Array) => Promise<StoredFile | null>
}

export function databaseFiles(rows: FileRows): FileStore {
  return {
    keep: async (practiceId, file) => {
      const hash = contentHashOf(file.bytes)
      await rows.insert(practiceId, Buffer.from(hash, 'hex'), file)
      return hash
    },
    read: async (practiceId, hash) => {
      if (!isContentHash(hash)) return null
      const found = await rows.find(practiceId, Buffer.from(hash, 'hex'))
      return found === null ? null : mustMatch(hash, found)
    },
  }
}
