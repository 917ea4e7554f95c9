import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromBase64, nobleHashing, nodeSha256 } from '../testing/hashing.ts'
import { anySession, anyTampering, draft, redacted, sealedSession, tamper } from '../testing/ledgers.ts'
import vectors from '../vectors/session-chain.json'
import { equalBytes } from './bytes.ts'
import { parseLedgerBytes } from './canonical-json.ts'
import { headerBytes, leafHash, parseHeader, payloadCommitment } from './leaf.ts'
import { sealEntry } from './session-chain.ts'
import { type StoredEntry, verifySessionChain } from './verify-chain.ts'

interface VectorEntry {
  header?: string
  body?: string
  salt?: string
  leaf_hash: string
}

function stored(entry: VectorEntry): StoredEntry {
  return {
    leafHash: fromBase64(entry.leaf_hash),
    ...(entry.header === undefined ? {} : { headerBytes: fromBase64(entry.header) }),
    ...(entry.body === undefined ? {} : { bodyBytes: fromBase64(entry.body) }),
    ...(entry.salt === undefined ? {} : { salt: fromBase64(entry.salt) }),
  }
}

const golden = vectors.entries.map(stored)
const rosasSession = () =>
  sealedSession([
    { kind: 'session-opened', body: { room: '2' } },
    { kind: 'vitals', body: { systolicMmHg: 128, diastolicMmHg: 82 } },
    { kind: 'dose-given', body: { doseMcg: 35_000 } },
    { kind: 'redacted', body: { session_seq: 2, reason: 'charted on the wrong person' } },
  ])

describe('sealing an entry (TAMPER-EVIDENCE 8.5)', () => {
  test.each([
    ['node:crypto', nodeSha256],
    ['@noble/hashes', nobleHashing.sha256],
  ])('gives the frozen bytes again, hashed by %s', (_, hash) => {
    golden.forEach((entry, at) => {
      const header = parseHeader(entry.headerBytes ?? new Uint8Array())
      const body = parseLedgerBytes(entry.bodyBytes ?? new Uint8Array())
      if (header === undefined || body === undefined) throw new Error('the frozen entries are whole')
      const { sessionSeq: _seq, prev: _prev, payload: _payload, ...rest } = header
      const before = golden[at - 1]
      const previous = before === undefined ? undefined : { sessionSeq: at, leafHash: before.leafHash }
      const sealed = sealEntry(previous, { ...rest, body }, entry.salt ?? new Uint8Array(), hash)
      expect({ ...sealed, sessionSeq: undefined }).toEqual({ ...entry, sessionSeq: undefined })
    })
  })

  test('refuses a salt that is not 32 bytes, a fraction, and a time that is not UTC with milliseconds', () => {
    const salt = new Uint8Array(32)
    expect(() => sealEntry(undefined, draft(1, 'vitals', {}), new Uint8Array(16), nodeSha256)).toThrow('32 bytes')
    expect(() => sealEntry(undefined, draft(1, 'dose', { mg: 0.5 }), salt, nodeSha256)).toThrow('whole number')
    const localTime = { ...draft(1, 'vitals', {}), occurredAt: '2026-11-21T14:00:00-05:00' }
    expect(() => sealEntry(undefined, localTime, salt, nodeSha256)).toThrow('malformed header')
  })

  test('the same body under two salts has two commitments, so a printed hash cannot be guessed (T6)', () => {
    const guesses = Array.from({ length: 10_000 }, (_, doseMg) => new TextEncoder().encode(`{"doseMg":${doseMg}}`))
    const target = guesses[35] ?? new Uint8Array()
    const printed = payloadCommitment(new Uint8Array(32).fill(7), target, nodeSha256)
    const hit = guesses.some((guess) => equalBytes(payloadCommitment(new Uint8Array(32), guess, nodeSha256), printed))
    expect(hit).toBe(false)
    expect(equalBytes(payloadCommitment(new Uint8Array(32).fill(7), target, nodeSha256), printed)).toBe(true)
  })
})

describe('checking a session (TAMPER-EVIDENCE 4 and 8.10)', () => {
  test('the frozen session holds, as it is and redacted in both ways', () => {
    expect(verifySessionChain(golden, nodeSha256)).toMatchObject({ states: Array(4).fill('recomputed') })
    for (const [entries, state] of [
      [vectors.payloadRedacted, 'payload-redacted'],
      [vectors.headerRedacted, 'leaf-hash-only'],
    ] as const) {
      const report = verifySessionChain(entries.map(stored), nodeSha256)
      expect(report.error).toBeUndefined()
      expect(report.states).toEqual(['recomputed', state, 'recomputed', 'recomputed'])
      expect(report.head?.leafHash).toEqual(golden[3]?.leafHash)
    }
  })

  test('any random session holds against its own head, whatever was lawfully redacted (T6)', () => {
    fc.assert(
      fc.property(anySession, (entries) => {
        const leafHash = entries.at(-1)?.leafHash ?? new Uint8Array()
        const report = verifySessionChain(entries, nodeSha256, { heads: [{ sessionSeq: entries.length, leafHash }] })
        expect(report.error).toBeUndefined()
      }),
    )
  })

  test('every flip, deletion, insertion, swap, duplicate, cut or silent redaction is reported (T1, attacks 1, 7, 10)', () => {
    fc.assert(
      fc.property(anySession, anyTampering, (entries, tampering) => {
        const changed = tamper(entries, tampering)
        fc.pre(changed !== undefined)
        const leafHash = entries.at(-1)?.leafHash ?? new Uint8Array()
        const heads = [{ sessionSeq: entries.length, leafHash }]
        expect(verifySessionChain(changed, nodeSha256, { heads }).error).toBeDefined()
      }),
      { numRuns: 2000 },
    )
  })

  test('says the same of any session, tampered with or not, whether session and ledger are known beforehand', () => {
    const { sessionId, ledger } = draft(1, 'x', {})
    let refused = 0
    fc.assert(
      fc.property(anySession, fc.option(anyTampering), (entries, tampering) => {
        const changed = tampering === null ? entries : (tamper(entries, tampering) ?? entries)
        const known = verifySessionChain(changed, nodeSha256, { sessionId, ledger })
        expect(known).toEqual(verifySessionChain(changed, nodeSha256))
        refused += known.error === undefined ? 0 : 1
      }),
      { numRuns: 300 },
    )
    expect(refused).toBeGreaterThan(30)
  })

  test.each([
    ['session_id', 'sessionId'],
    ['ledger', 'ledger'],
  ] as const)(
    'a quote in the %s that was to be expected does not make a header that is no JSON hold',
    (member, expected) => {
      const [first] = rosasSession()
      if (first === undefined) throw new Error('four entries were sealed')
      const text = new TextDecoder().decode(first.headerBytes)
      const bent = new TextEncoder().encode(text.replace(new RegExp(`"${member}":"[^"]*"`), `"${member}":"a"b"`))
      const entry = { ...first, headerBytes: bent, leafHash: leafHash(bent, nodeSha256) }
      const { sessionId, ledger } = draft(1, 'session-opened', {})
      const report = verifySessionChain([entry], nodeSha256, { sessionId, ledger, [expected]: 'a"b' })
      expect(report.error).toEqual({ sequence: 1, code: 'header-malformed' })
    },
  )

  test('a body that fits its commitment and is not canonical is reported, and so is a header', () => {
    const [first, second] = rosasSession()
    if (first === undefined || second === undefined) throw new Error('four entries were sealed')
    const { body: _body, ...header } = draft(2, 'vitals', {})
    const bodyBytes = new TextEncoder().encode('{"systolicMmHg": 128}')
    const payload = payloadCommitment(second.salt, bodyBytes, nodeSha256)
    const loose = headerBytes({ ...header, sessionSeq: 2, prev: first.leafHash, payload })
    const entryOf = (bytes: Uint8Array) => ({
      ...second,
      headerBytes: bytes,
      leafHash: leafHash(bytes, nodeSha256),
      bodyBytes,
    })
    const errorOf = (entry: StoredEntry) => verifySessionChain([first, entry], nodeSha256).error
    expect(errorOf(entryOf(loose))).toEqual({ sequence: 2, code: 'body-not-canonical' })
    expect(errorOf(entryOf(new Uint8Array([...loose, 0x20])))).toEqual({ sequence: 2, code: 'header-malformed' })
  })

  test('without a head from outside a cut tail is silent: the blind window is exactly that (T2)', () => {
    const cut = rosasSession().slice(0, 2)
    const whole = rosasSession()[3]
    expect(verifySessionChain(cut, nodeSha256).error).toBeUndefined()
    const heads = [{ sessionSeq: 4, leafHash: whole?.leafHash ?? new Uint8Array() }]
    expect(verifySessionChain(cut, nodeSha256, { heads }).error).toEqual({ sequence: 3, code: 'truncated' })
  })

  test('a whole rewrite by somebody with the database is reported against an outside head (attacks 2 and 3)', () => {
    const forged = sealedSession([
      { kind: 'session-opened', body: { room: '2' } },
      { kind: 'vitals', body: { systolicMmHg: 118, diastolicMmHg: 72 } },
      { kind: 'dose-given', body: { doseMcg: 35_000 } },
    ])
    expect(verifySessionChain(forged, nodeSha256).error).toBeUndefined()
    const heads = [{ sessionSeq: 3, leafHash: rosasSession()[2]?.leafHash ?? new Uint8Array() }]
    expect(verifySessionChain(forged, nodeSha256, { heads }).error).toEqual({ sequence: 3, code: 'head-mismatch' })
  })

  test('names the first entry that is wrong and what is wrong with it', () => {
    const entries: StoredEntry[] = rosasSession()
    const [, second, third] = entries
    if (second === undefined || third === undefined) throw new Error('four entries were sealed')
    const errorOf = (changed: StoredEntry[], expected = {}) => verifySessionChain(changed, nodeSha256, expected).error
    const { salt: _salt, ...saltless } = third
    const { headerBytes: _header, ...headless } = third
    expect(errorOf(entries.with(2, { ...third, bodyBytes: second.bodyBytes ?? new Uint8Array() }))).toEqual({
      sequence: 3,
      code: 'body-mismatch',
    })
    expect(errorOf(entries.with(2, saltless))).toEqual({ sequence: 3, code: 'body-without-salt' })
    expect(errorOf(entries.with(2, headless))).toEqual({ sequence: 3, code: 'body-without-header' })
    expect(errorOf(entries.with(2, redacted(third, false)))).toEqual({ sequence: 3, code: 'redaction-unexplained' })
    expect(errorOf(entries.with(2, redacted(third, true)))).toEqual({ sequence: 3, code: 'redaction-unexplained' })
    expect(errorOf(entries.with(1, { ...second, leafHash: third.leafHash }))).toEqual({
      sequence: 2,
      code: 'leaf-hash-mismatch',
    })
    expect(errorOf(entries.toSpliced(1, 1))).toEqual({ sequence: 2, code: 'sequence-broken' })
    expect(errorOf(entries, { sessionId: 'another' })).toEqual({ sequence: 1, code: 'wrong-session' })
    expect(errorOf(entries, { ledger: 'juniper-row.example/ledger' })).toEqual({ sequence: 1, code: 'wrong-session' })
  })

  test('an entry cannot redact itself or one that comes after it', () => {
    const entries: StoredEntry[] = sealedSession([
      { kind: 'redacted', body: { session_seq: 2 } },
      { kind: 'observation', body: { words: 'calm' } },
    ])
    const [first, second] = entries
    if (first === undefined || second === undefined) throw new Error('two entries were sealed')
    const report = verifySessionChain([first, redacted(second, false)], nodeSha256)
    expect(report.error).toEqual({ sequence: 2, code: 'redaction-unexplained' })
  })

  test('an entry sent twice under one key is reported', () => {
    const [first] = rosasSession()
    const again = sealEntry(
      first,
      { ...draft(2, 'vitals', {}), idempotencyKey: draft(1, 'x', {}).idempotencyKey },
      new Uint8Array(32),
      nodeSha256,
    )
    if (first === undefined) throw new Error('four entries were sealed')
    const { error } = verifySessionChain([first, again], nodeSha256)
    expect(error).toEqual({ sequence: 2, code: 'duplicate-idempotency-key' })
  })

  test('a link to another entry than the one before is reported', () => {
    const [first, second] = rosasSession()
    if (first === undefined || second === undefined) throw new Error('four entries were sealed')
    const elsewhere = { sessionSeq: 1, leafHash: second.leafHash }
    const linked = sealEntry(elsewhere, draft(2, 'vitals', {}), new Uint8Array(32), nodeSha256)
    const { error } = verifySessionChain([first, linked], nodeSha256)
    expect(error).toEqual({ sequence: 2, code: 'previous-hash-mismatch' })
  })

  test('an entry charted on the wrong patient and withdrawn is explained; by any other kind it is not (RULINGS 10)', () => {
    for (const [kind, error] of [
      ['entry-withdrawn', undefined],
      ['observation-noted', { sequence: 1, code: 'redaction-unexplained' }],
    ] as const) {
      const [first, second] = sealedSession([
        { kind: 'observation-noted', body: { text: 'said by another patient' } },
        { kind, body: { withdrawsSeq: 1, session_seq: 1, reason: 'wrong patient' } },
      ])
      if (first === undefined || second === undefined) throw new Error('two entries were sealed')
      expect(verifySessionChain([redacted(first, false), second], nodeSha256).error).toEqual(error)
    }
  })

  test('a header may go only when the redacting entry names the leaf hash', () => {
    const entries: StoredEntry[] = rosasSession()
    const [, second] = entries
    if (second === undefined) throw new Error('four entries were sealed')
    expect(verifySessionChain(entries.with(1, redacted(second, false)), nodeSha256).error).toBeUndefined()
    const { error } = verifySessionChain(entries.with(1, redacted(second, true)), nodeSha256)
    expect(error).toEqual({ sequence: 2, code: 'redaction-unexplained' })
  })

  test('a number the tablet never delivered, or delivered twice, raises an alarm (OB16, attack 6)', () => {
    const sealed: ReturnType<typeof sealEntry>[] = []
    for (const [at, deviceSeq] of [1, 2, 5, 5].entries()) {
      sealed.push(sealEntry(sealed.at(-1), draft(at + 1, 'vitals', {}, deviceSeq), new Uint8Array(32), nodeSha256))
    }
    const report = verifySessionChain(sealed, nodeSha256)
    expect(report.error).toBeUndefined()
    expect(report.deviceAlarms).toEqual([
      { deviceId: 'tablet in room 2', alarm: 'missing', from: 3, to: 4 },
      { deviceId: 'tablet in room 2', alarm: 'repeated', from: 5, to: 5 },
    ])
  })
})
