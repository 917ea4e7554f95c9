import { mcg, mcgPerMicrolitre } from '@holdspace/kit/amounts'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { describe, expect, it } from 'vitest'
import { calculateDose } from './dose.ts'
import type { OverridableCode } from './dose-refusals.ts'
import { hundredthMinutesAtRate } from './given.ts'
import {
  addedTo,
  dose,
  infusion,
  madeUpTo,
  orderPerKg,
  over,
  plain,
  pounds,
  refused,
  request,
  strength,
  today,
  weighed,
} from './testing/clinic-day.ts'

const reasoned = (code: OverridableCode) => [
  { code, reason: 'Agreed with the patient after step 3', prescriber: 'Dr Helen Ames' },
]
const grams = (value: number) => weighed(value)
const lastWeight = (value: number) => ({ grams: weighed(value).grams, weighedOn: calendarDate.parse('2026-11-07') })

describe('worked infusion doses of the protocol reference', () => {
  it('D01: 70 kg at 0.5 mg/kg of 50 mg/mL over 40 min is 35 mg, 0.7 mL, 52.5 mg/h, in one line', () => {
    const worked = dose()
    expect(worked).toMatchObject({ orderMcg: 35_000, drawnMcg: 35_000, volumeMicrolitres: 700, rateMcgPerHour: 52_500 })
    expect(worked).toMatchObject({ roundingHundredthPercent: 0, sessionTotalMcg: 35_000, limitMcg: 52_500 })
    expect(plain(worked.line)).toBe('ketamine 35 mg (0.7 mL of 50 mg/mL) IV over 40 min = 52.5 mg/h')
    expect(worked.line).toContain('35\u00a0mg')
    expect(plain(worked.readBack)).toBe(
      'ketamine 35 mg (0.7 mL of 50 mg/mL) IV over 40 min = 52.5 mg/h; for 70 kg (actual weight, weighed 21-Nov-2026).',
    )
    expect(worked.lines.map((line) => plain(`${line.what}: ${line.how} = ${line.result}`))).toEqual([
      'order: 0.5 mg/kg × 70 kg = 35 mg',
      'volume: 35 mg ÷ 50 mg/mL = 0.7 mL, to steps of 0.01 mL = 0.7 mL',
      'drawn: 0.7 mL × 50 mg/mL (0 %) = 35 mg',
      'rate: 35 mg × 60 ÷ 40 min = 52.5 mg/h',
    ])
  })

  it('D02: 100 mg/mL is refused undiluted, and is 0.35 mL once a diluent is given', () => {
    expect(refused({ concentration: strength(100) })).toBe('UNDILUTED_100')
    expect(dose({ concentration: strength(100), dilution: madeUpTo(100) }).volumeMicrolitres).toBe(350)
  })

  it('D03: of 10 mg/mL it is 3.5 mL', () => {
    expect(dose({ concentration: strength(10) }).volumeMicrolitres).toBe(3_500)
  })

  it('D04: 154 lb orders 34.93 mg and draws 0.7 mL = 35 mg (+0.21 %)', () => {
    const worked = dose({ weighing: weighed(pounds(154), { unit: 'lb' }) })
    expect(worked).toMatchObject({
      orderNg: 34_926_500,
      drawnMcg: 35_000,
      volumeMicrolitres: 700,
      rateMcgPerHour: 52_500,
    })
    expect(worked.roundingHundredthPercent).toBe(21)
    expect(plain(worked.lines[0]?.result ?? '')).toBe('34.93 mg')
  })

  it('D05: the same of 10 mg/mL draws 3.49 mL = 34.9 mg (−0.08 %)', () => {
    const worked = dose({ weighing: weighed(pounds(154)), concentration: strength(10) })
    expect(worked).toMatchObject({ volumeMicrolitres: 3_490, drawnMcg: 34_900, roundingHundredthPercent: -8 })
  })

  it('D06: 154 typed as kilograms never reaches a dose', () => {
    const answer = calculateDose(request({ weighing: weighed(154_000, { previous: lastWeight(69_900) }) }))
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'WEIGHT_CHANGE', details: ['+120.3 %'] } })
  })

  it('D07: 70 typed as pounds for a patient of 70 kg is caught as a fall of 54.6 %', () => {
    const answer = calculateDose(request({ weighing: weighed(pounds(70), { previous: lastWeight(70_000) }) }))
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'WEIGHT_CHANGE', details: ['−54.6 %'] } })
  })

  it('D08: made up to 100 mL runs at 150 mL/h', () => {
    const worked = dose({ weighing: grams(82_400), dilution: madeUpTo(100) })
    expect(worked).toMatchObject({ volumeMicrolitres: 820, drawnMcg: 41_000, roundingHundredthPercent: -49 })
    expect(worked).toMatchObject({ pumpMicrolitresPerHour: 150_000, rateMcgPerHour: 61_500, finalTenthMcgPerMl: 4_100 })
  })

  it('D09: added to 100 mL runs at 151.23 mL/h, and takes 40.33 min when set to 150', () => {
    const worked = dose({ weighing: grams(82_400), dilution: addedTo(100) })
    expect(worked).toMatchObject({
      finalVolumeMicrolitres: 100_820,
      pumpMicrolitresPerHour: 151_230,
      finalTenthMcgPerMl: 4_067,
    })
    expect(plain(worked.readBack)).toContain('pump 151.23 mL/h, 100.82 mL in all')
    expect(worked.lines.slice(-3).map((line) => plain(`${line.what}: ${line.how} = ${line.result}`))).toEqual([
      'final volume: 0.82 mL added to 100 mL = 100.82 mL',
      'final strength: drawn ÷ final volume = 0.407 mg/mL',
      'pump: 100.82 mL × 60 ÷ 40 min = 151.23 mL/h',
    ])
    expect(hundredthMinutesAtRate(worked.finalVolumeMicrolitres ?? madeUpTo(0).microlitres, 150_000)).toBe(4_033)
  })

  it('D10: 64 kg of 10 mg/mL in a 20 mL syringe is 32 mg, 3.2 mL, 30 mL/h, 48 mg/h', () => {
    const worked = dose({ weighing: grams(64_000), concentration: strength(10), dilution: madeUpTo(20) })
    expect(worked).toMatchObject({ drawnMcg: 32_000, volumeMicrolitres: 3_200, pumpMicrolitresPerHour: 30_000 })
    expect(worked).toMatchObject({ rateMcgPerHour: 48_000, finalTenthMcgPerMl: 16_000 })
  })

  it.each([
    [10, 2_870, 28_700, 17],
    [50, 570, 28_500, -52],
    [100, 290, 29_000, 122],
  ])('D11: 95.5 kg at 0.3 mg/kg of %i mg/mL draws %i µL = %i mcg', (concentration, volume, drawn, rounding) => {
    const worked = dose({
      weighing: grams(95_500),
      order: orderPerKg(300),
      concentration: strength(concentration),
      dilution: madeUpTo(50),
    })
    expect(worked).toMatchObject({ volumeMicrolitres: volume, drawnMcg: drawn, roundingHundredthPercent: rounding })
  })

  it('D12: 0.75 mg/kg, the top of the range, needs no override', () => {
    const worked = dose({ weighing: grams(68_000), order: orderPerKg(750) })
    expect(worked).toMatchObject({ drawnMcg: 51_000, volumeMicrolitres: 1_020, rateMcgPerHour: 76_500, overridden: [] })
    expect(worked.limitMcg).toBe(51_000)
  })

  it('D13: 1 mg/kg over 60 min needs a prescriber and a reason', () => {
    const asked = { weighing: grams(58_000), order: orderPerKg(1_000), over: over(60) }
    expect(refused(asked)).toBe('OVER_RANGE')
    const worked = dose({ ...asked, overrides: reasoned('OVER_RANGE') })
    expect(worked).toMatchObject({ drawnMcg: 58_000, volumeMicrolitres: 1_160, rateMcgPerHour: 58_000 })
    expect(worked.overridden).toMatchObject([{ code: 'OVER_RANGE', printsOnRecord: false }])
  })

  it('D14: 1.01 mg/kg is above the ceiling; with a reason it goes on, is printed, and is never rounded up', () => {
    const asked = { weighing: grams(58_000), order: orderPerKg(1_010), over: over(60) }
    expect(refused(asked)).toBe('OVER_CEILING')
    expect(refused({ ...asked, overrides: reasoned('OVER_RANGE') })).toBe('OVER_CEILING')
    const worked = dose({ ...asked, overrides: reasoned('OVER_CEILING') })
    expect(worked).toMatchObject({ drawnMcg: 58_500, overridden: [{ code: 'OVER_CEILING', printsOnRecord: true }] })
  })

  it('D15: rounding up would pass the ceiling, so 66.7 kg at 1 mg/kg rounds down to 0.66 mL = 66 mg', () => {
    const worked = dose({
      weighing: grams(66_700),
      order: orderPerKg(1_000),
      concentration: strength(100),
      dilution: madeUpTo(100),
      overrides: reasoned('OVER_RANGE'),
    })
    expect(worked).toMatchObject({ volumeMicrolitres: 660, drawnMcg: 66_000, limitMcg: 66_700 })
    expect(worked.warnings.map((one) => one.code)).toEqual(['ROUNDED_DOWN'])
  })

  it('D16: 0.5 mg/kg over 10 min is too fast', () => {
    expect(refused({ over: over(10) })).toBe('RATE_TOO_FAST')
    expect(refused({ over: over(39) })).toBe('RATE_TOO_FAST')
    expect(refused({ order: orderPerKg(400), over: { mcgPerKgPerMinute: 11 } })).toBe('RATE_TOO_FAST')
    expect(dose({ order: orderPerKg(400), over: { mcgPerKgPerMinute: 10 } }).overMinutes).toBe(40)
    expect(dose({ over: over(10), overrides: reasoned('RATE_TOO_FAST') }).rateMcgPerHour).toBe(210_000)
  })

  it('D17: 1 mg/kg at 0.5 mg/kg a minute is the label’s anaesthetic range', () => {
    expect(refused({ order: orderPerKg(1_000), over: { mcgPerKgPerMinute: 500 } })).toBe('LABEL_RANGE')
    expect(refused({ order: orderPerKg(1_000), over: over(2) })).toBe('LABEL_RANGE')
  })

  it('D18: a rate typed for a minute instead of an hour is the label’s anaesthetic range', () => {
    expect(refused({ over: { mcgPerKgPerMinute: 750 } })).toBe('LABEL_RANGE')
  })

  it.each([
    ['D19', 10, 100],
    ['D20', 100, 10],
    ['D21', 10, 50],
  ])('%s: worked out for %i mg/mL with a vial of %i mg/mL in the hand, nothing can be drawn', (_id, worked, vial) => {
    const asked = {
      concentration: strength(worked),
      vialConcentration: mcgPerMicrolitre.parse(vial),
      dilution: madeUpTo(100),
    }
    expect(refused(asked)).toBe('CONC_MISMATCH')
  })

  it('D22: a weight 14 days old is accepted, one of 15 days is stale', () => {
    const from = (day: string) => weighed(70_000, { weighedOn: calendarDate.parse(day) })
    expect(dose({ weighing: from('2026-11-07') }).drawnMcg).toBe(35_000)
    expect(refused({ weighing: from('2026-11-06') })).toBe('WEIGHT_STALE')
    expect(refused({ weighing: from('2026-11-22') })).toBe('WEIGHT_STALE')
  })
})

describe('what no reason goes past', () => {
  const everyReason = (
    ['LABEL_RANGE', 'OVER_CEILING', 'RATE_TOO_FAST', 'CUMULATIVE_OVER', 'OVER_RANGE', 'BELOW_RANGE'] as const
  ).flatMap(reasoned)

  it('given a draft, then it does not run', () => {
    expect(refused({ protocol: { ...infusion, status: 'draft' }, overrides: everyReason })).toBe(
      'PROTOCOL_NOT_APPROVED',
    )
  })

  it('given a protocol not in force yet, or no longer, then it does not run', () => {
    const later = { ...infusion, effectiveFrom: calendarDate.parse('2026-11-22') }
    expect(refused({ protocol: later })).toBe('PROTOCOL_NOT_APPROVED')
    expect(refused({ protocol: { ...infusion, effectiveTo: today } })).toBe('PROTOCOL_NOT_APPROVED')
    const lastDay = { ...infusion, effectiveTo: calendarDate.parse('2026-11-22') }
    expect(dose({ protocol: lastDay }).drawnMcg).toBe(35_000)
  })

  it('given no concentration, a strange one, or no weight, then it is refused by that name', () => {
    expect(refused({ concentration: null, overrides: everyReason })).toBe('CONC_MISSING')
    expect(refused({ concentration: strength(20), overrides: everyReason })).toBe('CONC_NOT_IN_PROTOCOL')
    expect(refused({ weighing: null, overrides: everyReason })).toBe('WEIGHT_MISSING')
    expect(refused({ weighing: weighed(70_000, { unit: null }), overrides: everyReason })).toBe('UNIT_MISSING')
  })

  it('given a bag smaller than what is drawn, then the dilution is refused', () => {
    expect(refused({ concentration: strength(10), dilution: madeUpTo(3) })).toBe('DILUTION_TOO_SMALL')
    expect(refused({ dilution: addedTo(0) })).toBe('DILUTION_TOO_SMALL')
  })

  it('given an amount in mg, or no run time, then the order is not usable', () => {
    expect(refused({ order: { kind: 'amount', mcg: mcg.parse(35_000) } })).toBe('ORDER_KIND')
    expect(refused({ over: over(0) })).toBe('RUN_TIME_MISSING')
    expect(refused({ over: { mcgPerKgPerMinute: 0 } })).toBe('RUN_TIME_MISSING')
  })

  it('given a dose smaller than a syringe step, then it cannot be made', () => {
    const asked = { weighing: weighed(4_000, { previous: null, heightTenthMm: null }), order: orderPerKg(10) }
    expect(refused(asked)).toBe('FIRST_WEIGHT_HEIGHT')
    expect(refused({ order: orderPerKg(1), overrides: reasoned('BELOW_RANGE') })).toBe('NOT_MAKEABLE')
  })
})

describe('reasons of a prescriber', () => {
  it('given two broken limits, then both are told and both need a reason', () => {
    const asked = { order: orderPerKg(900), over: over(20) }
    const answer = calculateDose(request(asked))
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'RATE_TOO_FAST' } })
    expect(answer.ok ? [] : answer.refusal.details?.map((line) => line.split(':')[0])).toEqual([
      'RATE_TOO_FAST',
      'OVER_RANGE',
    ])
    expect(refused({ ...asked, overrides: reasoned('RATE_TOO_FAST') })).toBe('OVER_RANGE')
    expect(dose({ ...asked, overrides: [...reasoned('RATE_TOO_FAST'), ...reasoned('OVER_RANGE')] }).drawnMcg).toBe(
      63_000,
    )
  })

  it('given a blank reason or nobody’s name, then it is no reason', () => {
    const asked = { order: orderPerKg(900) }
    expect(refused({ ...asked, overrides: [{ code: 'OVER_RANGE', reason: '   ', prescriber: 'Dr Helen Ames' }] })).toBe(
      'OVER_RANGE',
    )
    expect(refused({ ...asked, overrides: [{ code: 'OVER_RANGE', reason: 'As agreed', prescriber: ' ' }] })).toBe(
      'OVER_RANGE',
    )
  })

  it('given a dose below the range, then a reason is asked for as well', () => {
    expect(refused({ order: orderPerKg(299) })).toBe('BELOW_RANGE')
    expect(dose({ order: orderPerKg(300) }).overridden).toEqual([])
  })

  it('given an infusion longer than the protocol’s longest, then it warns and goes on', () => {
    expect(dose({ over: over(91) }).warnings.map((one) => one.code)).toEqual(['LONGER_THAN_PROTOCOL'])
    expect(dose({ over: over(91) }).warnings[0]?.sentence).toBe('91 min is longer than the protocol’s 90 min.')
    expect(dose({ over: over(90) }).warnings).toEqual([])
  })

  it('given a patient too heavy for the absolute maximum, then it counts as the ceiling', () => {
    expect(refused({ weighing: weighed(220_000), order: orderPerKg(700) })).toBe('OVER_CEILING')
  })

  it('given more than 5 mL into a vein, then the limit of one injection site is silent', () => {
    const worked = dose({ weighing: weighed(95_500), order: orderPerKg(750), concentration: strength(10) })
    expect(worked).toMatchObject({ volumeMicrolitres: 7_160, warnings: [] })
  })

  it('given rounding of more than 5 %, then it warns', () => {
    const worked = dose({ order: orderPerKg(15), overrides: reasoned('BELOW_RANGE'), concentration: strength(50) })
    expect(worked).toMatchObject({ drawnMcg: 1_000, roundingHundredthPercent: -476 })
    const coarse = dose({ order: orderPerKg(18), overrides: reasoned('BELOW_RANGE') })
    expect(coarse).toMatchObject({ drawnMcg: 1_500, roundingHundredthPercent: 1905 })
    expect(coarse.warnings.map((one) => one.code)).toEqual(['ROUNDING'])
  })
})
