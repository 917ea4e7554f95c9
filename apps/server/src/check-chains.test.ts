import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { copiedRows } from '@holdspace/db/testing/copied-rows'
import { sessionId as sessionIdOf } from '@holdspace/kit/ids'
import { type SealedEntry, sealEntry } from '@holdspace/proof/session-chain'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkChainsAside } from './check-chains.ts'
import { nodeHashing } from './hashing.ts'

const ledger = 'holdspace/ledger/018f0000-0000-7000-8000-000000000001'
const rosa = sessionIdOf.parse('0190a5b2-0000-7000-8000-000000000001')
const sealed: SealedEntry[] = []
for (const sequence of [1, 2, 3, 4, 5, 6]) {
  const place = { ledger, sessionId: rosa, idempotencyKey: `key ${sequence}`, kind: 'vitals-taken', actor: 'Mara' }
  const at = { occurredAt: '2026-11-21T14:00:00.000Z', recordedAt: '2026-11-21T14:00:01.000Z' }
  const draft = { ...place, ...at, deviceId: 'tablet', deviceSeq: sequence, body: { heartRateBpm: 60 + sequence } }
  sealed.push(sealEntry(sealed.at(-1), draft, new Uint8Array(32).fill(sequence), nodeHashing.sha256))
}
const pageOf = (entries: readonly SealedEntry[], isFirst = false) => ({
  expected: isFirst ? [{ sessionId: rosa, heads: sealed.slice(-1) }] : [],
  rows: copiedRows(rosa, entries),
})

describe('chains checked in a thread of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdspace-chains-'))
  const workerFile = join(folder, 'chain-worker.mjs')
  beforeAll(() =>
    build({
      entryPoints: [join(dirname(fileURLToPath(import.meta.url)), 'chain-worker.ts')],
      outfile: workerFile,
      bundle: true,
      platform: 'node',
      format: 'esm',
    }),
  )
  afterAll(() => rmSync(folder, { recursive: true }))

  it('given a chain in several pages, then it holds, and with an altered body the place is named', async () => {
    const bent = sealed.map((one) => (one.sessionSeq === 5 ? { ...one, bodyBytes: new Uint8Array([0x7b, 0x7d]) } : one))
    for (const [entries, broken] of [
      [sealed, []],
      [bent, [{ sessionId: rosa, error: { sequence: 5, code: 'body-mismatch' } }]],
    ] as const) {
      const check = checkChainsAside(ledger, workerFile)
      for (let from = 0; from < entries.length; from += 2) {
        await check.take(pageOf(entries.slice(from, from + 2), from === 0))
      }
      expect(await check.done()).toEqual({ entries: 6, broken })
      await check.close()
    }
  })

  it('given a thread that dies, then the verification fails instead of saying that everything holds', async () => {
    const dying = join(folder, 'dying.mjs')
    writeFileSync(
      dying,
      `import { parentPort } from 'node:worker_threads'
       parentPort.on('message', () => { throw new Error('out of memory') })`,
    )
    const check = checkChainsAside(ledger, dying)
    const verified = async () => {
      for (const entry of sealed) await check.take(pageOf([entry]))
      return check.done()
    }
    await expect(verified()).rejects.toThrow('out of memory')
    await expect(check.done()).rejects.toThrow('out of memory')
    await check.close()
  })
})
