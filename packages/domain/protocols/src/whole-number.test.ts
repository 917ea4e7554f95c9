import { describe, expect, it } from 'vitest'
import { divideDown, divideHalfUp, exactNumber, ratio, thousandthsOf } from './whole-number.ts'

describe('exact arithmetic', () => {
  it.each([
    [5n, 2n, 3n],
    [-5n, 2n, -3n],
    [5n, -2n, -3n],
    [-5n, -2n, 3n],
    [4n, 2n, 2n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
    [-1n, 3n, 0n],
    [0n, 7n, 0n],
    [0n, -7n, 0n],
    [286_500n, 1_000n, 287n],
  ])('%s ÷ %s rounds half away from zero to %s', (numerator, denominator, expected) => {
    expect(divideHalfUp(numerator, denominator)).toBe(expected)
  })

  it('divides by nothing never, and says so', () => {
    expect(() => divideHalfUp(1n, 0n)).toThrow('A dose cannot be divided by nothing.')
    expect(() => ratio(1n, 0n)).toThrow('A dose cannot be divided by nothing.')
  })

  it('rounds amounts down, and no debts', () => {
    expect([divideDown(7n, 2n), divideDown(6n, 2n), divideDown(0n, 3n), divideDown(1n, 2n)]).toEqual([3n, 3n, 0n, 0n])
    for (const [numerator, denominator] of [
      [-1n, 2n],
      [1n, 0n],
      [1n, -1n],
      [0n, 0n],
      [-1n, -1n],
    ] as const) {
      expect(() => divideDown(numerator, denominator)).toThrow('Only amounts, never debts, are rounded down.')
    }
  })

  it('gives a number only where it is exact', () => {
    expect(exactNumber(9_007_199_254_740_991n)).toBe(9_007_199_254_740_991)
    expect(() => exactNumber(9_007_199_254_740_992n)).toThrow(
      '9007199254740992 is larger than any amount a clinic can hold.',
    )
    expect(ratio(7n, 2n)).toBe(4)
  })

  it.each([
    ['154', 154_000],
    [' 69.9 ', 69_900],
    ['0.75', 750],
    ['0.001', 1],
    ['7.000', 7_000],
    ['1234567', 1_234_567_000],
    ['12345678', null],
    ['0.0001', null],
    ['1,5', null],
    ['-1', null],
    ['1 kg', null],
    ['.5', null],
    ['5.', null],
    ['', null],
  ])('reads %j as %s thousandths', (text, expected) => {
    expect(thousandthsOf(text)).toBe(expected)
  })
})
