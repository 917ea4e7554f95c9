import { instant } from '@holdspace/kit/instant'
import { describe, expect, test } from 'vitest'
import { fallInPercent, type Measured, progressOf } from './progress.ts'

const day = (date: string) => instant.parse(`2026-${date}T09:00:00.000Z`)
const on = (date: string, total: number): Measured => ({ at: day(date), total })

describe('fall from the baseline', () => {
  test.each([
    [20, 16, 20],
    [20, 15, 25],
    [20, 10, 50],
    [20, 0, 100],
    [20, 25, -25],
    [3, 2, 33],
    [0, 0, null],
    [0, 4, null],
  ])('%i → %i is %s %%', (baseline, total, percent) => {
    expect(fallInPercent(baseline, total)).toBe(percent)
  })
})

describe('how somebody stands against the baseline', () => {
  const course = (...measures: readonly Measured[]) => progressOf('phq-9', measures, null)

  test('nothing, or one measure: nothing to compare with', () => {
    expect(course()).toMatchObject({ course: 'no-baseline', baseline: null, says: 'Nothing measured yet.' })
    expect(course(on('10-01', 20))).toMatchObject({
      course: 'no-baseline',
      latest: null,
      says: 'Nothing to compare with yet: one measure.',
    })
  })

  test.each([
    [20, 11, 'no-response', 'No response: 20 → 11, 45 % lower.'],
    [20, 10, 'response', 'Response: 20 → 10, 50 % lower.'],
    [20, 5, 'response', 'Response: 20 → 5, 75 % lower.'],
    [20, 4, 'remission', 'Remission: 20 → 4, 80 % lower.'],
    [20, 20, 'no-response', 'No response: 20 → 20, 0 % lower.'],
    [20, 24, 'no-response', 'No response: 20 → 24, 20 % higher.'],
    [20, 25, 'deterioration', 'Deterioration: 20 → 25, 25 % higher.'],
    [0, 4, 'no-response', 'No response: 0 → 4, no percentage of a baseline of 0.'],
    [0, 5, 'deterioration', 'Deterioration: 0 → 5, no percentage of a baseline of 0.'],
  ])('PHQ-9 %i → %i is %s', (from, to, expected, says) => {
    expect(course(on('10-01', from), on('10-20', to))).toMatchObject({ course: expected, says })
  })

  test('a response that was there and is lost is a relapse; its durability is told', () => {
    const found = course(on('10-01', 20), on('10-10', 9), on('10-20', 8), on('11-10', 16))
    expect(found.course).toBe('relapse')
    expect(found.everResponded).toBe(true)
    expect(found.best).toEqual(on('10-20', 8))
    expect(found.durability).toEqual({ from: day('10-10'), until: day('11-10'), holds: false })
  })

  test('a response that holds lasts until the latest measure', () => {
    const found = course(on('10-01', 20), on('10-10', 9), on('10-20', 8))
    expect(found.durability).toEqual({ from: day('10-10'), until: day('10-20'), holds: true })
  })

  test('a rise past the baseline after a response is deterioration, not only relapse', () => {
    expect(course(on('10-01', 20), on('10-10', 9), on('11-10', 25)).course).toBe('deterioration')
  })

  test('the baseline is the last measure before treatment, or the first of all', () => {
    const measures = [on('09-01', 24), on('10-01', 20), on('10-20', 10)]
    expect(progressOf('phq-9', measures, day('10-05')).baseline).toEqual(on('10-01', 20))
    expect(progressOf('phq-9', measures, day('10-01')).baseline).toEqual(on('10-01', 20))
    expect(progressOf('phq-9', measures, day('08-01')).baseline).toEqual(on('09-01', 24))
    expect(progressOf('phq-9', measures, null).baseline).toEqual(on('09-01', 24))
  })

  test('an instrument without a remission rule knows response alone, and says so', () => {
    const found = progressOf('peg', [on('10-01', 8), on('10-20', 0)], null)
    expect(found.course).toBe('response')
    expect(found.rule).toBe('Response: 50 % or more below the baseline.')
    expect(progressOf('madrs', [on('10-01', 30), on('10-20', 40)], null).course).toBe('no-response')
  })

  test.each([
    ['gad-7', 10, 4, 'remission'],
    ['gad-7', 10, 14, 'deterioration'],
    ['gad-7', 10, 13, 'no-response'],
    ['pcl-5', 40, 50, 'deterioration'],
    ['pcl-5', 40, 49, 'no-response'],
    ['isi', 20, 7, 'remission'],
    ['isi', 20, 8, 'response'],
    ['peg', 5, 6, 'deterioration'],
  ] as const)('%s %i → %i is %s', (id, from, to, expected) => {
    expect(progressOf(id, [on('10-01', from), on('10-20', to)], null).course).toBe(expected)
  })

  test('a low score that was low before is no remission', () => {
    expect(course(on('10-01', 3), on('10-20', 3)).course).toBe('no-response')
    expect(course(on('10-01', 4), on('10-20', 3)).course).toBe('remission')
  })
})
