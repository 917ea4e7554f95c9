import { mcg, mcgPerKg } from '@holdspace/kit/amounts'
import { describe, expect, it } from 'vitest'
import type { DoseRequest } from './dose-request.ts'
import {
  dose,
  infusion,
  orderMg,
  orderPerKg,
  perKg,
  refused,
  splitInjection,
  sublingual,
} from './testing/clinic-day.ts'

const planned = { kind: 'per-kg', leastMcgPerKg: perKg(400), mostMcgPerKg: perKg(600) } as const
const reasoned = [
  { code: 'OUTSIDE_PLAN', reason: 'Agreed with the patient today', prescriber: 'Dr Helen Ames' },
] as const
const infusionOf = (value: number, more: Partial<DoseRequest> = {}) => ({ order: orderPerKg(value), planned, ...more })
const part = (value: number) => ({ mcgPerKg: mcgPerKg.parse(value), givenMcg: mcg.parse(value * 70) })

describe('a dose held against the plan everybody signed (H264)', () => {
  it.each([
    [399, 'OUTSIDE_PLAN'],
    [400, 'not refused'],
    [600, 'not refused'],
    [601, 'OUTSIDE_PLAN'],
    [751, 'OVER_RANGE'],
  ])('given %i mcg/kg where the plan says 400 to 600 and the protocol 300 to 750, then %s', (value, code) => {
    expect(refused(infusionOf(value))).toBe(code)
  })

  it('given a prescriber’s reason, then the order goes on and the reason stands in it', () => {
    const worked = dose(infusionOf(650, { overrides: reasoned }))
    expect(worked.overridden).toMatchObject([{ code: 'OUTSIDE_PLAN', reason: 'Agreed with the patient today' }])
  })

  it('given parts, then they are added up, and none is too small by itself where the protocol splits doses', () => {
    const split = { protocol: splitInjection, over: null, planned }
    expect(splitInjection.drug.splitDose).toBeDefined()
    const second = (value: number) => refused({ ...split, order: orderPerKg(value), earlierParts: [part(500)] })
    expect(second(500)).toBe('OUTSIDE_PLAN')
    expect(refused({ ...split, order: orderPerKg(500) })).toBe('not refused')
    expect(refused(infusionOf(300, { earlierParts: [part(350)] }))).toBe('OUTSIDE_PLAN')
  })

  it('given tablets, then the plan’s milligrams hold', () => {
    const tablets = (mg: number) => ({
      protocol: sublingual,
      order: orderMg(mg),
      concentration: null,
      over: null,
      planned: { kind: 'amount' as const, leastMcg: mcg.parse(100_000), mostMcg: mcg.parse(200_000) },
    })
    expect([150, 200, 250].map((mg) => refused(tablets(mg)))).toEqual(['not refused', 'not refused', 'OUTSIDE_PLAN'])
    const after = { ...tablets(100), earlierParts: [{ mcgPerKg: null, givenMcg: mcg.parse(150_000) }] }
    expect(refused(after)).toBe('OUTSIDE_PLAN')
  })
})

describe('a first dose held against what a session may hold (M04)', () => {
  const holding = (limit: number) => ({
    ...infusion,
    drug: {
      ...infusion.drug,
      maxPerSession: { kind: 'per-kg' as const, limit: { ...infusion.drug.maxPerSession.limit, value: perKg(limit) } },
    },
  })

  it('given a version from before approval asked, whose range goes above it, then the first order is refused all the same', () => {
    expect(refused({ protocol: holding(600), order: orderPerKg(601) })).toBe('CUMULATIVE_OVER')
    expect(refused({ protocol: holding(600), order: orderPerKg(600) })).toBe('not refused')
  })
})
