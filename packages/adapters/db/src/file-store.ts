import type { PracticeId } from '@holdspace/kit/ids'
import type { Clock } from '@holdspace/kit/instant'
import { and, eq } from 'drizzle-orm'
import { type Database, inPractice, type Tx } from './database.ts'
import { file } from './schema/ledger.ts'

interface FileRow {
  readonly bytes: Uint8Array
  readonly mediaType: string
}

/** Files as rows, by the SHA-256 of their content; the same content twice is one row. In the shape `databaseFiles` asks for. */
export function fileRows(db: Database, clock: Clock) {
  return {
    insert: (practiceId: PracticeId, contentHash: Uint8Array, row: FileRow) =>
      inPractice(db, practiceId, (tx) => keepFile(tx, practiceId, contentHash, row, new Date(clock()))),
    find: (practiceId: PracticeId, contentHash: Uint8Array) =>
      inPractice(db, practiceId, (tx) => findFile(tx, practiceId, contentHash)),
  }
}

/** Keeps a file in a transaction that records more than the file. `contentHash` is the SHA-256 of the bytes. */
export async function keepFile(
  tx: Tx,
  practiceId: PracticeId,
  contentHash: Uint8Array,
  { bytes, mediaType }: FileRow,
  createdAt: Date,
): Promise<void> {
  await tx.insert(file).values({ practiceId, contentHash, bytes, mediaType, createdAt }).onConflictDoNothing()
}

export async function findFile(tx: Tx, practiceId: PracticeId, contentHash: Uint8Array): Promise<FileRow | null> {
  const rows = await tx
    .select({ bytes: file.bytes, mediaType: file.mediaType })
    .from(file)
    .where(and(eq(file.practiceId, practiceId), eq(file.contentHash, contentHash)))
  return rows[0] ?? null
}
