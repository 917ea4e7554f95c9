import { mcg } from '@holdspace/kit/amounts'
import { describe, expect, it } from 'vitest'
import { nextDoseRange, type PlannedRange } from './dose-range.ts'
import { esketamine, infusion, perKg, plain, sublingual } from './testing/clinic-day.ts'

const planned = (least: number, most: number): PlannedRange => ({
  kind: 'per-kg',
  leastMcgPerKg: perKg(least),
  mostMcgPerKg: perKg(most),
})
const plannedMg = (least: number, most: number): PlannedRange => ({
  kind: 'amount',
  leastMcg: mcg.parse(least * 1000),
  mostMcg: mcg.parse(most * 1000),
})
const allowed = (protocol: typeof infusion, plan: PlannedRange | null) => {
  const { allowed: said } = nextDoseRange(protocol.drug, plan)
  return said === null ? null : plain(said)
}

describe('what the next dose may be', () => {
  it('given no plan, then the protocol’s own range, with the ceiling and where each comes from', () => {
    const { lines } = nextDoseRange(infusion.drug, null)
    expect(allowed(infusion, null)).toBe('0.3 mg/kg to 0.75 mg/kg')
    expect(lines.map((line) => `${line.what}: ${plain(line.says)} (${line.source})`)).toEqual([
      'Protocol: 0.3 mg/kg to 0.75 mg/kg (the product’s placeholder)',
      'Never above: 1 mg/kg (ketamine-association (V2))',
    ])
  })

  it('given a plan, then what both allow; one dose is told as one', () => {
    expect(allowed(infusion, planned(400, 600))).toBe('0.4 mg/kg to 0.6 mg/kg')
    expect(allowed(infusion, planned(500, 500))).toBe('0.5 mg/kg')
    expect(allowed(infusion, planned(200, 900))).toBe('0.3 mg/kg to 0.75 mg/kg')
    expect(nextDoseRange(infusion.drug, planned(400, 600)).lines.at(-1)).toMatchObject({ what: 'Plan' })
  })

  it('given a plan of an older protocol that leaves nothing in common, then there is no range', () => {
    expect(allowed(infusion, planned(800, 900))).toBeNull()
    expect(allowed(esketamine, plannedMg(60, 80))).toBeNull()
    expect(allowed(sublingual, plannedMg(450, 500))).toBeNull()
  })

  it('given tablets or devices, then whole ones', () => {
    expect(allowed(sublingual, null)).toBe('100 mg to 400 mg in whole tablets')
    expect(allowed(sublingual, plannedMg(100, 200))).toBe('100 mg to 200 mg in whole tablets')
    expect(allowed(esketamine, null)).toBe('56 mg or 84 mg')
    expect(allowed(esketamine, plannedMg(56, 56))).toBe('56 mg')
    expect(nextDoseRange(esketamine.drug, plannedMg(56, 56)).lines).toHaveLength(2)
  })

  it('given a plan told in another way than the protocol doses, then it narrows nothing', () => {
    expect(allowed(infusion, plannedMg(10, 20))).toBe('0.3 mg/kg to 0.75 mg/kg')
    expect(allowed(esketamine, planned(100, 200))).toBe('56 mg or 84 mg')
  })
})
