import { mcg } from '@holdspace/kit/amounts'
import { instant } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { calculateDose, calculateSplitDose } from './dose.ts'
import { must } from './testing/approved.ts'
import {
  dose,
  esketamine,
  injection,
  oral,
  orderMg,
  orderPerKg,
  perKg,
  plain,
  pounds,
  refused,
  refusedAs,
  request,
  splitInjection,
  strength,
  sublingual,
  weighed,
} from './testing/clinic-day.ts'
import { unitTiming } from './unit-timing.ts'

describe('worked injections', () => {
  it.each([
    [50, 1_200, []],
    [100, 600, []],
    [10, 6_000, ['IM_VOLUME']],
  ])('D26: 80 kg at 0.75 mg/kg of %i mg/mL is %i µL', (concentration, volume, warnings) => {
    const worked = dose({
      protocol: injection,
      weighing: weighed(80_000),
      order: orderPerKg(750),
      concentration: strength(concentration),
    })
    expect(worked).toMatchObject({
      drawnMcg: 60_000,
      volumeMicrolitres: volume,
      rateMcgPerHour: null,
      overMinutes: null,
    })
    expect(worked.warnings.map((one) => one.code)).toEqual(warnings)
  })

  it('D27: 198 lb at 0.5 mg/kg draws 0.9 mL = 45 mg', () => {
    const worked = dose({ protocol: injection, weighing: weighed(pounds(198), { unit: 'lb' }) })
    expect(worked).toMatchObject({ orderNg: 44_905_500, volumeMicrolitres: 900, drawnMcg: 45_000 })
    expect(plain(worked.line)).toBe('ketamine 45 mg (0.9 mL of 50 mg/mL) IM')
  })

  const split = request({ protocol: splitInjection, weighing: weighed(62_000), concentration: strength(100) })

  it('D28: 62 kg split 0.5 + 0.5 mg/kg of 100 mg/mL is twice 0.31 mL, 62 mg in all, at the maximum', () => {
    const parts = must(calculateSplitDose(split, [perKg(500), perKg(500)]))
    expect(parts.map((part) => part.volumeMicrolitres)).toEqual([310, 310])
    expect(parts.map((part) => part.sessionTotalMcg)).toEqual([31_000, 62_000])
  })

  it('D29: a third part of 0.1 mg/kg passes the session’s maximum', () => {
    expect(refusedAs(calculateSplitDose(split, [perKg(500), perKg(500), perKg(100)]))).toBe('CUMULATIVE_OVER')
  })

  it('given parts whose rounding adds up, then the last is drawn short of the session’s maximum rather than past it', () => {
    const parts = must(calculateSplitDose({ ...split, weighing: weighed(62_700) }, [perKg(500), perKg(500)]))
    expect(parts.map((part) => part.drawnMcg)).toEqual([31_000, 31_000])
    const uneven = must(calculateSplitDose({ ...split, weighing: weighed(63_300) }, [perKg(500), perKg(500)]))
    expect(uneven.map((part) => part.drawnMcg)).toEqual([32_000, 31_000])
    expect(uneven[1]?.warnings.map((one) => one.code)).toEqual(['ROUNDED_DOWN'])
  })

  it('given a part that nobody ordered, or one far above its order, then it counts as it was given (M04)', () => {
    const after = (mcgPerKg: number | null, givenMcg: number) =>
      refusedAs(
        calculateDose({
          ...split,
          earlierParts: [{ mcgPerKg: mcgPerKg === null ? null : perKg(mcgPerKg), givenMcg: mcg.parse(givenMcg) }],
        }),
      )
    expect(after(null, 31_001)).toBe('CUMULATIVE_OVER')
    expect(after(null, 31_000)).toBe('not refused')
    expect(after(500, 32_550)).toBe('not refused')
    expect(after(500, 32_551)).toBe('CUMULATIVE_OVER')
  })

  it('given a heavy patient, then all parts together keep the absolute maximum too', () => {
    const heavy = { ...split, weighing: weighed(180_000) }
    expect(refusedAs(calculateSplitDose(heavy, [perKg(500), perKg(500)]))).toBe('CUMULATIVE_OVER')
  })

  it('given more parts than the protocol knows, then the next is refused', () => {
    const parts = [perKg(100), perKg(100), perKg(100), perKg(100)]
    expect(refusedAs(calculateSplitDose(split, parts))).toBe('CUMULATIVE_OVER')
  })

  it('D30: 1.2 mg/kg is above the injection’s range', () => {
    expect(refused({ protocol: injection, weighing: weighed(76_000), order: orderPerKg(1_200) })).toBe('OVER_RANGE')
  })

  it('given 6.5 mg/kg into a muscle, then it is the label’s anaesthetic range', () => {
    expect(refused({ protocol: injection, order: orderPerKg(6_500) })).toBe('LABEL_RANGE')
    expect(refused({ protocol: injection, order: orderPerKg(6_499) })).toBe('OVER_CEILING')
  })
})

describe('worked tablets, drinks and sprays', () => {
  const tablets = (mg: number) => ({ protocol: sublingual, order: orderMg(mg), concentration: null, over: null })

  it('D31: 150 mg under the tongue is one tablet of 100 and one of 50', () => {
    const worked = dose(tablets(150))
    expect(worked.units).toEqual([
      { strengthMcg: 100_000, count: 1 },
      { strengthMcg: 50_000, count: 1 },
    ])
    expect(plain(worked.line)).toBe('ketamine 150 mg (1 × 100 mg + 1 × 50 mg, 2 tablets) SL')
  })

  it('D32: 400 mg is four tablets, at the maximum', () => {
    const worked = dose(tablets(400))
    expect(worked).toMatchObject({ units: [{ strengthMcg: 100_000, count: 4 }], limitMcg: 400_000 })
    expect(worked.lines.map((line) => plain(`${line.what}: ${line.how} = ${line.result}`))).toEqual([
      'units: 4 × 100 mg = 400 mg',
      'for information: by weight; not used to work anything out = 5.714 mg/kg',
      'how it is taken: as the protocol says = hold under the tongue 10 to 15 min, then swallow',
    ])
  })

  it('D33: 175 mg cannot be made; 150 or 200 is offered', () => {
    const answer = calculateDose(request(tablets(175)))
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'NOT_MAKEABLE' } })
    expect(answer.ok ? [] : answer.refusal.details?.map(plain)).toEqual(['150 mg', '200 mg'])
    expect(answer.ok ? '' : plain(answer.refusal.sentence)).toBe(
      'Whole tablets cannot make 175 mg. Choose 150 mg or 200 mg.',
    )
  })

  it('D34: 450 mg is above the range, 50 mg below it', () => {
    expect(refused(tablets(450))).toBe('OVER_RANGE')
    expect(refused(tablets(50))).toBe('BELOW_RANGE')
  })

  it('D35: 200 mg for 80 kg shows 2.5 mg/kg for information, and no equivalent by another route', () => {
    const worked = dose({ ...tablets(200), weighing: weighed(80_000) })
    expect(worked.informationMcgPerKg).toBe(2_500)
    expect(JSON.stringify(worked)).not.toMatch(/IV|equivalent/)
  })

  it('D36: 1 and 2 mg/kg by mouth do not meet the ceiling of an infusion', () => {
    const drink = { protocol: oral, weighing: weighed(64_000), over: null }
    expect(dose({ ...drink, order: orderPerKg(1_000) }).orderMcg).toBe(64_000)
    expect(dose({ ...drink, order: orderPerKg(2_000) }).orderMcg).toBe(128_000)
  })

  it('D37: esketamine 56 mg is two devices, 84 mg three, five minutes apart; 70 mg cannot be made', () => {
    const spray = (mg: number) => ({ protocol: esketamine, order: orderMg(mg), concentration: null, over: null })
    expect(dose(spray(56))).toMatchObject({ units: [{ strengthMcg: 28_000, count: 2 }], unitMinutes: [0, 5] })
    expect(dose(spray(84))).toMatchObject({ units: [{ strengthMcg: 28_000, count: 3 }], unitMinutes: [0, 5, 10] })
    expect(plain(dose(spray(56)).line)).toBe('esketamine 56 mg (2 × 28 mg, 2 devices) IN')
    const answer = calculateDose(request(spray(70)))
    expect(answer.ok ? [] : answer.refusal.details?.map(plain)).toEqual(['56 mg', '84 mg'])
    expect(refused(spray(70))).toBe('NOT_MAKEABLE')
    expect(refused(spray(28))).toBe('BELOW_RANGE')
    expect(refused(spray(112))).toBe('OVER_CEILING')
  })

  it('D38: a second device after 4 min is a deviation to explain; after 5 it is none', () => {
    const at = (minute: number) => instant.parse(`2026-11-21T18:0${minute}:00.000Z`)
    expect(unitTiming(esketamine.drug, at(0), at(4))?.code).toBe('UNIT_TOO_SOON')
    expect(unitTiming(esketamine.drug, at(0), at(5))).toBeNull()
    expect(unitTiming(splitInjection.drug, at(0), at(9))?.code).toBe('UNIT_TOO_SOON')
    expect(unitTiming(injection.drug, at(0), at(1))).toBeNull()
  })

  it('reads back how it is taken: devices apart, tablets held and then swallowed (read-back of PROTOCOLS 9.1)', () => {
    const spray = { protocol: esketamine, order: orderMg(84), concentration: null, over: null }
    expect(plain(dose(spray).readBack)).toBe(
      'esketamine 84 mg (3 × 28 mg, 3 devices) IN; one device at a time, at least 5 min apart.',
    )
    expect(plain(dose(tablets(150)).readBack)).toBe(
      'ketamine 150 mg (1 × 100 mg + 1 × 50 mg, 2 tablets) SL; hold under the tongue 10 to 15 min, then swallow.',
    )
  })

  it('given something went in another way before, then no dose is worked out: routes are never added up', () => {
    const injected = [{ mcgPerKg: null, givenMcg: mcg.parse(35_000), route: 'IM' as const }]
    expect(refused({ ...tablets(100), earlierParts: injected })).toBe('ROUTES_MIXED')
    const drink = { protocol: oral, weighing: weighed(64_000), over: null, order: orderPerKg(1_000) }
    expect(refused({ ...drink, earlierParts: injected })).toBe('ROUTES_MIXED')
    const swallowed = injected.map((part) => ({ ...part, route: 'PO' as const }))
    expect(refused({ ...drink, earlierParts: swallowed })).not.toBe('ROUTES_MIXED')
  })

  it('given mg/kg for tablets, then the order is not usable', () => {
    expect(refused({ protocol: sublingual, order: orderPerKg(500) })).toBe('ORDER_KIND')
  })

  it('given earlier tablets in the session, then together they keep its maximum', () => {
    const earlier = [{ mcgPerKg: null, givenMcg: dose(tablets(300)).drawnMcg }]
    expect(refused({ ...tablets(150), earlierParts: earlier })).toBe('CUMULATIVE_OVER')
    expect(dose({ ...tablets(100), earlierParts: earlier }).sessionTotalMcg).toBe(400_000)
  })
})
