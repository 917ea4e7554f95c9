import { describe, expect, it } from 'vitest'
import { infusion, injection, perKg, plain } from './testing/clinic-day.ts'
import { proposeTitration } from './titration.ts'

const after = (last: number, phq9: { baseline: number; now: number } | null, tooDissociative = false) =>
  proposeTitration(infusion.drug, { lastMcgPerKg: perKg(last), phq9, tooDissociative })

describe('proposals for the next dose', () => {
  it('D46: PHQ-9 20 → 16 fell by 20 %, so a step to 0.6 may be proposed', () => {
    expect(after(500, { baseline: 20, now: 16 })).toMatchObject({ kind: 'step-up', to: 600 })
  })

  it('D47: PHQ-9 20 → 15 fell by 25 %, so there is no step', () => {
    expect(after(500, { baseline: 20, now: 15 })).toMatchObject({ kind: 'none' })
  })

  it('D48: from 1 mg/kg the step is refused at the ceiling', () => {
    expect(after(1_000, { baseline: 20, now: 18 })).toMatchObject({ kind: 'refused', code: 'OVER_CEILING' })
    expect(after(900, { baseline: 20, now: 18 })).toMatchObject({ kind: 'step-up', to: 1_000 })
  })

  it('D49: too dissociative at 0.6 mg/kg: 0.5, or 0.6 over 60 min', () => {
    const proposal = after(600, null, true)
    expect(proposal).toMatchObject({ kind: 'ease', to: 500, orOverMinutes: 60 })
    expect(plain(proposal.sentence)).toBe('Too dissociative last time: 0.5 mg/kg, or 0.6 mg/kg over 60 min.')
  })

  it('D50: a baseline of 0 gives no percentage and no proposal', () => {
    expect(after(500, { baseline: 0, now: 0 })).toMatchObject({ kind: 'none' })
  })

  it('given a proposal or none, then the sentence says by how much the score fell', () => {
    const said = (now: number) => plain(after(500, { baseline: 20, now }).sentence)
    expect(said(17)).toBe('PHQ-9 fell by 15 %: a step to 0.6 mg/kg may be considered.')
    expect(said(14)).toBe('PHQ-9 fell by 30 %: a step is proposed below 25 % only.')
    expect(plain(after(1_000, { baseline: 20, now: 18 }).sentence)).toBe(
      'A step to 1.1 mg/kg would pass the ceiling of 1 mg/kg.',
    )
  })

  it('given a first dose smaller than the step down, then easing stops at nothing', () => {
    expect(after(50, null, true)).toMatchObject({ kind: 'ease', to: 0 })
  })

  it('given a worse score, then a step may be proposed; without scores or without a rule, none', () => {
    expect(after(500, { baseline: 10, now: 14 })).toMatchObject({ kind: 'step-up' })
    expect(after(500, null)).toMatchObject({ kind: 'none' })
    const question = { lastMcgPerKg: perKg(500), phq9: { baseline: 20, now: 18 }, tooDissociative: false }
    expect(proposeTitration(injection.drug, question)).toMatchObject({ kind: 'none' })
  })

  it('given a proposal, then its working and its source stand beside it', () => {
    const shown = (proposal: ReturnType<typeof after>) => [...proposal.working.map(plain), proposal.source]
    expect(shown(after(500, { baseline: 20, now: 16 }))).toEqual([
      'PHQ-9 20 → 16: (20 − 16) ÷ 20 = 20 %, below 25 %',
      '0.5 mg/kg + 0.1 mg/kg = 0.6 mg/kg',
      'ketamine-association (V2)',
    ])
    expect(shown(after(600, null, true))).toEqual(['0.6 mg/kg − 0.1 mg/kg = 0.5 mg/kg', 'ketamine-association (V2)'])
    expect(shown(after(500, { baseline: 20, now: 15 }))).toEqual([
      'PHQ-9 20 → 15: (20 − 15) ÷ 20 = 25 %',
      'ketamine-association (V2)',
    ])
    expect(shown(after(500, null))).toEqual(['ketamine-association (V2)'])
    const silent = proposeTitration(injection.drug, { lastMcgPerKg: perKg(500), phq9: null, tooDissociative: true })
    expect(silent).toEqual({ kind: 'none', sentence: 'This protocol proposes no steps.', working: [], source: null })
  })

  it('given a worse score, then it says that it rose', () => {
    const worse = after(500, { baseline: 10, now: 14 })
    expect(plain(worse.sentence)).toBe('PHQ-9 rose by 40 %: a step to 0.6 mg/kg may be considered.')
    expect(worse.working[0]).toBe('PHQ-9 10 → 14: (10 − 14) ÷ 10 = −40 %, below 25 %')
  })
})
