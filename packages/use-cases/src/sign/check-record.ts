import { inPractice, type Tx } from '@holdspace/db/database'
import { findSignedRecord, sessionOfContent } from '@holdspace/db/paper-store'
import { leavesFrom, newestCheckpoint, newestRecordLeaf } from '@holdspace/db/practice-log-store'
import type { PracticeId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { equalBytes, hex } from '@holdspace/proof/bytes'
import { verifyCheckpoint } from '@holdspace/proof/checkpoint'
import { inclusionAtSize, rootAtSize } from '@holdspace/proof/tiled-log'
import { formatTlogProof } from '@holdspace/proof/tlog-proof'
import { utf8, utf8Text } from '@holdspace/proof/utf8'
import { z } from 'zod'
import type { House } from '../house.ts'
import { logKey, readTiledLog } from '../verify/practice-log.ts'

/**
 * What: anybody holding a printed record checks whether its content hash was signed here, where it stands in the
 * practice's log, and whether the checkpoint printed beside it is this log's. No sign-in, no patient data.
 */
export const checkRecordInput = z.strictObject({
  contentHash: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/),
  /** As the square code of the paper gives it. */
  checkpoint: z.string().max(4_000).optional(),
})

/**
 * What became of a printed checkpoint. `differs` and `ahead` are grave: the log of this installation is not the one
 * that was signed then, or it is an older copy of it.
 */
export type PrintedCheckpoint = 'agrees' | 'forged' | 'differs' | 'ahead'

export interface PlaceInLog {
  readonly index: number
  readonly size: number
  /** Hex; worked out from what the paper prints. */
  readonly leaf: string
  /** c2sp.org/tlog-proof@v1, with the newest checkpoint. */
  readonly proof: string
  readonly verifierKey: string
  readonly signedAt: Instant
}

export type CheckedRecord =
  | {
      readonly known: true
      readonly practiceName: string
      readonly signedAt: Instant
      readonly headLeaf: string
      readonly entries: number
      /** Null for a moment after the signature. */
      readonly log: PlaceInLog | null
      readonly checkpoint: PrintedCheckpoint | null
    }
  | { readonly known: false }

type CheckHouse = Pick<House, 'db' | 'hashing' | 'secretKey'>

export async function checkRecord(house: CheckHouse, input: z.output<typeof checkRecordInput>): Promise<CheckedRecord> {
  const found = await findSignedRecord(house.db, input.contentHash)
  if (found === null) return { known: false }
  const { practiceName, signedAt, headLeaf, entries, practiceId } = found
  return inPractice(house.db, practiceId, async (tx) => ({
    known: true,
    practiceName,
    signedAt,
    headLeaf,
    entries,
    log: await placeInLog(tx, house, practiceId, input.contentHash),
    checkpoint: input.checkpoint === undefined ? null : await judge(tx, house, practiceId, input.checkpoint),
  }))
}

async function placeInLog(
  tx: Tx,
  house: CheckHouse,
  practiceId: PracticeId,
  contentHash: string,
): Promise<PlaceInLog | null> {
  const sessionId = await sessionOfContent(tx, practiceId, contentHash)
  const leaf = sessionId === null ? null : await newestRecordLeaf(tx, practiceId, sessionId)
  const newest = await newestCheckpoint(tx, practiceId)
  if (leaf === null || newest === null || newest.size <= leaf.index) return null
  const { index, leafHash } = leaf
  const { size, note: checkpoint, signedAt } = newest
  const hashes = inclusionAtSize(await readTiledLog(tx, practiceId, size, index), index, size, house.hashing.sha256)
  const proof = utf8Text(formatTlogProof({ index, hashes, checkpoint })) ?? ''
  return { index, size, leaf: hex(leafHash), proof, verifierKey: logKey(house, practiceId).text, signedAt }
}

async function judge(tx: Tx, house: CheckHouse, practiceId: PracticeId, printed: string): Promise<PrintedCheckpoint> {
  // A telephone or a clipboard may drop the last line feed or add a blank; the signed lines themselves must be exact.
  const note = utf8(`${printed.replaceAll('\r\n', '\n').trim()}\n`)
  const read = verifyCheckpoint(note, [logKey(house, practiceId)], house.hashing)
  if (!read.ok) return 'forged'
  const { size, root } = read.value
  if (size > 0 && (await leavesFrom(tx, practiceId, size - 1, 1)).length === 0) return 'ahead'
  const log = await readTiledLog(tx, practiceId, size)
  return equalBytes(rootAtSize(log, size, house.hashing.sha256), root) ? 'agrees' : 'differs'
}
