import fc from 'fast-check'
import superjson from 'superjson'
import { describe, expect, it } from 'vitest'
import { plainFirst } from './plain-first.ts'

const attempts = ['__proto__', 'constructor', 'prototype']
const names = fc.string().filter((name) => !attempts.includes(name))

/** What our answers are made of, and what JSON alone cannot say. */
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.boolean(),
    fc.double(),
    fc.integer(),
    fc.constantFrom(null, undefined, Number.NaN, Number.POSITIVE_INFINITY, -0, 12n),
    fc.date({ noInvalidDate: true }),
    fc.array(tie('value')),
    fc.dictionary(names, tie('value'), { noNullPrototype: true }),
  ),
})).value

const overTheWire = (packed: unknown) => JSON.parse(JSON.stringify(packed))

describe('what travels in superjson’s form', () => {
  it('is read back by superjson as it was', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(superjson.deserialize(overTheWire(plainFirst.serialize(value)))).toStrictEqual(
          superjson.deserialize(overTheWire(superjson.serialize(value))),
        )
      }),
    )
  })

  it('is read as superjson reads it, whoever wrote it', () => {
    fc.assert(
      fc.property(values, (value) => {
        const packed = superjson.serialize(value)
        expect(plainFirst.deserialize(overTheWire(packed))).toStrictEqual(superjson.deserialize(overTheWire(packed)))
      }),
    )
  })

  it.each([
    ['a moment', new Date(0)],
    ['a value left out', { given: undefined }],
    ['no number', [Number.NaN]],
    ['a negative nought', { score: -0 }],
    ['a set', { ids: new Set(['a']) }],
    ['a class of its own', { at: new URL('https://clinic.example') }],
  ])('%s is dressed by superjson', (_, value) => {
    expect(plainFirst.serialize(value)).toHaveProperty('meta')
  })

  it.each(attempts)('a member called %s is refused as superjson refuses it', (name) => {
    const value = JSON.parse(`{"about":[{"${name}":{}}]}`)
    expect(() => superjson.serialize(value)).toThrow('prototype pollution')
    expect(() => plainFirst.serialize(value)).toThrow('prototype pollution')
  })

  it('what points back at itself ends', () => {
    const ring: { self?: unknown } = {}
    ring.self = ring
    expect(plainFirst.serialize(ring)).toHaveProperty('meta')
  })

  it('what says how it is written is dressed by superjson too', () => {
    expect(plainFirst.serialize({ toJSON: 'a name' })).toEqual(superjson.serialize({ toJSON: 'a name' }))
  })
})
