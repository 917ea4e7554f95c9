import { grams, mcg, microlitres } from '@holdspace/kit/amounts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calculateDose } from './dose.ts'
import { doseRefusals, isOverridable } from './dose-refusals.ts'
import type { DoseRequest, DoseWorking, EarlierPart } from './dose-request.ts'
import {
  esketamine,
  infusion,
  injection,
  oral,
  over,
  perKg,
  splitInjection,
  strength,
  sublingual,
  today,
  weighed,
} from './testing/clinic-day.ts'
import { heightOf } from './weight.ts'

const overridable = Object.keys(doseRefusals).filter(isOverridable)
const often = <T>(common: fc.Arbitrary<T>, rare: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: common }, { weight: 1, arbitrary: rare })

const anyWeighing = fc
  .record({
    kilos: often(fc.integer({ min: 40_000, max: 140_000 }), fc.integer({ min: 0, max: 400_000 })),
    height: fc.integer({ min: 140_000, max: 200_000 }),
    unit: often(fc.constantFrom('kg' as const, 'lb' as const), fc.constant(null)),
    source: often(fc.constant('scale' as const), fc.constantFrom('stated' as const, 'imported' as const)),
    change: often(fc.constant(100), fc.integer({ min: 40, max: 230 })),
    first: often(fc.constant(false), fc.constant(true)),
    changeConfirmed: fc.boolean(),
    readBackInBoth: fc.boolean(),
  })
  .map(({ kilos, height, change, first, ...rest }) =>
    weighed(kilos, {
      ...rest,
      heightTenthMm: heightOf(height, 'cm'),
      previous: first ? null : { grams: grams.parse(Math.round((kilos * 100) / change)), weighedOn: today },
    }),
  )

const protocols = { infusion, injection, splitInjection, oral, sublingual, esketamine }
const protocolNames = [
  'infusion',
  'infusion',
  'injection',
  'splitInjection',
  'oral',
  'sublingual',
  'esketamine',
] as const

/** The protocol goes by its name, so that a counterexample can be read. */
const anyRequest = fc.record({
  protocol: fc.constantFrom(...protocolNames),
  pin: fc.constant(null),
  today: fc.constant(today),
  order: fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .integer({ min: 0, max: 2_500 })
        .map((value) => ({ kind: 'per-kg' as const, mcgPerKg: perKg(value) })),
    },
    {
      weight: 1,
      arbitrary: fc
        .integer({ min: 0, max: 9_000 })
        .map((value) => ({ kind: 'per-kg' as const, mcgPerKg: perKg(value) })),
    },
    {
      weight: 1,
      arbitrary: fc
        .integer({ min: 0, max: 40 })
        .map((value) => ({ kind: 'amount' as const, mcg: mcg.parse(value * 14_000) })),
    },
    {
      weight: 1,
      arbitrary: fc
        .integer({ min: 0, max: 12 })
        .map((value) => ({ kind: 'amount' as const, mcg: mcg.parse(value * 50_000) })),
    },
  ),
  weighing: often(anyWeighing, fc.constant(null)),
  sex: fc.constantFrom('female' as const, 'male' as const, null),
  basis: often(fc.constant(null), fc.constantFrom('actual' as const, 'ideal' as const, 'adjusted' as const)),
  concentration: often(fc.constantFrom(10, 50, 100).map(strength), fc.constantFrom(null, strength(20))),
  vialConcentration: often(fc.constant(null), fc.constantFrom(10, 50, 100).map(strength)),
  over: fc.oneof(
    fc.constant(null),
    fc.integer({ min: 0, max: 120 }).map(over),
    fc.integer({ min: 0, max: 900 }).map((value) => ({ mcgPerKgPerMinute: value })),
  ),
  dilution: fc.oneof(
    fc.constant(null),
    fc.record({
      basis: fc.constantFrom('made-up-to' as const, 'added-to' as const),
      microlitres: fc.integer({ min: 0, max: 250_000 }).map((value) => microlitres.parse(value)),
    }),
  ),
  earlierParts: often(
    fc.constant<EarlierPart[]>([]),
    fc.array(
      fc.record(
        {
          mcgPerKg: fc.integer({ min: 0, max: 600 }).map(perKg),
          givenMcg: fc.integer({ min: 0, max: 50_000 }).map((value) => mcg.parse(value)),
          route: fc.constantFrom(...Array.from({ length: 9 }, () => 'IV' as const), 'SL' as const),
        },
        { requiredKeys: ['mcgPerKg', 'givenMcg'] },
      ),
      { maxLength: 2 },
    ),
  ),
  overrides: fc
    .oneof(fc.constant(overridable), fc.subarray(overridable))
    .map((codes) => codes.map((code) => ({ code, reason: 'As agreed', prescriber: 'Dr Helen Ames' }))),
})

/** What must hold of every dose that was worked out, whatever was asked. */
function keepsTheRules(asked: DoseRequest, worked: DoseWorking): void {
  const { drug } = asked.protocol
  const overridden = worked.overridden.map((one) => one.code)
  expect(Object.values(worked).every((value) => typeof value !== 'number' || Number.isSafeInteger(value))).toBe(true)
  expect(worked.route).toBe(drug.route)
  // The limit in force, or, where a reason goes past every limit, the order itself: rounding never adds to either.
  expect(worked.drawnMcg * 1_000).toBeLessThanOrEqual(
    worked.limitMcg === null ? worked.orderNg : worked.limitMcg * 1_000 + 999,
  )
  expect(worked.line).not.toMatch(/\d\.\d*0(?!\d)|(?<!\d)\.\d/)
  if (worked.volumeMicrolitres === null || worked.weight === null) {
    const units = worked.units.reduce((sum, one) => sum + one.strengthMcg * one.count, 0)
    expect(units).toBe(worked.drawnMcg)
    return
  }
  const concentration = worked.concentrationMcgPerMicrolitre ?? 0
  const step = drug.roundVolumeTo.value ?? 0
  expect(worked.drawnMcg).toBe(worked.volumeMicrolitres * concentration)
  expect(worked.volumeMicrolitres % step).toBe(0)
  expect(worked.orderNg).toBe((worked.orderMcgPerKg ?? 0) * worked.weight.grams)
  expect(asked.vialConcentration === null || asked.vialConcentration === concentration).toBe(true)
  expect(drug.route === 'IV' && concentration === 100 ? worked.dilution : 'diluted').not.toBeNull()
  const capped = worked.warnings.some((one) => one.code === 'ROUNDED_DOWN')
  const offNg = worked.drawnMcg * 1_000 - worked.orderNg
  const halfStepNg = (step * concentration * 1_000) / 2
  expect(offNg <= halfStepNg && (capped || offNg > -halfStepNg - 1)).toBe(true)
  if (drug.dose.kind === 'weight' && !overridden.includes('OVER_CEILING')) {
    expect(worked.drawnMcg * 1_000).toBeLessThanOrEqual((drug.dose.hardCeiling.value ?? 0) * worked.weight.grams)
    expect(worked.drawnMcg).toBeLessThanOrEqual(drug.absoluteMax.value ?? 0)
    if (!overridden.includes('OVER_RANGE')) {
      expect(worked.drawnMcg * 1_000).toBeLessThanOrEqual((drug.dose.max.value ?? 0) * worked.weight.grams)
    }
  }
}

describe('ten thousand random dose requests', () => {
  it('given any request, then it is a dose that keeps every rule or a refusal with a name from the table', () => {
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(anyRequest, (named) => {
        const asked: DoseRequest = { ...named, protocol: protocols[named.protocol] }
        const answer = calculateDose(asked)
        const name = answer.ok ? 'dose' : answer.refusal.code
        seen.set(name, (seen.get(name) ?? 0) + 1)
        if (answer.ok) keepsTheRules(asked, answer.value)
        else {
          expect(Object.keys(doseRefusals)).toContain(answer.refusal.code)
          expect(answer.refusal.sentence.length).toBeGreaterThan(10)
          expect(asked.overrides.some((one) => one.code === answer.refusal.code)).toBe(false)
        }
      }),
      { numRuns: 10_000, seed: 20261121 },
    )
    expect(seen.get('dose') ?? 0).toBeGreaterThan(900)
    const never = Object.keys(doseRefusals).filter((code) => !seen.has(code))
    expect(never.sort()).toEqual(['FIRST_WEIGHT_HEIGHT', 'OUTSIDE_PLAN', 'PROTOCOL_NOT_APPROVED', 'WEIGHT_STALE'])
  })
})
