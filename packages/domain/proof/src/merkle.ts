import { concat, equalBytes } from './bytes.ts'
import type { Hasher } from './hashing.ts'

/**
 * The Merkle tree of RFC 6962 section 2.1. All inputs are leaf hashes, 32 bytes each, in index order. Sizes and
 * indexes are ordinary numbers up to 2^53 − 1: halved by division, never by a shift, which would cut them to 32 bits.
 */
const nodePrefix = new Uint8Array([1])

export function nodeHash(left: Uint8Array, right: Uint8Array, hash: Hasher): Uint8Array {
  return hash(concat(nodePrefix, left, right))
}

/** The root; of no leaves, the hash of no bytes. A leaf without a partner is carried up, never paired with itself. */
export function merkleRoot(leaves: readonly Uint8Array[], hash: Hasher): Uint8Array {
  return leaves.length === 0 ? hash(new Uint8Array()) : rootOf(leaves, 0, leaves.length, hash)
}

/** Answers the hash of the leaves from `from` up to and without `to`: a subtree that the tree of RFC 6962 really has. */
export type RangeHash = (from: number, to: number) => Uint8Array

/** The hashes that lead from the leaf at `index` to the root, sibling first. Throws when there is no such leaf. */
export function inclusionProof(leaves: readonly Uint8Array[], index: number, hash: Hasher): readonly Uint8Array[] {
  return inclusionPath((from, to) => rootOf(leaves, from, to, hash), index, leaves.length)
}

/** The same for a log whose leaves are not all at hand. */
export function inclusionPath(rangeHash: RangeHash, index: number, size: number): readonly Uint8Array[] {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) {
    throw new Error(`There is no leaf ${index} among ${size}.`)
  }
  const path: Uint8Array[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + split(to - from)
    if (index < middle) {
      path.unshift(rangeHash(middle, to))
      to = middle
    } else {
      path.unshift(rangeHash(from, middle))
      from = middle
    }
  }
  return path
}

/** The hashes that show the first `oldSize` leaves unchanged inside the whole (RFC 6962 section 2.1.2). */
export function consistencyProof(leaves: readonly Uint8Array[], oldSize: number, hash: Hasher): readonly Uint8Array[] {
  return consistencyPath((from, to) => rootOf(leaves, from, to, hash), oldSize, leaves.length)
}

/** The same for a log whose leaves are not all at hand. */
export function consistencyPath(rangeHash: RangeHash, oldSize: number, size: number): readonly Uint8Array[] {
  if (!Number.isSafeInteger(oldSize) || oldSize < 0 || oldSize > size) {
    throw new Error(`There is no size ${oldSize} within ${size}.`)
  }
  if (oldSize === 0 || oldSize === size) return []
  const path: Uint8Array[] = []
  let [from, to] = [0, size]
  let oldRootIsKnown = true
  while (oldSize !== to) {
    const middle = from + split(to - from)
    if (oldSize <= middle) {
      path.unshift(rangeHash(middle, to))
      to = middle
    } else {
      path.unshift(rangeHash(from, middle))
      from = middle
      oldRootIsKnown = false
    }
  }
  return oldRootIsKnown ? path : [rangeHash(from, to), ...path]
}

export interface InclusionClaim {
  readonly leafHash: Uint8Array
  readonly index: number
  readonly size: number
  readonly proof: readonly Uint8Array[]
  readonly root: Uint8Array
}

/** RFC 9162 section 2.1.3.2. */
export function verifyInclusion(claim: InclusionClaim, hash: Hasher): boolean {
  const { index, size, proof, root } = claim
  if (!isCount(index) || !isCount(size) || index >= size) return false
  let at = index
  let last = size - 1
  let computed = claim.leafHash
  for (const sibling of proof) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      computed = nodeHash(sibling, computed, hash)
      while (at % 2 === 0 && at !== 0) {
        at /= 2
        last = half(last)
      }
    } else computed = nodeHash(computed, sibling, hash)
    at = half(at)
    last = half(last)
  }
  return last === 0 && equalBytes(computed, root)
}

export interface ConsistencyClaim {
  readonly oldSize: number
  readonly newSize: number
  readonly oldRoot: Uint8Array
  readonly newRoot: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/** RFC 9162 section 2.1.4.2. */
export function verifyConsistency(claim: ConsistencyClaim, hash: Hasher): boolean {
  const { oldSize, newSize, oldRoot, newRoot, proof } = claim
  if (!isCount(oldSize) || !isCount(newSize) || oldSize > newSize) return false
  if (oldSize === newSize) return proof.length === 0 && equalBytes(oldRoot, newRoot)
  if (oldSize === 0) return proof.length === 0
  if (proof.length === 0) return false
  const [first, ...rest] = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof
  if (first === undefined) return false
  let at = oldSize - 1
  let last = newSize - 1
  while (at % 2 === 1) {
    at = half(at)
    last = half(last)
  }
  let oldComputed = first
  let newComputed = first
  for (const sibling of rest) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      oldComputed = nodeHash(sibling, oldComputed, hash)
      newComputed = nodeHash(sibling, newComputed, hash)
      while (at % 2 === 0 && at !== 0) {
        at /= 2
        last = half(last)
      }
    } else newComputed = nodeHash(newComputed, sibling, hash)
    at = half(at)
    last = half(last)
  }
  return last === 0 && equalBytes(oldComputed, oldRoot) && equalBytes(newComputed, newRoot)
}

function rootOf(leaves: readonly Uint8Array[], from: number, to: number, hash: Hasher): Uint8Array {
  const only = leaves[from]
  if (to - from === 1 && only !== undefined) return only
  const middle = from + split(to - from)
  return nodeHash(rootOf(leaves, from, middle, hash), rootOf(leaves, middle, to, hash), hash)
}

/** The largest power of two smaller than `size`, for a size of two or more. */
export function split(size: number): number {
  let power = 1
  while (power * 2 < size) power *= 2
  return power
}

function half(count: number): number {
  return Math.floor(count / 2)
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function isPowerOfTwo(size: number): boolean {
  let power = 1
  while (power < size) power *= 2
  return power === size
}
