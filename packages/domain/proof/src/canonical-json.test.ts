import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyBody } from '../testing/ledgers.ts'
import vectors from '../vectors/canonical-json.json'
import { canonicalJson, type Json, ledgerBytes, parseLedgerBytes } from './canonical-json.ts'
import { utf8, utf8Text } from './utf8.ts'

const doubleOf = (ieee754Hex: string) => Buffer.from(ieee754Hex, 'hex').readDoubleBE()
/** What a caller without our types could hand in. */
const untyped = (value: unknown) => value as Json

describe('canonical JSON (RFC 8785, TAMPER-EVIDENCE 8.4)', () => {
  test.each(vectors.numbers)('writes the double $ieee754Hex as $text', ({ ieee754Hex, text }) => {
    expect(canonicalJson(doubleOf(ieee754Hex))).toBe(text)
  })

  test('sorts member names by UTF-16 code units, not by code points', () => {
    const members = Object.fromEntries(vectors.memberOrder.names.map((name) => [name, 0]))
    expect(Object.keys(JSON.parse(canonicalJson(members))).sort()).toEqual(vectors.memberOrder.ordered)
    const written = canonicalJson(members)
    const places = vectors.memberOrder.ordered.map((name) => written.indexOf(`${JSON.stringify(name)}:`))
    expect(places).toEqual(places.toSorted((left, right) => left - right))
    expect(places).not.toContain(-1)
  })

  test.each(vectors.texts)('writes $json in its one form', ({ json, canonical }) => {
    expect(canonicalJson(JSON.parse(json))).toBe(canonical)
  })

  test.each([
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a lone high surrogate', 'a\ud83d'],
    ['a lone low surrogate', '\ude00b'],
    ['a lone surrogate in a member name', { '\ud83d': 1 }],
    ['nothing', undefined],
    ['a hole in a list', [1, undefined]],
    ['a bigint', 1n],
    ['a date object', new Date(0)],
    ['a function', () => 1],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalJson(untyped(value))).toThrow('No canonical JSON')
  })

  test('refuses a value nested deeper than 64 levels instead of overflowing', () => {
    let deep: Json = 0
    for (let level = 0; level < 10_000; level += 1) deep = [deep]
    expect(() => canonicalJson(deep)).toThrow('deeper than 64')
  })

  test('leaves out a member without a value, as JSON does', () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}')
  })
})

describe('ledger records', () => {
  test.each([
    ['a fraction: doses are whole micrograms', { doseMg: 0.5 }],
    ['a number beyond 2^53 − 1', { at: 2 ** 53 }],
    ['a member name outside ASCII', { größe: 1 }],
    ['a member name with a control character', { 'a\u0007': 1 }],
  ])('refuse %s', (_, value) => {
    expect(() => ledgerBytes(value)).toThrow('No canonical JSON')
  })

  test.each([
    ['a space', '{"a": 1}'],
    ['members out of order', '{"b":1,"a":1}'],
    ['a duplicate member', '{"a":1,"a":1}'],
    ['a number with a point', '{"a":1.0}'],
    ['minus zero', '-0'],
    ['an escape that is not needed', '"\\u0041"'],
    ['an escape of a lone surrogate', '"\\ud83d"'],
    ['text after the value', '{}{}'],
    ['a byte-order mark', '\ufeff{}'],
    ['half a value', '{"a":'],
  ])('with %s are not read as canonical', (_, text) => {
    expect(parseLedgerBytes(utf8(text))).toBeUndefined()
  })

  test('that are not UTF-8 are not read', () => {
    expect(parseLedgerBytes(new Uint8Array([0x22, 0xc0, 0x80, 0x22]))).toBeUndefined()
  })

  test('read back to the same value, and the same value has the same bytes', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const bytes = ledgerBytes(body)
        const read = parseLedgerBytes(bytes)
        expect(read).toBeDefined()
        expect(ledgerBytes(read ?? null)).toEqual(bytes)
      }),
    )
  })
})

describe('UTF-8', () => {
  test('agrees with the platform on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8(text)).toEqual(new Uint8Array(new TextEncoder().encode(text)))
        expect(utf8Text(utf8(text))).toBe(text)
      }),
    )
  })

  test('agrees with the platform on which bytes are UTF-8 at all', () => {
    const platform = (bytes: Uint8Array) => {
      try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
      } catch {
        return undefined
      }
    }
    const anyBytes = fc.array(
      fc.constantFrom(0x41, 0x80, 0xbf, 0xc0, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0x9f, 0xa0, 0x90),
    )
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(utf8Text(new Uint8Array(bytes))).toBe(platform(new Uint8Array(bytes)))
      }),
      { numRuns: 5000 },
    )
  })

  test('refuses to write a lone surrogate', () => {
    expect(() => utf8('\udc00')).toThrow('lone surrogate')
  })
})
