import { createHash } from 'node:crypto'
import { copiedRows } from '@holdspace/db/testing/copied-rows'
import { sessionId as sessionIdOf } from '@holdspace/kit/ids'
import { type SealedEntry, sealEntry } from '@holdspace/proof/session-chain'
import { describe, expect, it } from 'vitest'
import { chainChecker, type ExpectedChain } from './check-chains.ts'

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
const ledger = 'holdspace/ledger/018f0000-0000-7000-8000-000000000001'
const [rosa, amos, lena] = [1, 2, 3].map((number) => sessionIdOf.parse(`0190a5b2-0000-7000-8000-00000000000${number}`))
if (rosa === undefined || amos === undefined || lena === undefined) throw new Error('three ids were made')

function chain(sessionId: string, count: number, of = ledger): SealedEntry[] {
  const sealed: SealedEntry[] = []
  for (let number = 1; number <= count; number += 1) {
    const place = {
      ledger: of,
      sessionId,
      idempotencyKey: `${sessionId} ${number}`,
      kind: 'vitals-taken',
      actor: 'Mara',
    }
    const at = { occurredAt: '2026-11-21T14:00:00.000Z', recordedAt: '2026-11-21T14:00:01.000Z' }
    const draft = { ...place, ...at, deviceId: 'tablet', deviceSeq: number, body: { heartRateBpm: 60 + number } }
    sealed.push(sealEntry(sealed.at(-1), draft, new Uint8Array(32).fill(number), sha256))
  }
  return sealed
}

const headOf = (sessionId: string, entries: readonly SealedEntry[]): ExpectedChain => ({
  sessionId: sessionIdOf.parse(sessionId),
  heads: entries.slice(-1),
})
const nothing = copiedRows(rosa, [])

describe('chains checked page by page', () => {
  it('hold when a chain goes on from page to page and others begin in the middle of one', () => {
    const [one, two] = [chain(rosa, 5), chain(amos, 3)]
    const checker = chainChecker(ledger, sha256)
    checker.take({ expected: [headOf(rosa, one), headOf(amos, two)], rows: copiedRows(rosa, one.slice(0, 2)) })
    checker.take({ expected: [], rows: copiedRows(rosa, one.slice(2, 4)) })
    checker.take({
      expected: [],
      rows: new Uint8Array([...copiedRows(rosa, one.slice(4)), ...copiedRows(amos, two.slice(0, 1))]),
    })
    checker.take({ expected: [], rows: copiedRows(amos, two.slice(1)) })
    expect(checker.done()).toEqual({ entries: 8, broken: [] })
  })

  it('name the place that is wrong, also behind a page’s edge, and go on with the next session', () => {
    const [one, two] = [chain(rosa, 5), chain(amos, 3)]
    const bent = one.with(3, { ...(one[3] as SealedEntry), bodyBytes: new TextEncoder().encode('{"heartRateBpm":99}') })
    const checker = chainChecker(ledger, sha256)
    checker.take({ expected: [headOf(rosa, one), headOf(amos, two)], rows: copiedRows(rosa, bent.slice(0, 3)) })
    checker.take({ expected: [], rows: new Uint8Array([...copiedRows(rosa, bent.slice(3)), ...copiedRows(amos, two)]) })
    const error = { sequence: 4, code: 'body-mismatch' }
    expect(checker.done()).toEqual({ entries: 8, broken: [{ sessionId: rosa, error }] })
  })

  it('report a session that was emptied, first, between others and last; one that never had an entry holds', () => {
    const two = chain(amos, 3)
    const emptied = (sessionId: string) => headOf(sessionId, chain(sessionId, 2))
    const error = { sequence: 1, code: 'truncated' }
    const around = chainChecker(ledger, sha256)
    around.take({ expected: [emptied(rosa), headOf(amos, two), emptied(lena)], rows: copiedRows(amos, two) })
    const broken = [rosa, lena].map((sessionId) => ({ sessionId, error }))
    expect(around.done()).toEqual({ entries: 3, broken })
    const alone = chainChecker(ledger, sha256)
    alone.take({ expected: [emptied(rosa), { sessionId: amos, heads: [] }], rows: nothing })
    expect(alone.done()).toEqual({ entries: 0, broken: [{ sessionId: rosa, error }] })
  })

  it('report an entry cut off the end against the head that is kept, and entries of another ledger (attacks 1 and 7)', () => {
    const [one, foreign] = [chain(rosa, 5), chain(amos, 2, 'holdspace/ledger/another')]
    const checker = chainChecker(ledger, sha256)
    checker.take({ expected: [headOf(rosa, one), headOf(amos, foreign)], rows: copiedRows(rosa, one.slice(0, 4)) })
    checker.take({ expected: [], rows: copiedRows(amos, foreign) })
    expect(checker.done().broken).toEqual([
      { sessionId: rosa, error: { sequence: 5, code: 'truncated' } },
      { sessionId: amos, error: { sequence: 1, code: 'wrong-session' } },
    ])
  })

  it('follow a session that was opened after the heads were read', () => {
    const [one, two] = [chain(rosa, 2), chain(amos, 2)]
    const bent = two.with(0, { ...(two[0] as SealedEntry), leafHash: new Uint8Array(32) })
    const checker = chainChecker(ledger, sha256)
    checker.take({
      expected: [headOf(lena, [])],
      rows: new Uint8Array([...copiedRows(rosa, one), ...copiedRows(amos, bent)]),
    })
    const error = { sequence: 1, code: 'leaf-hash-mismatch' }
    expect(checker.done()).toEqual({ entries: 4, broken: [{ sessionId: amos, error }] })
  })
})
