import { describe, expect, it } from 'vitest'
import { type ChosenCutOff, cutOffsInForce, decideCutOff, hasCutOff, outsideSources } from './cut-offs.ts'

const chosen = (version: number, value: number, more: Partial<ChosenCutOff> = {}): ChosenCutOff => ({
  instrumentId: 'pcl-5',
  version,
  value,
  policy: 'Screening policy 2026-03',
  approvedBy: 'Dr Helen Ames',
  ...more,
})
const decide = (value: number, before: readonly ChosenCutOff[] = []) => {
  const decided = decideCutOff(before, {
    instrumentId: 'pcl-5',
    value,
    policy: 'Screening policy 2026-03',
    approvedBy: 'Dr Helen Ames',
  })
  return decided.ok ? decided.value.version : decided.refusal.code
}

describe('the cut-off a practice chooses', () => {
  it('given none was chosen, then the supplied one counts, with where it comes from', () => {
    expect(cutOffsInForce([])['pcl-5']).toMatchObject({ value: 33, source: 'supplied: 33 in the sources seen (V2)' })
    expect(cutOffsInForce([])['pc-ptsd-5']).toMatchObject({ value: 3, source: 'supplied: Prins 2016 (V)' })
  })

  it('given several were chosen, then the newest counts, with its approver; the other questionnaire keeps its own', () => {
    const inForce = cutOffsInForce([chosen(2, 32), chosen(1, 31), chosen(9, 4, { instrumentId: 'pc-ptsd-5' })])
    expect(inForce['pcl-5']).toEqual({ value: 32, source: 'the practice’s own, version 2, approved by Dr Helen Ames' })
    expect(inForce['pc-ptsd-5'].value).toBe(4)
  })

  it('given a number that no total reaches or every total passes, then it is refused; at the edges not', () => {
    expect([0, 1, 80, 81, 31.5].map((value) => decide(value))).toEqual([
      'cut-off-not-on-scale',
      1,
      1,
      'cut-off-not-on-scale',
      'cut-off-not-on-scale',
    ])
  })

  it('given the newest is chosen again, then it is refused; an earlier one may come back as a new version', () => {
    const before = [chosen(1, 31), chosen(2, 32)]
    expect(decide(32, before)).toBe('cut-off-unchanged')
    expect(decide(31, before)).toBe(3)
    expect(decide(31, [chosen(7, 31, { instrumentId: 'pc-ptsd-5' })])).toBe(1)
  })

  it('given a value that no source names, then that is said', () => {
    expect([30, 31, 33, 34].map((value) => outsideSources('pcl-5', value) === null)).toEqual([false, true, true, false])
    expect(outsideSources('pc-ptsd-5', 2)).toMatch(/^2 is outside what is known\. The sources name 3/)
    expect([3, 4].map((value) => outsideSources('pc-ptsd-5', value))).toEqual([null, null])
  })

  it('given another questionnaire, then it has none to choose', () => {
    expect(hasCutOff('pcl-5')).toBe(true)
    expect(hasCutOff('phq-9')).toBe(false)
  })
})
