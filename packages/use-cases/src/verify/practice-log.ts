import type { Tx } from '@holdspace/db/database'
import {
  addCheckpoint,
  addTileRoot,
  leavesOfTiles,
  logSize,
  newestCheckpoint,
  placeWaiting,
  type StoredCheckpoint,
  tileRoots,
} from '@holdspace/db/practice-log-store'
import { checkpointSigner } from '@holdspace/keys/checkpoint-signer'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { PracticeId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { Refusal } from '@holdspace/kit/refusal'
import { equalBytes } from '@holdspace/proof/bytes'
import { signCheckpoint, verifyCheckpoint } from '@holdspace/proof/checkpoint'
import { merkleRoot } from '@holdspace/proof/merkle'
import { ed25519KeyId, formatVerifierKey, type VerifierKey } from '@holdspace/proof/signed-note'
import { rootAtSize, type TiledLog, tileSize, tilesTouched } from '@holdspace/proof/tiled-log'
import type { House } from '../house.ts'
import { ledgerOrigin } from '../session/session-names.ts'

export type LogHouse = Pick<House, 'hashing' | 'secretKey'>

const leavesAtOnce = 5_000

/** Gives every committed entry its place in the log. Answers the log's size. The caller holds the log's lock. */
export async function takeLeaves(tx: Tx, house: LogHouse, practiceId: PracticeId, now: Instant): Promise<number> {
  let size = await logSize(tx, practiceId)
  for (;;) {
    const placed = await placeWaiting(tx, practiceId, { from: size, atMost: leavesAtOnce, takenAt: now })
    size += placed
    if (placed < leavesAtOnce) break
  }
  await keepTiles(tx, house, practiceId, size)
  return size
}

/** Keeps the hash of each tile that is complete by now. */
export async function keepTiles(tx: Tx, house: LogHouse, practiceId: PracticeId, size: number): Promise<void> {
  const kept = (await tileRoots(tx, practiceId)).length
  for (let tile = kept; tile < Math.floor(size / tileSize); tile += 1) {
    const leaves = await leavesOfTiles(tx, practiceId, [tile])
    const inOrder = [...leaves].sort(([one], [other]) => one - other).map(([, leaf]) => leaf)
    await addTileRoot(tx, practiceId, tile, merkleRoot(inOrder, house.hashing.sha256))
  }
}

/** As much of the log as it takes to answer for these sizes and indexes. */
export async function readTiledLog(
  tx: Tx,
  practiceId: PracticeId,
  size: number,
  ...places: readonly number[]
): Promise<TiledLog> {
  const tiles = await tileRoots(tx, practiceId)
  return { size, tiles, leaves: await leavesOfTiles(tx, practiceId, tilesTouched(size, ...places)) }
}

/** The key that signs this practice's checkpoints, as a reader pins it. */
export function logKey(house: LogHouse, practiceId: PracticeId): VerifierKey & { readonly text: string } {
  const { keyName, publicKey } = checkpointSigner(house.secretKey, ledgerOrigin(practiceId))
  const { sha256 } = house.hashing
  return {
    keyName,
    publicKey,
    keyId: ed25519KeyId(keyName, publicKey, sha256),
    text: formatVerifierKey(keyName, publicKey, sha256),
  }
}

/**
 * Signs the log as it stands, unless it was signed at this size before. A log that contradicts its newest checkpoint is
 * never signed again: whoever changed it must not get a signature for it (TAMPER-EVIDENCE 8.7).
 */
export async function checkpointNow(
  tx: Tx,
  house: LogHouse,
  practiceId: PracticeId,
  signing: { readonly why: StoredCheckpoint['why']; readonly now: Instant },
): Promise<Decision<StoredCheckpoint>> {
  const { sha256 } = house.hashing
  const size = await logSize(tx, practiceId)
  const newest = await newestCheckpoint(tx, practiceId)
  if (newest?.size === size) return accept(newest)
  const log = await readTiledLog(tx, practiceId, size, newest?.size ?? size)
  if (newest !== null) {
    const before = verifyCheckpoint(newest.note, [logKey(house, practiceId)], house.hashing)
    if (!before.ok) return before
    const isSame =
      before.value.size <= size && equalBytes(rootAtSize(log, before.value.size, sha256), before.value.root)
    if (!isSame) return refuse(contradictsItself)
  }
  const origin = ledgerOrigin(practiceId)
  const signer = checkpointSigner(house.secretKey, origin)
  const note = signCheckpoint({ origin, size, root: rootAtSize(log, size, sha256) }, [signer], house.hashing)
  const signed = { size, note, why: signing.why, signedAt: signing.now }
  await addCheckpoint(tx, practiceId, signed)
  return accept(signed)
}

const contradictsItself: Refusal = {
  family: 'conflict',
  code: 'log-contradicts-checkpoint',
  sentence: 'The log is not what was signed before, so it is not signed again. Verify the record and see what differs.',
}
