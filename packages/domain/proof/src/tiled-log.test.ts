import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ascii, nodeSha256 } from '../testing/hashing.ts'
import { concat } from './bytes.ts'
import { consistencyProof, inclusionProof, merkleRoot } from './merkle.ts'
import {
  consistencyBetween,
  growTree,
  inclusionAtSize,
  rootAtSize,
  rootOfEdge,
  type TiledLog,
  type TreeEdge,
  tileSize,
  tilesTouched,
} from './tiled-log.ts'

const leaves = Array.from({ length: 1500 }, (_, at) => nodeSha256(concat(new Uint8Array([0]), ascii(`leaf ${at}`))))

/** The log with only what a question may need: complete tiles, and the leaves of the tiles it touches. */
function logOf(size: number, ...places: readonly number[]): TiledLog {
  const complete = Math.floor(size / tileSize)
  const tiles = Array.from({ length: complete }, (_, at) =>
    merkleRoot(leaves.slice(at * tileSize, (at + 1) * tileSize), nodeSha256),
  )
  const atHand = tilesTouched(...places).flatMap((tile) =>
    leaves
      .slice(tile * tileSize, Math.min(size, (tile + 1) * tileSize))
      .map((leaf, at) => [tile * tileSize + at, leaf] as const),
  )
  return { size, tiles, leaves: new Map(atHand) }
}

const sizes = fc.oneof(fc.constantFrom(1, 255, 256, 257, 511, 512, 513, 1024, 1500), fc.integer({ min: 1, max: 1500 }))

describe('a log in tiles answers as the whole tree does (RFC 6962)', () => {
  test('its root, at every size', () => {
    fc.assert(
      fc.property(sizes, (size) => {
        const whole = merkleRoot(leaves.slice(0, size), nodeSha256)
        expect(rootAtSize(logOf(size, size), size, nodeSha256)).toEqual(whole)
      }),
    )
  })

  test('its inclusion proofs', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (size, pick) => {
        const index = pick % size
        const proof = inclusionAtSize(logOf(size, index, size), index, size, nodeSha256)
        expect(proof).toEqual(inclusionProof(leaves.slice(0, size), index, nodeSha256))
      }),
    )
  })

  test('its consistency proofs', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (size, pick) => {
        const old = pick % (size + 1)
        const proof = consistencyBetween(logOf(size, old, size), old, size, nodeSha256)
        expect(proof).toEqual(consistencyProof(leaves.slice(0, size), old, nodeSha256))
      }),
    )
  })

  test('and grows to the same roots leaf by leaf', () => {
    let edge: TreeEdge = []
    expect(rootOfEdge(edge, nodeSha256)).toEqual(merkleRoot([], nodeSha256))
    leaves.slice(0, 600).forEach((leaf, at) => {
      edge = growTree(edge, leaf, nodeSha256)
      if (at % 37 === 0 || at > 590) {
        expect(rootOfEdge(edge, nodeSha256)).toEqual(merkleRoot(leaves.slice(0, at + 1), nodeSha256))
      }
    })
  })

  test('a leaf that is not at hand is an error, never a wrong root', () => {
    expect(() => rootAtSize(logOf(300), 300, nodeSha256)).toThrow('not at hand')
  })
})
