import { grams } from '@holdspace/kit/amounts'
import { calendarDate } from '@holdspace/kit/calendar-date'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dosingWeight } from './dosing-weight.ts'
import { must } from './testing/approved.ts'
import { dose, infusion, plain, pounds, refused, refusedAs, today, weighed } from './testing/clinic-day.ts'
import { bmiTenths, gramsOfReading, heightOf, usableWeight, type Weighing, weightReadBack } from './weight.ts'
import { thousandthsOf } from './whole-number.ts'

const usable = (weighing: Weighing | null) => usableWeight(weighing, infusion.weight, today)
const inches = (value: number) => heightOf(value * 1_000, 'in')
const cm = (value: number) => heightOf(value * 1_000, 'cm')

describe('a weight with its unit', () => {
  it('given pounds, then grams are exact and half up (D04, D07, D27)', () => {
    expect([154, 70, 198].map((value) => pounds(value))).toEqual([69_853, 31_751, 89_811])
  })

  it('given no unit, then none is assumed', () => {
    expect(refusedAs(gramsOfReading(70_000, null))).toBe('UNIT_MISSING')
    expect(refusedAs(gramsOfReading(null, 'kg'))).toBe('WEIGHT_MISSING')
    expect(refusedAs(gramsOfReading(0, 'lb'))).toBe('WEIGHT_MISSING')
  })

  it('given any weight in pounds, then grams are within half a gram of the exact amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000_000 }), (thousandths) => {
        const weight = must(gramsOfReading(thousandths, 'lb'))
        const error = BigInt(weight) * 100_000_000n - BigInt(thousandths) * 45_359_237n
        expect(error > -50_000_000n && error <= 50_000_000n).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  it('given what a person types, then only plain decimals are read', () => {
    expect(['154', '69.9', '0.75', ' 70 '].map(thousandthsOf)).toEqual([154_000, 69_900, 750, 70_000])
    expect(['', '69,9', '-3', '7e1', '70 kg', '1.2345', '.5'].map(thousandthsOf)).toEqual(Array(7).fill(null))
  })

  it('given a weight, then both units are read back', () => {
    expect(plain(weightReadBack(grams.parse(69_853)))).toBe('69.853 kg, that is 154 lb')
  })
})

describe('a weight that may carry a dose', () => {
  const first = { previous: null, heightTenthMm: cm(170), readBackInBoth: true } as const

  it('given the first weight without height, read-back or plausible BMI, then it is refused by that name (RULINGS 5)', () => {
    expect(refusedAs(usable(weighed(70_000, { ...first, heightTenthMm: null })))).toBe('FIRST_WEIGHT_HEIGHT')
    expect(refusedAs(usable(weighed(70_000, { ...first, readBackInBoth: false })))).toBe('FIRST_WEIGHT_READ_BACK')
    expect(refusedAs(usable(weighed(30_000, first)))).toBe('WEIGHT_IMPLAUSIBLE')
    expect(refusedAs(usable(weighed(210_000, first)))).toBe('WEIGHT_IMPLAUSIBLE')
    expect(must(usable(weighed(70_000, first)))).toBe(70_000)
  })

  it('given a first weight at the very edge of a plausible BMI, then it passes; a gram beyond, it does not', () => {
    const tall = { ...first, heightTenthMm: cm(100) }
    expect([12_000, 70_000].map((weight) => must(usable(weighed(weight, tall))))).toEqual([12_000, 70_000])
    expect([11_999, 70_001].map((weight) => refusedAs(usable(weighed(weight, tall))))).toEqual([
      'WEIGHT_IMPLAUSIBLE',
      'WEIGHT_IMPLAUSIBLE',
    ])
  })

  it('given an imported or a stated weight, then it never satisfies (RULINGS 5)', () => {
    expect(refusedAs(usable(weighed(70_000, { source: 'imported' })))).toBe('WEIGHT_MISSING')
    expect(refusedAs(usable(weighed(70_000, { source: 'stated' })))).toBe('WEIGHT_MISSING')
    const told = (source: 'imported' | 'stated') => {
      const answer = usable(weighed(70_000, { source }))
      return answer.ok ? '' : answer.refusal.sentence
    }
    expect([told('imported'), told('stated')]).toEqual([
      "The only weight came with the referral. Weigh the patient on the clinic's own scale.",
      "The only weight was told, not measured. Weigh the patient on the clinic's own scale.",
    ])
    expect(refusedAs(usable(null))).toBe('WEIGHT_MISSING')
    expect(refusedAs(usable(weighed(0)))).toBe('WEIGHT_MISSING')
  })

  it('given a change of exactly 10 %, then it passes; a gram more asks for the scale', () => {
    const previous = { grams: grams.parse(70_000), weighedOn: calendarDate.parse('2026-11-07') }
    expect(must(usable(weighed(77_000, { previous })))).toBe(77_000)
    expect(must(usable(weighed(63_000, { previous })))).toBe(63_000)
    expect(refusedAs(usable(weighed(77_001, { previous })))).toBe('WEIGHT_CHANGE')
    expect(refusedAs(usable(weighed(62_999, { previous })))).toBe('WEIGHT_CHANGE')
    const told = (weight: number) => {
      const answer = usable(weighed(weight, { previous }))
      return answer.ok ? '' : plain(answer.refusal.sentence)
    }
    expect(told(84_000)).toMatch(/^84 kg, that is 185\.2 lb is 20 % above the last weight \(70 kg\)/)
    expect(told(56_000)).toMatch(/20 % below the last weight/)
    expect(must(usable(weighed(77_001, { previous, changeConfirmed: true })))).toBe(77_001)
  })
})

describe('weight basis, worked cases', () => {
  const oneDose = (grams: number, height: Weighing['heightTenthMm'], sex: 'female' | 'male') =>
    (['actual', 'ideal', 'adjusted'] as const).map((basis) => {
      const worked = dose({ weighing: weighed(grams, { heightTenthMm: height }), sex, basis })
      return [plain(worked.lines.find((line) => line.what === 'order')?.result ?? ''), worked.drawnMcg]
    })

  it('D39: a woman of 64 in and 110 kg: actual 55 mg, ideal 27.35 mg, adjusted 38.41 mg, drawn 0.77 mL = 38.5 mg', () => {
    expect(oneDose(110_000, inches(64), 'female')).toEqual([
      ['55 mg', 55_000],
      ['27.35 mg', 27_500],
      ['38.41 mg', 38_500],
    ])
    expect(bmiTenths(weighed(110_000).grams, inches(64))).toBe(416)
  })

  it('D40: a woman of 163 cm and 112 kg: 56 mg, 27.55 mg, 38.93 mg', () => {
    expect(oneDose(112_000, cm(163), 'female').map(([order]) => order)).toEqual(['56 mg', '27.55 mg', '38.93 mg'])
  })

  it('D41: a man of 178 cm and 104 kg: 52 mg, 36.59 mg, 42.75 mg', () => {
    expect(oneDose(104_000, cm(178), 'male').map(([order]) => order)).toEqual(['52 mg', '36.59 mg', '42.75 mg'])
    const adjusted = dose({ weighing: weighed(104_000, { heightTenthMm: cm(178) }), sex: 'male', basis: 'adjusted' })
    expect(adjusted.orderNg).toBe(42_754_500)
    expect(adjusted.warnings.map((one) => one.code)).toEqual(['BASIS_CHANGED'])
  })

  it.each([
    ['D42', 85_000, cm(180), 'male', 'adjusted'],
    ['D43', 86_700, cm(170), 'female', 'adjusted'],
    ['D44', 60_000, cm(150), 'female', 'ideal'],
  ] as const)('%s: the basis is not available', (_id, weight, heightTenthMm, sex, basis) => {
    expect(refused({ weighing: weighed(weight, { heightTenthMm }), sex, basis })).toBe('BASIS_NOT_AVAILABLE')
  })

  it('D43: a gram above BMI 30, adjusted weight is available', () => {
    expect(
      dose({ weighing: weighed(86_701, { heightTenthMm: cm(170) }), sex: 'female', basis: 'adjusted' }).drawnMcg,
    ).toBeGreaterThan(0)
  })

  it('D44: once a rule below 60 in is approved, clamping or extrapolating gives its own weight', () => {
    const body = { actual: grams.parse(60_000), heightTenthMm: cm(150), sex: 'female' } as const
    const by = (belowSixtyInches: 'clamp' | 'extrapolate') =>
      must(dosingWeight('ideal', body, { ...infusion.weight, belowSixtyInches }))
    expect([by('clamp'), by('extrapolate')]).toEqual([45_500, 43_327])
  })

  it('D45: for a lean man the ideal weight raises the dose, and that is told', () => {
    const lean = { weighing: weighed(70_000, { heightTenthMm: inches(70) }), sex: 'male' } as const
    const ideal = dose({ ...lean, basis: 'ideal' })
    expect(ideal).toMatchObject({
      drawnMcg: 36_500,
      warnings: [{ code: 'IDEAL_ABOVE_ACTUAL' }, { code: 'BASIS_CHANGED' }],
    })
    expect(dose(lean).drawnMcg).toBe(35_000)
    const same = dose({ ...lean, weighing: weighed(73_000, { heightTenthMm: inches(70) }), basis: 'ideal' })
    expect(same.warnings.map((one) => one.code)).toEqual(['BASIS_CHANGED'])
  })

  it('given no height or a sex the formula does not know, then it is not available', () => {
    expect(refused({ weighing: weighed(70_000, { heightTenthMm: null }), basis: 'ideal' })).toBe('BASIS_NOT_AVAILABLE')
    expect(refused({ sex: null, basis: 'ideal' })).toBe('BASIS_NOT_AVAILABLE')
  })
})
