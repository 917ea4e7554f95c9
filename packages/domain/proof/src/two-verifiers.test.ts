import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nodeSha256 } from '../testing/hashing.ts'
import { anySession, anyTampering, exported, tamper } from '../testing/ledgers.ts'
import vectors from '../vectors/session-chain.json'
import {
  consistent,
  logRoot,
  readCanonical,
  rootFromInclusion,
  verifyExport,
  verifySession,
} from '../verifier/verify.mjs'
import { ledgerBytes, parseLedgerBytes } from './canonical-json.ts'
import { consistencyProof, inclusionProof, merkleRoot, verifyConsistency, verifyInclusion } from './merkle.ts'
import { verifySessionChain } from './verify-chain.ts'

const verifier = fileURLToPath(new URL('../verifier/verify.mjs', import.meta.url))

describe('two verifiers that share no code (T4)', () => {
  test('agree on 200 random ledgers, sound or tampered with: same first error, same states, same root', () => {
    let refused = 0
    fc.assert(
      fc.property(anySession, fc.option(anyTampering), (sound, tampering) => {
        const entries = tampering === null ? sound : (tamper(sound, tampering) ?? sound)
        const leafHash = sound.at(-1)?.leafHash ?? new Uint8Array()
        const ours = verifySessionChain(entries, nodeSha256, { heads: [{ sessionSeq: sound.length, leafHash }] })
        const head = { session_seq: sound.length, leaf_hash: Buffer.from(leafHash).toString('base64') }
        const theirs = verifySession(exported(entries), { heads: [head] })
        expect(theirs.error).toEqual(ours.error ?? null)
        expect(theirs.states).toEqual(ours.states)
        const leaves = entries.map((entry) => entry.leafHash)
        expect(new Uint8Array(logRoot(leaves))).toEqual(merkleRoot(leaves, nodeSha256))
        refused += theirs.error === null ? 0 : 1
      }),
      { numRuns: 200 },
    )
    expect(refused).toBeGreaterThan(20)
  })

  test('agree on every inclusion and consistency proof up to size 40, and on the bent ones', () => {
    const leaves = Array.from({ length: 40 }, (_, number) => nodeSha256(new Uint8Array([number])))
    for (let size = 1; size <= 40; size += 1) {
      const some = leaves.slice(0, size)
      const root = merkleRoot(some, nodeSha256)
      some.forEach((leafHash, index) => {
        const proof = inclusionProof(some, index, nodeSha256)
        for (const path of [proof, proof.slice(1), [...proof, root]]) {
          const theirs = rootFromInclusion(leafHash, index, size, path)
          const accepted = theirs !== null && Buffer.from(theirs).equals(root)
          expect(accepted).toBe(verifyInclusion({ leafHash, index, size, proof: path, root }, nodeSha256))
        }
        const oldRoot = merkleRoot(some.slice(0, index), nodeSha256)
        const claim = { oldSize: index, newSize: size, oldRoot, newRoot: root }
        const steps = consistencyProof(some, index, nodeSha256)
        for (const path of [steps, steps.slice(1), [...steps, root]]) {
          const theirs = consistent(
            index,
            size,
            Buffer.from(oldRoot),
            Buffer.from(root),
            path.map((hash) => Buffer.from(hash)),
          )
          expect(theirs).toBe(verifyConsistency({ ...claim, proof: path }, nodeSha256))
        }
      })
    }
  })

  test('agree on which texts are canonical', () => {
    const nearly = fc.string({
      unit: fc.constantFrom(...'{}[]",:0123-.eE\\u bn"', '"a":', '{"a":1}', '\u00e9', 'null', '\\u000b'),
    })
    fc.assert(
      fc.property(fc.oneof(nearly, fc.json()), (text) => {
        const bytes = new Uint8Array(Buffer.from(text))
        let theirs = true
        try {
          readCanonical(bytes)
        } catch {
          theirs = false
        }
        expect(theirs).toBe(parseLedgerBytes(bytes) !== undefined)
      }),
      { numRuns: 5000 },
    )
    expect(readCanonical(ledgerBytes({ b: [1, 'é\u000b'], a: null }))).toEqual(
      new Map<string, unknown>([
        ['a', null],
        ['b', [1, 'é\u000b']],
      ]),
    )
  })
})

describe('the stand-alone verifier on the command line (attack 11)', () => {
  const leaves = vectors.entries.map(({ leaf_hash }) => leaf_hash)
  const root = Buffer.from(logRoot(leaves.map((leaf) => Buffer.from(leaf, 'base64')))).toString('base64')
  const session = { session_id: vectors.session_id, ledger: vectors.ledger, entries: vectors.entries }
  const sound = { sessions: [session], log: { leaf_hashes: leaves, roots: [{ size: 4, root }] } }

  const run = (content: unknown) => {
    const folder = mkdtempSync(join(tmpdir(), 'holdspace-verifier-'))
    writeFileSync(join(folder, 'export.json'), JSON.stringify(content))
    const answer = spawnSync(process.execPath, [verifier, join(folder, 'export.json')], { encoding: 'utf8' })
    rmSync(folder, { recursive: true })
    return answer
  }

  test('exits 0 and says so when everything holds', () => {
    const answer = run(sound)
    expect([answer.status, answer.stdout]).toEqual([0, 'Everything holds: 1 sessions, 4 entries, 4 in the log.\n'])
  })

  test('exits 1 and names the session and the entry', () => {
    const answer = run({ ...sound, sessions: [{ ...session, entries: vectors.entries.toSpliced(1, 1) }] })
    expect(answer.status).toBe(1)
    expect(answer.stderr).toContain(`session ${vectors.session_id}: sequence-broken at entry 2`)
    expect(answer.stderr).toContain('log: leaf 1 belongs to no exported session')
  })

  test('reports a log shorter than a checkpoint, and a root that differs', () => {
    const log = {
      leaf_hashes: leaves.slice(0, 3),
      roots: [
        { size: 4, root },
        { size: 3, root },
      ],
    }
    expect(verifyExport({ ...sound, log })).toEqual(['log: truncated, 3 leaves of 4', 'log: root differs at 3'])
  })

  test('without a file says how it is used', () => {
    expect(() => execFileSync(process.execPath, [verifier], { stdio: 'pipe' })).toThrow('usage')
  })
})
