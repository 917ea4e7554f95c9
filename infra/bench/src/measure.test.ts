import { describe, expect, it } from 'vitest'
import { atLeastPercent, atMost, percentile, share, verdictOf } from './measure.ts'

describe('a figure and its bars', () => {
  it('a share of the floor is met from the must up, and the aim from the aim up', () => {
    const read = (value: number) => verdictOf(share('fhir', 'read', 'req/s', [value, 1000], atLeastPercent(50, 60)))
    expect([read(499), read(500), read(600)]).toEqual(['NOT MET', 'must met', 'aim met'])
  })

  it('a time is met up to the must', () => {
    const start = (held: number) =>
      verdictOf({ area: 'start', name: 'ready', value: held, unit: 's', held, bar: atMost(4, 1.5, 's') })
    expect([start(4.01), start(4), start(1.5)]).toEqual(['NOT MET', 'must met', 'aim met'])
  })

  it('a floor that answered nothing meets no bar', () => {
    expect(verdictOf(share('fhir', 'read', 'req/s', [100, 0], atLeastPercent(50, 60)))).toBe('NOT MET')
  })

  it('percentiles are values that were measured', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => 100 - at)
    expect([percentile(hundred, 0.5), percentile(hundred, 0.99), percentile([7], 0.99), percentile([], 0.5)]).toEqual([
      50, 99, 7, 0,
    ])
  })
})
