import { inPractice } from '@holdspace/db/database'
import {
  allCheckpoints,
  type LogLeaf,
  leavesBesideEntries,
  tileRoots,
  waitingLeaves,
} from '@holdspace/db/practice-log-store'
import type { PracticeId, SessionId } from '@holdspace/kit/ids'
import { equalBytes } from '@holdspace/proof/bytes'
import { type Checkpoint, verifyCheckpoint } from '@holdspace/proof/checkpoint'
import { recordLeafHash } from '@holdspace/proof/record-leaf'
import { growTree, rootOfEdge, type TreeEdge, tileSize } from '@holdspace/proof/tiled-log'
import type { House } from '../house.ts'
import { ledgerOrigin } from '../session/session-names.ts'
import { logKey } from './practice-log.ts'

/** Something that does not hold: a code for machines, a sentence for people that names the place. */
export interface Finding {
  readonly code: string
  readonly sentence: string
}

export interface VerifiedLog {
  readonly size: number
  readonly checkpoints: number
  /** Entries that no checkpoint covers yet: what somebody who holds everything could still take away unseen (T2). */
  readonly blind: number
  readonly findings: readonly Finding[]
}

/** A checkpoint kept outside the database: beside the data folder, on a printed record, with somebody else (SC7). */
export interface OutsideCheckpoint {
  readonly where: string
  readonly note: Uint8Array
}

/** So few that going through them never holds up whoever is charting in the same process for long. */
const leavesAtOnce = 1_000
const mostWaiting = 5_000
const mostFindings = 100

/**
 * Recomputes the practice's log: every leaf against the entry or paper it stands for, every index, and the root at the
 * size of every checkpoint that was ever signed here or kept outside. Finds an edited, dropped or reordered leaf, a log cut
 * short, a forged checkpoint, and an older copy of the database put in place of this one (TAMPER-EVIDENCE section 4).
 */
export async function verifyLog(
  house: Pick<House, 'db' | 'hashing' | 'secretKey'>,
  practiceId: PracticeId,
  outside: readonly OutsideCheckpoint[],
): Promise<VerifiedLog> {
  const { stored, kept, waiting } = await inPractice(house.db, practiceId, async (tx) => ({
    stored: await allCheckpoints(tx, practiceId),
    kept: await tileRoots(tx, practiceId),
    waiting: await waitingLeaves(tx, practiceId, mostWaiting, { everywhere: true }),
  }))
  const findings: Finding[] = []
  const said = [
    ...stored.map(({ size, note }) => ({ where: `at ${size}`, note, isOutside: false, size })),
    ...outside.map((one) => ({ ...one, isOutside: true, size: null })),
  ]
  const claims = said.flatMap(({ where, note, isOutside, size }) => {
    const read = verifyCheckpoint(note, [logKey(house, practiceId)], house.hashing)
    const forged =
      !read.ok || read.value.origin !== ledgerOrigin(practiceId) || (size ?? read.value.size) !== read.value.size
    if (forged) findings.push(forgedCheckpoint(where, isOutside))
    return forged || !read.ok ? [] : [{ ...read.value, where, isOutside }]
  })
  const walked = await walkLeaves(house, practiceId, claims, kept, findings)
  for (const claim of claims.filter(({ size }) => size > walked.size)) findings.push(shorter(claim, walked.size))
  const covered = Math.max(0, ...claims.filter(({ size }) => size <= walked.size).map(({ size }) => size))
  return {
    size: walked.size,
    checkpoints: stored.length,
    blind: walked.size - covered + waiting.length,
    findings: findings.slice(0, mostFindings),
  }
}

type Claim = Checkpoint & { readonly where: string; readonly isOutside: boolean }

/** Goes through the log once, in order, growing its root. */
async function walkLeaves(
  house: Pick<House, 'db' | 'hashing'>,
  practiceId: PracticeId,
  claims: readonly Claim[],
  tiles: readonly Uint8Array[],
  findings: Finding[],
): Promise<{ readonly size: number }> {
  const { sha256 } = house.hashing
  let [whole, tile]: [TreeEdge, TreeEdge] = [[], []]
  let size = 0
  const check = () => {
    for (const claim of claims.filter((one) => one.size === size)) {
      if (!equalBytes(rootOfEdge(whole, sha256), claim.root)) findings.push(otherRoot(claim))
    }
  }
  check()
  for (;;) {
    const page = await inPractice(house.db, practiceId, (tx) => leavesBesideEntries(tx, practiceId, size, leavesAtOnce))
    for (const leaf of page) {
      if (leaf.index !== size) {
        findings.push(gap(size))
        return { size }
      }
      const wrong = leafFinding(leaf, sha256)
      if (wrong !== null) findings.push(wrong)
      whole = growTree(whole, leaf.leafHash, sha256)
      tile = growTree(tile, leaf.leafHash, sha256)
      size += 1
      check()
      if (size % tileSize === 0) {
        const kept = tiles[size / tileSize - 1]
        if (kept !== undefined && !equalBytes(kept, rootOfEdge(tile, sha256))) findings.push(otherTile(size))
        tile = []
      }
    }
    if (page.length < leavesAtOnce) return { size }
  }
}

function leafFinding(
  leaf: LogLeaf & { readonly stored: Uint8Array | null },
  hash: House['hashing']['sha256'],
): Finding | null {
  const place = { index: leaf.index, sessionId: leaf.sessionId, seq: leaf.seq }
  if (leaf.kind === 'record') {
    const isOwn = leaf.claim !== null && equalBytes(recordLeafHash(leaf.claim, hash), leaf.leafHash)
    return isOwn ? null : otherLeaf(place, 'the paper')
  }
  if (leaf.stored === null) return missingEntry(place)
  return equalBytes(leaf.stored, leaf.leafHash) ? null : otherLeaf(place, 'the entry')
}

interface Place {
  readonly index: number
  readonly sessionId: SessionId
  readonly seq: number
}

const at = ({ index, sessionId, seq }: Place) => `leaf ${index} (session ${sessionId}, entry ${seq})`

const missingEntry = (place: Place): Finding => ({
  code: 'entry-missing',
  sentence: `An entry is gone: ${at(place)} stands in the log, and the session holds no such entry.`,
})

const otherLeaf = (place: Place, what: string): Finding => ({
  code: 'leaf-differs',
  sentence: `The log and the record disagree at ${at(place)}: ${what} is not what was logged, or the log was put in another order.`,
})

const gap = (index: number): Finding => ({
  code: 'log-gap',
  sentence: `Leaf ${index} of the log is gone; nothing after it can be relied on.`,
})

const otherTile = (size: number): Finding => ({
  code: 'tile-differs',
  sentence: `The kept hash of the leaves before ${size} is not theirs.`,
})

const otherRoot = ({ size, where, isOutside }: Claim): Finding => ({
  code: isOutside ? 'outside-root-differs' : 'root-differs',
  sentence: isOutside
    ? `This is not the log that was signed: the checkpoint kept ${where} says another root at ${size} leaves.`
    : `The log was changed before leaf ${size}: its root is not the one that was signed then.`,
})

const shorter = ({ size, where, isOutside }: Claim, have: number): Finding => ({
  code: isOutside ? 'rolled-back' : 'log-truncated',
  sentence: isOutside
    ? `This is an older copy: the checkpoint kept ${where} knows ${size} leaves, and the log has ${have}.`
    : `The log was cut short: ${size} leaves were signed, and ${have} are left.`,
})

const forgedCheckpoint = (where: string, isOutside: boolean): Finding => ({
  code: isOutside ? 'outside-checkpoint-forged' : 'checkpoint-forged',
  sentence: `The checkpoint ${isOutside ? 'kept ' : ''}${where} was not signed by the key of this log.`,
})
