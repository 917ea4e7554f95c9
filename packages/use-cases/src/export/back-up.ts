import {
  atOneMoment,
  type BackupTable,
  ledgerHeads,
  noteBackup,
  practicesHere,
  rowsOf,
  schemaVersion,
  tablesInOrder,
} from '@holdspace/db/backup-store'
import { newArchiveHeader, writeSealed } from '@holdspace/files/sealed-archive'
import { deriveKey } from '@holdspace/keys/derive-key'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { PracticeId } from '@holdspace/kit/ids'
import type { House } from '../house.ts'
import { encodeFrame, type Frame } from './archive-frames.ts'

type Owner = Parameters<typeof schemaVersion>[0]

export interface BackupPlace {
  readonly path: string
  /** The owner's address of the database: the ordinary role sees one practice at a time. */
  readonly ownerUrl: string
}

export interface BackedUp {
  readonly tables: number
  readonly practices: number
  readonly sessions: number
  /** False where the database could not be told, so that `/readyz` goes on to speak of the backup before. */
  readonly isNoted: boolean
}

/**
 * What: the operator writes the whole installation into one encrypted file: every practice, the ledger, stored files and
 * the version of the schema, as of one moment, while people go on charting (BK1). The key is derived from the secret
 * key and is not in the file (BK6). Appears whole, or not at all.
 */
export async function backUp(
  house: Pick<House, 'clock' | 'secretKey'>,
  { path, ownerUrl }: BackupPlace,
): Promise<Decision<BackedUp>> {
  const counted = { tables: 0, practices: 0, sessions: 0 }
  const keyOf = (salt: string) => deriveKey(house.secretKey, 'backup', salt)
  try {
    await atOneMoment(ownerUrl, (owner) =>
      writeSealed(path, newArchiveHeader(house.clock()), keyOf, encodeAll(framesOf(owner, counted))),
    )
    return accept({ ...counted, isNoted: await isNoted(ownerUrl) })
  } catch (error) {
    if (isExisting(error)) {
      return refuse({
        family: 'conflict',
        code: 'backup-exists',
        sentence: `${path}.part is there already: another backup is being written, or one was broken off. Remove it and try again.`,
      })
    }
    throw error
  }
}

async function* framesOf(
  owner: Owner,
  counted: { tables: number; practices: number; sessions: number },
): AsyncGenerator<Frame> {
  yield { note: 'schema', migrations: await schemaVersion(owner) }
  const practices = await practicesHere(owner)
  for (const table of await tablesInOrder(owner)) {
    yield* tableFrames(owner, table, practices)
    counted.tables += 1
  }
  const heads: string[] = []
  for (const practice of practices) heads.push(...(await ledgerHeads(owner, practice)))
  counted.practices = practices.length
  counted.sessions = heads.length
  yield { note: 'ledger', heads }
}

async function* tableFrames(owner: Owner, table: BackupTable, practices: readonly PracticeId[]): AsyncGenerator<Frame> {
  yield { note: 'table', table }
  for (const practice of table.byPractice ? practices : [null]) {
    for await (const bytes of rowsOf(owner, table, practice)) yield { note: 'rows', bytes }
  }
  yield { note: 'end-of-table' }
}

async function* encodeAll(frames: AsyncIterable<Frame>): AsyncGenerator<Uint8Array> {
  for await (const frame of frames) yield encodeFrame(frame)
}

/** The file is whole by now: a database that takes no writes, when a backup is wanted most, does not undo it. */
async function isNoted(ownerUrl: string): Promise<boolean> {
  try {
    await noteBackup(ownerUrl)
    return true
  } catch {
    return false
  }
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}
