import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { grams, mcg, mcgPerKg, mcgPerMicrolitre, microlitres } from './amounts.ts'
import { formatConcentration, formatKg, formatLb, formatMg, formatMgPerKg, formatMl } from './format-amount.ts'

describe('amounts on screen and paper (ACCESSIBILITY-UX section 4)', () => {
  it.each([
    ['DS1 leading zero', formatMg(mcg.parse(500)), '0.5 mg'],
    ['DS2 no trailing zero', formatMg(mcg.parse(5_000)), '5 mg'],
    ['DS3 comma from 1,000', formatMg(mcg.parse(1_000_000)), '1,000 mg'],
    ['a mg/kg dose', formatMgPerKg(mcgPerKg.parse(500)), '0.5 mg/kg'],
    ['a syringe', formatMl(microlitres.parse(700)), '0.7 mL'],
    ['a vial', formatConcentration(mcgPerMicrolitre.parse(50)), '50 mg/mL'],
    ['a weight to the gram', formatKg(grams.parse(69_853)), '69.853 kg'],
    ['the same in pounds', formatLb(grams.parse(69_853)), '154 lb'],
  ])('%s', (_name, shown, expected) => {
    expect(shown.replace('\u00a0', ' ')).toBe(expected)
  })

  it('A5: 10,000 random doses break no rule and lose no microgram', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), (amount) => {
        const shown = formatMg(mcg.parse(amount))
        expect(shown).toMatch(/^(0|[1-9]\d{0,2}(,\d{3})*)(\.\d{0,2}[1-9])?\u00a0mg$/)
        expect(Math.round(Number(shown.replaceAll(',', '').split('\u00a0')[0]) * 1000)).toBe(amount)
      }),
      { numRuns: 10_000 },
    )
  })
})
