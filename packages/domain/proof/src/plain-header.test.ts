import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sealedSession } from '../testing/ledgers.ts'
import { base64, saysHash } from './base64.ts'
import { canonicalJson } from './canonical-json.ts'
import { type EntryHeader, headerBytes, parseHeader, readHeader } from './leaf.ts'
import { plainHeader } from './plain-header.ts'
import { utf8, utf8Text } from './utf8.ts'

const [first, second] = sealedSession([
  { kind: 'session-opened', body: { room: '2' } },
  { kind: 'vitals', body: { systolicMmHg: 128 } },
]).map(({ headerBytes }) => utf8Text(headerBytes) ?? '')

/** What the fast reading says, in the strict parser's words; undefined where it is not certain. */
function plainly(bytes: Uint8Array) {
  const places = plainHeader(bytes)
  if (places === undefined) return undefined
  const text = (from: number, to: number) => utf8Text(bytes.subarray(from, to)) ?? 'not UTF-8'
  return {
    deviceId: text(places.device, places.deviceEnd),
    deviceSeq: places.deviceSeq,
    idempotencyKey: text(places.key, places.keyEnd),
    kind: text(places.kind, places.kindEnd),
    ledger: text(places.ledger, places.ledgerEnd),
    sessionId: text(places.session, places.sessionEnd),
    sessionSeq: places.sessionSeq,
    payload: text(places.payload, places.payload + 44),
    prev: places.prev < 0 ? undefined : text(places.prev, places.prev + 44),
  }
}

function strictly(bytes: Uint8Array) {
  const header = parseHeader(bytes)
  if (header === undefined) return undefined
  const { actor: _actor, occurredAt: _occurred, recordedAt: _recorded, payload, prev, ...rest } = header
  return { ...rest, payload: base64(payload), prev: prev === undefined ? undefined : base64(prev) }
}

describe('a header read where it stands', () => {
  test('says of a first and a later entry what the strict parser says', () => {
    for (const text of [first ?? '', second ?? '', (second ?? '').replace('Rosa Delgado', 'José Núñez 🌿')]) {
      expect(plainly(utf8(text))).toEqual(strictly(utf8(text)))
      expect(plainly(utf8(text))).toBeDefined()
    }
  })

  test.each([
    ['a member more', second?.replace(',"v":1}', ',"v":1,"w":1}')],
    ['another version', second?.replace('"v":1', '"v":2')],
    ['a space', second?.replace(',"v"', ', "v"')],
    ['something behind', `${second} `],
    ['its end missing', second?.slice(0, -1)],
    ['an empty actor', second?.replace(/"actor":"[^"]*"/, '"actor":""')],
    ['an empty kind', second?.replace(/"kind":"[^"]*"/, '"kind":""')],
    ['no link where there is an entry before', second?.replace(/"prev":"[^"]*",/, '')],
    ['a link where there is none', second?.replace('"session_seq":2', '"session_seq":1')],
    ['an entry before number zero', first?.replace('"session_seq":1', '"session_seq":0')],
    ['a negative number', second?.replace('"session_seq":2', '"session_seq":-2')],
    ['a device that counts from zero', second?.replace('"device_seq":2', '"device_seq":0')],
    ['a number with a leading zero', second?.replace('"device_seq":2', '"device_seq":02')],
    ['a text for a number', second?.replace('"device_seq":2', '"device_seq":"2"')],
    ['members in another order', second?.replace(/("actor":"[^"]*"),("device_id":"[^"]*")/, '$2,$1')],
    ['local time', second?.replace('14:02:00.000Z', '14:02:00.000+')],
    ['a month 13', second?.replace('2026-11-21T14', '2026-13-21T14')],
    ['a month 0', second?.replace('2026-11-21T14', '2026-00-21T14')],
    ['a day 32', second?.replace('2026-11-21T14', '2026-11-32T14')],
    ['an hour 24', second?.replace('2026-11-21T14', '2026-11-21T24')],
    ['a minute 60', second?.replace('T14:02:00.000Z', 'T14:60:00.000Z')],
    ['a second 60', second?.replace('T14:02:00.000Z', 'T14:02:60.000Z')],
    ['no milliseconds', second?.replace('T14:02:00.000Z', 'T14:02:00Z')],
    ['a letter in the milliseconds', second?.replace('T14:02:00.000Z', 'T14:02:00.00aZ')],
    ['a space for the T', second?.replace('21T14', '21 14')],
  ])('is not certain of one with %s, and the strict parser refuses it', (_, text) => {
    expect([first, second]).not.toContain(text)
    expect(plainHeader(utf8(text ?? ''))).toBeUndefined()
    expect(parseHeader(utf8(text ?? ''))).toBeUndefined()
  })

  test('an escape is left to the strict parser', () => {
    const escaped = utf8((second ?? '').replace('Rosa', '\\"Rosa\\"'))
    expect(plainHeader(escaped)).toBeUndefined()
    expect(parseHeader(escaped)?.actor).toContain('"Rosa"')
  })

  test('whatever bytes are changed: where it is certain and the hashes are hashes, the strict parser says the same', () => {
    const change = fc.record({ at: fc.nat(600), byte: fc.nat(255), cut: fc.nat(2) })
    let certain = 0
    fc.assert(
      fc.property(fc.constantFrom(first, second), fc.array(change, { minLength: 1, maxLength: 3 }), (text, changes) => {
        const bytes = [...utf8(text ?? '')]
        for (const { at, byte, cut } of changes) bytes.splice(at % bytes.length, cut, byte)
        const changed = new Uint8Array(bytes)
        const found = plainly(changed)
        if (found === undefined) return
        const strict = strictly(changed)
        // Any 44 bytes may stand for a hash here: they are compared with the one that is due, and so are hashes then.
        const isHash = (letters: string | undefined) =>
          letters === undefined || /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/.test(letters)
        if (strict === undefined) expect(isHash(found.payload) && isHash(found.prev)).toBe(false)
        else expect(found).toEqual(strict)
        certain += 1
      }),
      { numRuns: 3000 },
    )
    expect(certain).toBeGreaterThan(100)
  })

  test('letters say a hash exactly when base64 writes them for it', () => {
    const anyHash = fc.uint8Array({ minLength: 32, maxLength: 32 })
    fc.assert(
      fc.property(anyHash, fc.nat(43), fc.integer({ min: 1, max: 127 }), (hash, at, difference) => {
        const letters = utf8(`>${base64(hash)}<`)
        expect(saysHash(letters, 1, hash)).toBe(true)
        letters[at + 1] = (letters[at + 1] ?? 0) ^ difference
        expect(saysHash(letters, 1, hash)).toBe(false)
      }),
    )
    expect(saysHash(utf8(base64(new Uint8Array(33))), 0, new Uint8Array(33))).toBe(false)
  })
})

describe('a header read for what it says', () => {
  const change = fc.record({ at: fc.nat(600), byte: fc.nat(255), cut: fc.nat(2) })
  // What could stand where a hash is said to stand, so that the text is still JSON and says something else.
  const inPlaceOfHash = fc
    .array(fc.constantFrom('"', '\\', ',', ':', '{', '}', '[', ']', 'A', '=', '"payload":"', '","prev":"', 'u0041'), {
      minLength: 1,
      maxLength: 44,
    })
    .map((parts) => parts.join('').padEnd(44, 'A').slice(0, 44))

  test('says what the strict parser says, whatever bytes are changed', () => {
    fc.assert(
      fc.property(fc.constantFrom(first, second), fc.array(change, { maxLength: 3 }), (text, changes) => {
        const bytes = [...utf8(text ?? '')]
        for (const { at, byte, cut } of changes) bytes.splice(at % bytes.length, cut, byte)
        expect(readHeader(new Uint8Array(bytes))).toEqual(parseHeader(new Uint8Array(bytes)))
      }),
      { numRuns: 3000 },
    )
  })

  test('says what the strict parser says, whatever stands in place of a hash', () => {
    fc.assert(
      fc.property(inPlaceOfHash, inPlaceOfHash, fc.boolean(), (payload, prev, isPrevKept) => {
        const bent = (second ?? '')
          .replace(/(?<="payload":").{44}/, () => payload)
          .replace(/(?<="prev":").{44}(?=","recorded)/, (kept) => (isPrevKept ? kept : prev))
        expect(readHeader(utf8(bent))).toEqual(parseHeader(utf8(bent)))
      }),
      { numRuns: 3000 },
    )
  })
})

describe('a header written at once', () => {
  const text = fc.string({ minLength: 1, unit: 'grapheme' })
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 })
  const moment = fc.constantFrom('2026-11-21T14:03:00.000Z', '1999-01-31T00:00:00.999Z')
  const count = fc.integer({ min: 2, max: 2_147_483_647 })
  const header = fc.record({
    ...{ ledger: text, sessionId: text, idempotencyKey: text, kind: text, actor: text, deviceId: text },
    ...{ sessionSeq: count, deviceSeq: count, occurredAt: moment, recordedAt: moment, payload: hash, prev: hash },
  })

  test('is the canonical JSON of what it says, and is read back as it was', () => {
    fc.assert(
      fc.property(header, (said) => {
        const bytes = headerBytes(said)
        expect(utf8Text(bytes)).toBe(
          canonicalJson({
            ...{ v: 1, ledger: said.ledger, session_id: said.sessionId, session_seq: said.sessionSeq },
            ...{ prev: base64(said.prev), payload: base64(said.payload), idempotency_key: said.idempotencyKey },
            ...{ kind: said.kind, actor: said.actor, device_id: said.deviceId, device_seq: said.deviceSeq },
            ...{ occurred_at: said.occurredAt, recorded_at: said.recordedAt },
          }),
        )
        expect(readHeader(bytes)).toEqual(said)
      }),
    )
  })

  const sound: EntryHeader = {
    ...{
      ledger: 'clinic.example/ledger',
      sessionId: 's',
      sessionSeq: 2,
      idempotencyKey: 'k',
      kind: 'vitals',
      actor: 'a',
    },
    ...{ deviceId: 'd', deviceSeq: 1, occurredAt: '2026-11-21T14:03:00.000Z', recordedAt: '2026-11-21T14:03:00.000Z' },
    ...{ payload: new Uint8Array(32), prev: new Uint8Array(32) },
  }
  test.each<[string, Partial<EntryHeader>]>([
    ['an empty kind', { kind: '' }],
    ['half a number', { deviceSeq: 1.5 }],
    ['a number no double holds', { deviceSeq: 2 ** 53 }],
    ['a number below one', { sessionSeq: 0 }],
    ['no entry before, and it is not the first', { prev: undefined }],
    ['an entry before the first', { sessionSeq: 1 }],
    ['a hash of another length', { payload: new Uint8Array(31) }],
    ['local time', { occurredAt: '2026-11-21T14:03:00.000+' }],
  ])('throws on %s', (_, wrong) => {
    expect(() => headerBytes({ ...sound, ...wrong })).toThrow('malformed header')
  })
})
