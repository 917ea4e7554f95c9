import {
  allOrNothing,
  type BackupTable,
  ledgerHeads,
  liftForce,
  practicesHere,
  putRows,
  restoreForce,
  schemaVersion,
  tablesInOrder,
} from '@holdspace/db/backup-store'
import { checkSealed, readSealed } from '@holdspace/files/sealed-archive'
import { deriveKey } from '@holdspace/keys/derive-key'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { isRefusalError, type Refusal, RefusalError } from '@holdspace/kit/refusal'
import type { House } from '../house.ts'
import { decodeFrames, type Frame } from './archive-frames.ts'
import type { BackupPlace } from './back-up.ts'

type Owner = Parameters<typeof schemaVersion>[0]

export interface Restored {
  /** When the backup was made; RFC 3339. */
  readonly madeAt: string
  readonly tables: number
  readonly rows: number
  readonly sessions: number
}

/**
 * What: the operator puts a backup into an empty installation of the same version. The file is proved as a whole before
 * anything is written (BK2); the rows go in as one transaction; the heads of every session must come out as they were
 * when the backup was made (BK3).
 */
export async function restore(house: Pick<House, 'secretKey'>, place: BackupPlace): Promise<Decision<Restored>> {
  const keyOf = (salt: string) => deriveKey(house.secretKey, 'backup', salt)
  const checked = await checkSealed(place.path, keyOf)
  if (!checked.ok) return refuse(unusable(checked.why))
  try {
    const put = await allOrNothing(place.ownerUrl, (owner) =>
      putBack(owner, decodeFrames(readSealed(place.path, keyOf))),
    )
    return accept({ madeAt: checked.header.createdAt, ...put })
  } catch (error) {
    if (isRefusalError(error)) return refuse(error.refusal)
    throw error
  }
}

async function putBack(owner: Owner, frames: AsyncGenerator<Frame>): Promise<Omit<Restored, 'madeAt'>> {
  if ((await practicesHere(owner)).length > 0) throw new RefusalError(notEmpty)
  const schema = await frames.next()
  const migrations = !schema.done && schema.value.note === 'schema' ? schema.value.migrations : []
  if (migrations.join() !== (await schemaVersion(owner)).join()) throw new RefusalError(otherVersion)
  const here = await tablesInOrder(owner)
  await liftForce(owner, here)
  let tables = 0
  let rows = 0
  let heads: readonly string[] = []
  for (let next = await frames.next(); !next.done; next = await frames.next()) {
    if (next.value.note === 'table') {
      rows += await putRows(owner, known(here, next.value.table), rowsUntilEnd(frames))
      tables += 1
    } else if (next.value.note === 'ledger') heads = next.value.heads
  }
  await restoreForce(owner, here)
  await compareHeads(owner, heads)
  return { tables, rows, sessions: heads.length }
}

/** The names come out of a file: only tables and columns this version has are ever written into a statement. */
function known(here: readonly BackupTable[], asked: BackupTable): BackupTable {
  const table = here.find((one) => one.name === asked.name)
  if (table === undefined || asked.columns.some((column) => !table.columns.includes(column))) {
    throw new RefusalError(otherVersion)
  }
  return { ...table, columns: asked.columns }
}

async function* rowsUntilEnd(frames: AsyncGenerator<Frame>): AsyncGenerator<Uint8Array> {
  for (let next = await frames.next(); !next.done; next = await frames.next()) {
    if (next.value.note !== 'rows') return
    yield next.value.bytes
  }
}

async function compareHeads(owner: Owner, expected: readonly string[]): Promise<void> {
  const found: string[] = []
  for (const practice of await practicesHere(owner)) found.push(...(await ledgerHeads(owner, practice)))
  if (found.join('\n') !== expected.join('\n')) throw new RefusalError(otherLedger)
}

function unusable(why: 'not-a-backup' | 'does-not-open'): Refusal {
  return why === 'not-a-backup'
    ? { family: 'invalid', code: why, sentence: 'This file is not a Holdspace backup. Nothing was changed.' }
    : {
        family: 'unprocessable',
        code: why,
        sentence:
          'This backup does not open: HOLDSPACE_SECRET_KEY is not the one it was made with, or the file was cut or changed. Nothing was changed.',
      }
}

const notEmpty: Refusal = {
  family: 'conflict',
  code: 'not-empty',
  sentence:
    'This installation already holds a practice. Restore into an empty data folder or database. Nothing was changed.',
}

const otherVersion: Refusal = {
  family: 'conflict',
  code: 'other-version',
  sentence:
    'This backup was made by another version of Holdspace. Restore it with that version, then upgrade. Nothing was changed.',
}

const otherLedger: Refusal = {
  family: 'unprocessable',
  code: 'other-ledger',
  sentence: 'The restored ledger does not come to what it was when the backup was made. Nothing was changed.',
}
