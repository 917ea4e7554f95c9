import type { Hasher } from './hashing.ts'
import { consistencyPath, inclusionPath, merkleRoot, nodeHash, type RangeHash, split } from './merkle.ts'

/**
 * A log grows for ever, and a proof must not need all of it. Every 256 leaves in a row are a subtree of RFC 6962 whose
 * hash never changes again: with those kept, a root or a proof over a million leaves takes some four thousand hashes and
 * the leaves of two tiles.
 */
export const tileSize = 256

export interface TiledLog {
  readonly size: number
  /** The hash of each complete tile, in order. */
  readonly tiles: readonly Uint8Array[]
  /** Leaf hashes by index: of the last, incomplete tile, and of the tiles the question touches (`tilesTouched`). */
  readonly leaves: ReadonlyMap<number, Uint8Array>
}

/** The tiles whose leaves must be at hand to answer for these sizes or indexes. */
export function tilesTouched(...places: readonly number[]): readonly number[] {
  return [...new Set(places.map((place) => Math.floor(place / tileSize)))].sort((one, other) => one - other)
}

export function rootAtSize(log: TiledLog, size: number, hash: Hasher): Uint8Array {
  return size === 0 ? merkleRoot([], hash) : rangeHashOf(log, hash)(0, size)
}

export function inclusionAtSize(log: TiledLog, index: number, size: number, hash: Hasher): readonly Uint8Array[] {
  return inclusionPath(rangeHashOf(log, hash), index, size)
}

export function consistencyBetween(log: TiledLog, oldSize: number, newSize: number, hash: Hasher) {
  return consistencyPath(rangeHashOf(log, hash), oldSize, newSize)
}

function rangeHashOf(log: TiledLog, hash: Hasher): RangeHash {
  const rangeHash: RangeHash = (from, to) => {
    const width = to - from
    const tile = width === tileSize ? log.tiles[from / tileSize] : undefined
    if (tile !== undefined) return tile
    if (width > tileSize) {
      const middle = from + split(width)
      return nodeHash(rangeHash(from, middle), rangeHash(middle, to), hash)
    }
    return merkleRoot(leavesBetween(log, from, to), hash)
  }
  return rangeHash
}

function leavesBetween({ leaves }: TiledLog, from: number, to: number): Uint8Array[] {
  return Array.from({ length: to - from }, (_, at) => {
    const leaf = leaves.get(from + at)
    if (leaf === undefined) throw new Error(`Leaf ${from + at} of the log is not at hand.`)
    return leaf
  })
}

/** A tree that grows leaf by leaf and keeps only its right edge: perfect subtrees, the smallest last. */
export type TreeEdge = readonly { readonly hash: Uint8Array; readonly size: number }[]

export function growTree(edge: TreeEdge, leaf: Uint8Array, hash: Hasher): TreeEdge {
  const grown = [...edge]
  let node = { hash: leaf, size: 1 }
  for (let last = grown.at(-1); last !== undefined && last.size === node.size; last = grown.at(-1)) {
    grown.pop()
    node = { hash: nodeHash(last.hash, node.hash, hash), size: node.size * 2 }
  }
  return [...grown, node]
}

export function rootOfEdge(edge: TreeEdge, hash: Hasher): Uint8Array {
  const [last, ...before] = edge.toReversed()
  if (last === undefined) return merkleRoot([], hash)
  return before.reduce((root, node) => nodeHash(node.hash, root, hash), last.hash)
}
