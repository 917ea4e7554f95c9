import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cents, centsOf, formatCents, plainCents, readCents } from './cents.ts'

describe('money', () => {
  it.each([
    [0, '$0.00'],
    [5, '$0.05'],
    [123_450, '$1,234.50'],
    [-1_200, '−$12.00'],
    [100_000_000, '$1,000,000.00'],
  ])('%i cents are written %s', (count, words) => {
    expect(formatCents(centsOf(count))).toBe(words)
  })

  it.each([
    ['950', 95_000],
    ['950.5', 95_050],
    ['$1,234.50', 123_450],
    [' 0.10 ', 10],
  ])('typed %s is %i cents', (typed, count) => {
    expect(readCents(typed)).toEqual({ ok: true, value: count })
  })

  it.each(['', '-5', '1.005', '1,23', 'ten', '1e3', '99999999999', '5 000'])(
    'typed "%s" is refused, not rounded',
    (typed) => {
      expect(readCents(typed)).toMatchObject({ ok: false, refusal: { code: 'not-an-amount' } })
    },
  )

  it('given any amount, then it survives being written and typed again, and a fraction is no amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (count) => {
        expect(readCents(plainCents(centsOf(count)))).toEqual({ ok: true, value: count })
        expect(readCents(formatCents(centsOf(count)))).toEqual({ ok: true, value: count })
        expect(cents.safeParse(count + 0.5).success).toBe(false)
      }),
    )
  })
})
