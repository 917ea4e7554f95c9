import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ascii, fromBase64, fromHex, nobleHashing, nodeSha256 } from '../testing/hashing.ts'
import vectors from '../vectors/merkle.json'
import { concat, equalBytes, hex } from './bytes.ts'
import { consistencyProof, inclusionProof, merkleRoot, nodeHash, verifyConsistency, verifyInclusion } from './merkle.ts'

const leafOf = (input: Uint8Array) => nodeSha256(concat(new Uint8Array([0]), input))
const known = vectors.leafInputsHex.map((input) => leafOf(fromHex(input)))
const many = Array.from({ length: 41 }, (_, number) => leafOf(ascii(`entry ${number}`)))
const rootAt = (size: number) => merkleRoot(many.slice(0, size), nodeSha256)
const stray = leafOf(ascii('stray'))

/** Every way a proof could be bent: one hash less, one more at either end, one replaced, two swapped. */
function bent(proof: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] {
  const shorter = proof.length === 0 ? [] : [proof.slice(1), proof.slice(0, -1)]
  const replaced = proof.map((_, at) => proof.with(at, stray))
  const swapped = proof.slice(1).map((hash, at) => proof.with(at, hash).with(at + 1, proof[at] ?? stray))
  return [...shorter, [...proof, stray], [stray, ...proof], ...replaced, ...swapped]
}

describe('the Merkle tree (RFC 6962)', () => {
  test.each([
    ['node:crypto', nodeSha256],
    ['@noble/hashes', nobleHashing.sha256],
  ])('has the known roots at sizes 0 to 8, hashed by %s', (_, hash) => {
    const leaves = vectors.leafInputsHex.map((input) => hash(concat(new Uint8Array([0]), fromHex(input))))
    const roots = vectors.rootsHexBySize.map((_root, size) => hex(merkleRoot(leaves.slice(0, size), hash)))
    expect(roots).toEqual(vectors.rootsHexBySize)
  })

  test('has the known leaf and node hashes', () => {
    expect(hex(leafOf(ascii(vectors.leaf.inputAscii)))).toBe(vectors.leaf.hashHex)
    const { leftAscii, rightAscii, hashHex } = vectors.node
    expect(hex(nodeHash(ascii(leftAscii), ascii(rightAscii), nodeSha256))).toBe(hashHex)
  })

  test('proves size 3 inside size 8 with the known hashes', () => {
    const { oldSize, newSize, proofBase64 } = vectors.consistency
    const proof = consistencyProof(known, oldSize, nodeSha256)
    expect(proof).toEqual(proofBase64.map(fromBase64))
    const [oldRoot, newRoot] = [merkleRoot(known.slice(0, 3), nodeSha256), merkleRoot(known, nodeSha256)]
    expect(verifyConsistency({ oldSize, newSize, oldRoot, newRoot, proof }, nodeSha256)).toBe(true)
  })

  test('proves every leaf at every size up to 40, and no bent proof', () => {
    for (let size = 1; size <= 40; size += 1) {
      const [leaves, root] = [many.slice(0, size), rootAt(size)]
      leaves.forEach((leafHash, index) => {
        const proof = inclusionProof(leaves, index, nodeSha256)
        const claim = { leafHash, index, size, proof, root }
        expect(verifyInclusion(claim, nodeSha256)).toBe(true)
        expect(bent(proof).some((wrong) => verifyInclusion({ ...claim, proof: wrong }, nodeSha256))).toBe(false)
        expect(verifyInclusion({ ...claim, index: (index + 1) % size }, nodeSha256)).toBe(size === 1)
        expect(verifyInclusion({ ...claim, index: size }, nodeSha256)).toBe(false)
        expect(verifyInclusion({ ...claim, leafHash: stray }, nodeSha256)).toBe(false)
      })
    }
  })

  test('proves every earlier size inside every size up to 40, and no bent proof', () => {
    for (let newSize = 0; newSize <= 40; newSize += 1) {
      const leaves = many.slice(0, newSize)
      for (let oldSize = 0; oldSize <= newSize; oldSize += 1) {
        const proof = consistencyProof(leaves, oldSize, nodeSha256)
        const claim = { oldSize, newSize, oldRoot: rootAt(oldSize), newRoot: rootAt(newSize), proof }
        expect(verifyConsistency(claim, nodeSha256)).toBe(true)
        // A different proof that still ends in both roots cannot exist; the same hashes twice over are the same proof.
        const wrong = bent(proof).filter((other) => !sameHashes(other, proof))
        expect(wrong.some((other) => verifyConsistency({ ...claim, proof: other }, nodeSha256))).toBe(false)
        if (oldSize > 0) expect(verifyConsistency({ ...claim, oldRoot: stray }, nodeSha256)).toBe(false)
      }
    }
  })

  test('refuses a shrunken log and a fork', () => {
    const fork = { oldSize: 5, newSize: 5, oldRoot: rootAt(5), newRoot: rootAt(6), proof: [] }
    expect(verifyConsistency(fork, nodeSha256)).toBe(false)
    expect(verifyConsistency({ ...fork, oldSize: 6, oldRoot: rootAt(6), newRoot: rootAt(5) }, nodeSha256)).toBe(false)
  })

  test('verifies index 2^33 + 5 in a tree of 2^34 leaves: no 32-bit shift anywhere', () => {
    const [index, size] = [2 ** 33 + 5, 2 ** 34]
    const proof = Array.from({ length: 34 }, (_, level) => leafOf(ascii(`sibling at level ${level}`)))
    let root = stray
    proof.forEach((sibling, level) => {
      const right = (BigInt(index) >> BigInt(level)) & 1n
      root = right === 1n ? nodeHash(sibling, root, nodeSha256) : nodeHash(root, sibling, nodeSha256)
    })
    expect(verifyInclusion({ leafHash: stray, index, size, proof, root }, nodeSha256)).toBe(true)
    expect(verifyInclusion({ leafHash: stray, index: 5, size, proof, root }, nodeSha256)).toBe(false)
  })

  test('refuses numbers that are no counts', () => {
    const claim = { leafHash: stray, index: 0, size: 1, proof: [], root: stray }
    for (const index of [-1, 0.5, Number.NaN]) expect(verifyInclusion({ ...claim, index }, nodeSha256)).toBe(false)
    expect(() => inclusionProof(known, 8, nodeSha256)).toThrow('no leaf 8')
    expect(() => consistencyProof(known, 9, nodeSha256)).toThrow('no size 9')
  })

  test('changes its root when any one leaf changes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), (size, pick) => {
        const leaves = many.slice(0, size)
        expect(equalBytes(merkleRoot(leaves.with(pick % size, stray), nodeSha256), rootAt(size))).toBe(false)
      }),
    )
  })
})

function sameHashes(left: readonly Uint8Array[], right: readonly Uint8Array[]): boolean {
  return left.length === right.length && left.every((hash, at) => equalBytes(hash, right[at] ?? stray))
}
