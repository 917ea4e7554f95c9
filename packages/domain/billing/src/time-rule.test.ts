import { instant, plusMs } from '@holdspace/kit/instant'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faultsOfRule, type TimeRule, unitsForMinutes, wholeMinutes } from './time-rule.ts'

/** The rules of BILLING section 3 as a clinic might enter them; the codes are its own short names. */
const alone: TimeRule = {
  bands: [
    { fromMinutes: 16, toMinutes: 37, code: 'P30' },
    { fromMinutes: 38, toMinutes: 52, code: 'P45' },
    { fromMinutes: 53, toMinutes: null, code: 'P60' },
  ],
  further: null,
  withoutStop: null,
  source: 'BILLING section 3',
}
const infusion = (furtherFrom: number): TimeRule => ({
  bands: [
    { fromMinutes: 1, toMinutes: 15, code: 'PUSH' },
    { fromMinutes: 16, toMinutes: null, code: 'FIRST' },
  ],
  further: { fromMinutes: furtherFrom, everyMinutes: 60, code: 'HOUR' },
  withoutStop: 'PUSH',
  source: 'BILLING section 3',
})
const crisis: TimeRule = {
  bands: [{ fromMinutes: 30, toMinutes: null, code: 'CRISIS' }],
  further: { fromMinutes: 75, everyMinutes: 30, code: 'MORE' },
  withoutStop: null,
  source: 'BILLING section 3',
}
const prolonged = (from: number): TimeRule => ({
  bands: [{ fromMinutes: 60, toMinutes: null, code: 'VISIT' }],
  further: { fromMinutes: from, everyMinutes: 15, code: 'PROLONGED' },
  withoutStop: null,
  source: 'BILLING section 3',
})
const told = (rule: TimeRule, minutes: number) =>
  unitsForMinutes(rule, minutes)
    .map(({ code, units }) => `${code}×${units}`)
    .join(' ')

describe('minutes and services, at each edge (BILLING section 3)', () => {
  it.each([
    [0, ''],
    [15, ''],
    [16, 'P30×1'],
    [37, 'P30×1'],
    [38, 'P45×1'],
    [52, 'P45×1'],
    [53, 'P60×1'],
    [60, 'P60×1'],
    [90, 'P60×1'],
    [150, 'P60×1'],
  ])('psychotherapy of %i min is "%s": never more than one unit', (minutes, units) => {
    expect(told(alone, minutes)).toBe(units)
  })

  it.each([
    [0, '', ''],
    [1, 'PUSH×1', 'PUSH×1'],
    [15, 'PUSH×1', 'PUSH×1'],
    [16, 'FIRST×1', 'FIRST×1'],
    [40, 'FIRST×1', 'FIRST×1'],
    [89, 'FIRST×1', 'FIRST×1'],
    [90, 'FIRST×1', 'FIRST×1 HOUR×1'],
    [91, 'FIRST×1 HOUR×1', 'FIRST×1 HOUR×1'],
    [120, 'FIRST×1 HOUR×1', 'FIRST×1 HOUR×1'],
    [149, 'FIRST×1 HOUR×1', 'FIRST×1 HOUR×1'],
    [150, 'FIRST×1 HOUR×1', 'FIRST×1 HOUR×2'],
    [151, 'FIRST×1 HOUR×2', 'FIRST×1 HOUR×2'],
    [180, 'FIRST×1 HOUR×2', 'FIRST×1 HOUR×2'],
    [210, 'FIRST×1 HOUR×2', 'FIRST×1 HOUR×3'],
    [211, 'FIRST×1 HOUR×3', 'FIRST×1 HOUR×3'],
  ])('an infusion of %i min is "%s" where more than 30 counts, "%s" where 30 does', (minutes, strict, inclusive) => {
    expect(told(infusion(91), minutes)).toBe(strict)
    expect(told(infusion(90), minutes)).toBe(inclusive)
  })

  it.each([
    [29, ''],
    [30, 'CRISIS×1'],
    [74, 'CRISIS×1'],
    [75, 'CRISIS×1 MORE×1'],
    [104, 'CRISIS×1 MORE×1'],
    [105, 'CRISIS×1 MORE×2'],
    [134, 'CRISIS×1 MORE×2'],
    [135, 'CRISIS×1 MORE×3'],
  ])('a crisis of %i min is "%s"', (minutes, units) => {
    expect(told(crisis, minutes)).toBe(units)
  })

  it.each([
    [74, 75, 'VISIT×1'],
    [75, 75, 'VISIT×1 PROLONGED×1'],
    [90, 75, 'VISIT×1 PROLONGED×2'],
    [88, 89, 'VISIT×1'],
    [89, 89, 'VISIT×1 PROLONGED×1'],
    [104, 89, 'VISIT×1 PROLONGED×2'],
  ])('a visit of %i min, prolonged from %i, is "%s"', (minutes, from, units) => {
    expect(told(prolonged(from), minutes)).toBe(units)
  })

  it('given bands that overlap or end before they begin, then the fault is named', () => {
    expect(faultsOfRule(alone)).toEqual([])
    const overlapping = { ...alone, bands: [...alone.bands, { fromMinutes: 50, toMinutes: 49, code: 'ODD' }] }
    expect(faultsOfRule(overlapping).join(' ')).toContain('both cover minute 50')
    expect(faultsOfRule(overlapping).join(' ')).toContain('ODD ends at 49 minutes')
  })
})

describe('whole minutes', () => {
  const ten = instant.parse('2026-11-21T15:00:00.000Z')
  const span = (fromMs: number, toMs: number) => ({ from: plusMs(ten, fromMs), to: plusMs(ten, toMs) })
  const minute = 60_000

  it('given 15 min 59 s, then it is 15: nothing is rounded up', () => {
    expect(wholeMinutes([span(0, 15 * minute + 59_000)])).toBe(15)
  })

  it('given 10:02 to 10:20 and 10:25 to 10:47, then it is 18 + 22 = 40', () => {
    expect(wholeMinutes([span(2 * minute, 20 * minute), span(25 * minute, 47 * minute)])).toBe(40)
  })

  it('given two half minutes, then they are one: the rest is dropped once, at the end', () => {
    expect(wholeMinutes([span(0, 30_000), span(60_000, 90_000)])).toBe(1)
  })

  it('given any spans, then overlapping time counts once and the order does not matter', () => {
    const spans = fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }))
        .map(([one, other]) => span(one * minute, other * minute)),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(spans, (some) => {
        const model = Array.from({ length: 40 }, (_, at) => plusMs(ten, at * minute)).filter((each) =>
          some.some(({ from, to }) => from <= each && each < to),
        ).length
        expect(wholeMinutes(some)).toBe(model)
        expect(wholeMinutes(some.toReversed())).toBe(model)
      }),
    )
  })
})
