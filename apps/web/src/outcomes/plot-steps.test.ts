import { instant } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { plotSteps, stepBy } from './plot-steps.ts'
import type { Outcomes, Series } from './shapes.ts'

const at = (day: string) => instant.parse(`2026-${day}T15:00:00.000Z`)
const series = {
  points: [
    { responseId: 'a', at: at('10-01'), total: 20, says: '20', band: 'severe', answeredBy: 'patient' },
    { responseId: 'b', at: at('10-09'), total: 12, says: '12', band: null, answeredBy: 'patient' },
  ],
} as unknown as Series
const dose = (day: string, number: number, more: object = {}) => ({
  sessionId: `s${number}`,
  number,
  at: at(day),
  route: 'IV',
  mcgPerKg: 500,
  givenMcg: 35_000,
  dissociationPeak: 7,
  ...more,
})
const doses = [
  dose('10-05', 1),
  dose('10-08', 2, { route: 'IN', givenMcg: 56_000, mcgPerKg: 800, dissociationPeak: null }),
  dose('10-11', 3, { givenMcg: null, mcgPerKg: null }),
] as unknown as Outcomes['doses']
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('stepping through an outcome plot by keyboard', () => {
  it('given measures and sessions, then each is said in the order in which it happened', () => {
    expect(plotSteps(series, doses, 'America/New_York').map((step) => plain(step.words))).toEqual([
      '01-Oct-2026: 20, severe',
      '05-Oct-2026: session 1, 0.5 mg/kg IV (35 mg), dissociation peak 7 of 10',
      '08-Oct-2026: session 2, 56 mg IN (0.8 mg/kg)',
      '09-Oct-2026: 12',
      '11-Oct-2026: session 3, IV, amount not read, dissociation peak 7 of 10',
    ])
  })

  it.each([
    ['ArrowRight', null, 0],
    ['ArrowRight', 3, 4],
    ['ArrowRight', 4, 4],
    ['ArrowUp', 1, 2],
    ['ArrowLeft', null, 4],
    ['ArrowLeft', 0, 0],
    ['ArrowDown', 2, 1],
    ['Home', 3, 0],
    ['End', null, 4],
    ['Tab', 2, null],
  ])('%s from %s leads to %s', (key, from, to) => {
    expect(stepBy(key, from, 5)).toBe(to)
  })

  it('given nothing to step through, then no key does anything', () => {
    expect(stepBy('End', null, 0)).toBeNull()
  })
})
