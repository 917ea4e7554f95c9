import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyBody } from '../testing/ledgers.ts'
import { type Json, ledgerBytes, parseLedgerBytes } from './canonical-json.ts'
import { isPlainLedgerForm } from './plain-form.ts'
import { utf8 } from './utf8.ts'

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text))

describe('ledger form seen in one pass', () => {
  test.each([
    'null',
    'true',
    'false',
    '0',
    '-1',
    '999999999999999',
    '""',
    '{}',
    '[]',
    '[[],{}]',
    '{"a":1,"ab":[true,null],"b":{"":""}}',
    '{"doseMcg":35000,"route":"im"}',
    '"Ruhig; atmet – ü ß 🌿 \u2028"',
    '"\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\\u000b"',
    '"\u007f/"',
  ])('is certain of %s, and so is the strict parser', (text) => {
    expect(isPlainLedgerForm(bytesOf(text))).toBe(true)
    expect(parseLedgerBytes(bytesOf(text))).toBeDefined()
  })

  test.each([
    ['nothing at all', ''],
    ['a space', '{"a": 1}'],
    ['a space behind', '1 '],
    ['members out of order', '{"b":1,"a":1}'],
    ['a longer name before its beginning', '{"ab":1,"a":1}'],
    ['a name twice', '{"a":1,"a":1}'],
    ['a comma too many', '{"a":1,}'],
    ['a comma too many in a list', '[1,]'],
    ['no comma', '[1 2]'],
    ['no colon', '{"a"1}'],
    ['a name without its quote', '{a:1}'],
    ['a name in capitals out of place', '{"a":1,"B":2}'],
    ['a name outside ASCII', '{"größe":1}'],
    ['a name with DEL', '{"\u007f":1}'],
    ['an open object', '{"a":1'],
    ['an open list', '[1'],
    ['an open text', '"a'],
    ['another end', '[1}'],
    ['a point', '1.0'],
    ['an exponent', '1e3'],
    ['a leading zero', '01'],
    ['a plus', '+1'],
    ['minus alone', '-'],
    ['minus zero', '-0'],
    ['a number beyond 2^53 − 1', '9007199254740992'],
    ['a control character', '"\u0007"'],
    ['an escape that is not needed', '"\\/"'],
    ['a letter escaped', '"\\u0041"'],
    ['a line feed by number', '"\\u000a"'],
    ['a control character in capitals', '"\\u000B"'],
    ['an escape beyond the control characters', '"\\u0020"'],
    ['an escaped surrogate', '"\\ud83d"'],
    ['half an escape', '"\\'],
    ['half a long escape', '"\\u00'],
    ['a byte-order mark', '\ufeff{}'],
    ['half a word', 'tru'],
    ['another word', 'nul1'],
    ['text after the value', '{}{}'],
  ])('is not certain of %s, and the strict parser refuses it', (_, text) => {
    expect(isPlainLedgerForm(bytesOf(text))).toBe(false)
    expect(parseLedgerBytes(bytesOf(text))).toBeUndefined()
  })

  test('leaves to the strict parser what is sound and rare', () => {
    for (const rare of ['9007199254740991', '{"\\"":1}']) {
      expect(isPlainLedgerForm(bytesOf(rare))).toBe(false)
      expect(parseLedgerBytes(bytesOf(rare))).toBeDefined()
    }
  })

  test('refuses bytes that are not UTF-8, and what is nested deeper than 64 levels', () => {
    expect(isPlainLedgerForm(new Uint8Array([0x22, 0xc0, 0x80, 0x22]))).toBe(false)
    const nested = (levels: number) => utf8(`${'['.repeat(levels)}0${']'.repeat(levels)}`)
    for (const levels of [64, 65, 5000]) {
      expect(isPlainLedgerForm(nested(levels))).toBe(parseLedgerBytes(nested(levels)) !== undefined)
    }
    expect(isPlainLedgerForm(nested(64))).toBe(true)
  })

  test('is never certain of bytes that the strict parser refuses, however a sound body was changed', () => {
    const change = fc.record({ at: fc.nat(400), byte: fc.nat(255), cut: fc.nat(3), again: fc.boolean() })
    fc.assert(
      fc.property(anyBody, fc.array(change, { maxLength: 3 }), (body, changes) => {
        let bytes = [...ledgerBytes(body)]
        for (const { at, byte, cut, again } of changes) {
          const place = at % (bytes.length + 1)
          bytes.splice(place, cut, ...(again ? [byte] : bytes.slice(place, place + 4)))
        }
        const changed = new Uint8Array(bytes)
        bytes = []
        if (isPlainLedgerForm(changed)) expect(parseLedgerBytes(changed)).toBeDefined()
      }),
      { numRuns: 3000 },
    )
  })

  test('is certain of nearly every body there is, so that the strict parser is seldom asked', () => {
    let certain = 0
    const simple: fc.Arbitrary<Json> = fc.dictionary(
      fc.stringMatching(/^[a-zA-Z]{1,8}$/),
      fc.oneof(fc.integer(), fc.string({ unit: 'grapheme' }), fc.boolean(), fc.array(fc.string())),
    )
    fc.assert(
      fc.property(simple, (body) => {
        expect(isPlainLedgerForm(ledgerBytes(body))).toBe(true)
        certain += 1
      }),
    )
    expect(certain).toBeGreaterThan(0)
  })
})
