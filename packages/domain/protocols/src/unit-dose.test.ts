import { mcg } from '@holdspace/kit/amounts'
import { describe, expect, it } from 'vitest'
import { calculateDose } from './dose.ts'
import type { DoseOverride } from './dose-refusals.ts'
import type { DoseRequest } from './dose-request.ts'
import { dose, esketamine, orderMg, orderPerKg, plain, request, sublingual, weighed } from './testing/clinic-day.ts'
import { fewestUnits } from './unit-dose.ts'

const mg = (value: number) => mcg.parse(value * 1_000)
const units = { concentration: null, vialConcentration: null, over: null, dilution: null, weighing: null }
const tablets = (milligrams: number, more: Partial<DoseRequest> = {}) =>
  ({ ...units, protocol: sublingual, order: orderMg(milligrams), ...more }) as const
const spray = (milligrams: number, more: Partial<DoseRequest> = {}) =>
  ({ ...units, protocol: esketamine, order: orderMg(milligrams), ...more }) as const
const reason = (code: DoseOverride['code']): DoseRequest['overrides'] => [
  { code, reason: 'Told her why; she asked for it', prescriber: 'Dr Helen Ames' },
]
/** How it was refused: code, sentence, offers. */
function said(more: Partial<DoseRequest>) {
  const decided = calculateDose(request(more))
  if (decided.ok) throw new Error('not refused')
  const { code, sentence, details = [] } = decided.refusal
  return { code, sentence: plain(sentence), details: details.map(plain) }
}

describe('the fewest whole units', () => {
  const strengths = (...values: readonly number[]) => values.map(mg)
  const made = (amount: number, ...values: readonly number[]) =>
    fewestUnits(mg(amount), strengths(...values))?.map((one) => `${one.count}×${one.strengthMcg / 1_000}`) ?? null

  it('given strengths in any order, then the largest come first', () => {
    expect(made(250, 50, 100)).toEqual(['2×100', '1×50'])
    expect(made(250, 100, 50)).toEqual(['2×100', '1×50'])
  })

  it('given the largest do not go up, then fewer of them are taken', () => {
    expect(made(90, 50, 30)).toEqual(['3×30'])
    expect(made(60, 40, 30)).toEqual(['2×30'])
  })

  it('given an amount that nothing makes, nothing, or more than forty units, then there is none', () => {
    expect(made(70, 50, 30)).toBeNull()
    expect(made(0, 50)).toBeNull()
    expect(made(400, 10)).toEqual(['40×10'])
    expect(made(410, 10)).toBeNull()
    expect(made(410, 10, 20)).toEqual(['20×20', '1×10'])
    expect(made(50, 0, 50)).toEqual(['1×50'])
    expect(made(50)).toBeNull()
  })
})

describe('tablets and devices near their limits', () => {
  it('given an amount in mg/kg, then it is asked for in mg', () => {
    expect(said({ ...tablets(100), order: orderPerKg(500) })).toMatchObject({
      code: 'ORDER_KIND',
      sentence: 'This protocol is dosed in whole tablets: order mg, not mg/kg.',
    })
  })

  it('given an amount no tablets make, then the nearest on both sides are offered, within the range alone', () => {
    expect(said(tablets(175))).toMatchObject({ code: 'NOT_MAKEABLE', details: ['150 mg', '200 mg'] })
    expect(said(tablets(175)).sentence).toBe('Whole tablets cannot make 175 mg. Choose 150 mg or 200 mg.')
    expect(said(tablets(425)).details).toEqual(['400 mg'])
    expect(said(tablets(75)).details).toEqual(['100 mg'])
    expect(said(tablets(125)).details).toEqual(['100 mg', '150 mg'])
    expect(said(tablets(375)).details).toEqual(['350 mg', '400 mg'])
    expect(said(spray(70)).sentence).toBe('Whole devices cannot make 70 mg. Choose 56 mg or 84 mg.')
  })

  it('given an amount outside the range, then it says by what, and a reason goes past it', () => {
    expect(said(tablets(450))).toMatchObject({
      code: 'OVER_RANGE',
      sentence: expect.stringMatching(/^450 mg is above the protocol’s 400 mg\./),
    })
    expect(said(tablets(50))).toMatchObject({
      code: 'BELOW_RANGE',
      sentence: expect.stringMatching(/^50 mg is below the protocol’s 100 mg\./),
    })
    expect(said(tablets(1_050))).toMatchObject({
      code: 'OVER_CEILING',
      sentence: expect.stringMatching(/^1,050 mg is above the absolute maximum of 1,000 mg\./),
    })
    expect(dose(tablets(50, { overrides: reason('BELOW_RANGE') })).units).toEqual([{ strengthMcg: mg(50), count: 1 }])
    const first = dose(spray(28, { overrides: reason('BELOW_RANGE') }))
    expect(first).toMatchObject({ drawnMcg: mg(28), limitMcg: mg(84), unitMinutes: [0] })
  })

  it('given it lies within, then the limit it keeps is the strictest that it keeps', () => {
    expect(dose(tablets(400)).limitMcg).toBe(mg(400))
    expect(dose(tablets(100)).limitMcg).toBe(mg(400))
    const past = dose(tablets(450, { overrides: [...reason('OVER_RANGE'), ...reason('CUMULATIVE_OVER')] }))
    expect(past.limitMcg).toBe(mg(1_000))
    expect(dose(tablets(200))).toMatchObject({ orderNg: 200_000_000, orderMcg: mg(200), sessionTotalMcg: mg(200) })
  })

  it('given a practice allows only some amounts, then others within the range are not made', () => {
    const { drug } = esketamine
    if (drug.dose.kind !== 'fixed') throw new Error('not a fixed dose')
    const some = { value: [mg(28), mg(84)], evidence: 'G' as const, sources: ['placeholder'] }
    const least = { ...drug.dose.min, value: mg(28) }
    const narrowed = { ...esketamine, drug: { ...drug, dose: { ...drug.dose, allowed: some, min: least } } }
    expect(said(spray(56, { protocol: narrowed })).details).toEqual(['28 mg', '84 mg'])
    expect(dose(spray(84, { protocol: narrowed })).drawnMcg).toBe(mg(84))
    expect(dose(spray(28, { protocol: narrowed })).drawnMcg).toBe(mg(28))
  })

  it('given a weight, then mg/kg stands for information; given none, then nothing is said of it', () => {
    const known = dose(tablets(200, { weighing: weighed(80_000) }))
    expect(known.informationMcgPerKg).toBe(2_500)
    const unknown = dose(tablets(200))
    expect(unknown.informationMcgPerKg).toBeNull()
    expect(unknown.lines.map((line) => line.what)).toEqual(['units', 'how it is taken'])
    expect(plain(unknown.lines[0]?.how ?? '')).toBe('2 × 100 mg')
    expect(plain(dose(tablets(150)).lines[0]?.how ?? '')).toBe('1 × 100 mg + 1 × 50 mg')
    expect(dose(spray(84)).lines.map((line) => line.what)).not.toContain('for information')
  })
})
