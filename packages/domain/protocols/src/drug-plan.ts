import { mcg, mcgPerKg, mcgPerMicrolitre, microlitres, minutes } from '@holdspace/kit/amounts'
import { z } from 'zod'
import { sourced } from './sourced.ts'

export const route = z.enum(['IV', 'IM', 'SL', 'PO', 'IN'])
export type Route = z.output<typeof route>

export const dilution = z.strictObject({
  /** Made up to: the bag ends at this volume. Added to: the drawn volume comes on top of it. Always asked, never assumed. */
  basis: z.enum(['made-up-to', 'added-to']),
  microlitres,
})
export type Dilution = z.output<typeof dilution>

const percent = z.int().min(0).max(1000)

/** Dosed by weight, in micrograms for each kilogram of the dosing weight. */
export const weightDose = z.strictObject({
  kind: z.literal('weight'),
  default: sourced(mcgPerKg),
  min: sourced(mcgPerKg),
  max: sourced(mcgPerKg),
  hardCeiling: sourced(mcgPerKg),
})
export type WeightDose = z.output<typeof weightDose>

/** Dosed in whole tablets or devices, never by weight. */
export const fixedDose = z.strictObject({
  kind: z.literal('fixed'),
  unit: z.enum(['tablet', 'device']),
  /** Empty: every amount that whole units make within the range. */
  allowed: sourced(z.array(mcg)),
  unitStrengths: sourced(z.array(mcg).min(1)),
  min: sourced(mcg),
  max: sourced(mcg),
  minutesBetweenUnits: sourced(minutes).exactOptional(),
})
export type FixedDose = z.output<typeof fixedDose>

/** Tablets kept under the tongue: how long, and what becomes of what is left in the mouth then. */
export const hold = z.strictObject({
  leastMinutes: sourced(minutes),
  mostMinutes: sourced(minutes),
  afterwards: sourced(z.enum(['swallow', 'spit-out'])),
})
export type Hold = z.output<typeof hold>

export const titration = z.strictObject({
  instrument: z.literal('PHQ-9'),
  /** A step up may be proposed only where the score fell by less than this. */
  stepUpBelowPercent: sourced(percent),
  stepUp: sourced(mcgPerKg),
  stepDown: sourced(mcgPerKg),
  slowerMinutes: sourced(minutes),
})
export type Titration = z.output<typeof titration>

export const drugPlan = z.strictObject({
  ingredient: z.discriminatedUnion('name', [
    z.strictObject({ name: z.literal('ketamine'), rxnorm: z.literal('6130') }),
    z.strictObject({ name: z.literal('esketamine'), productRxcui: z.string() }),
  ]),
  route,
  routeSnomed: z.string(),
  schedule: z.literal('CIII'),
  dose: z.discriminatedUnion('kind', [weightDose, fixedDose]),
  overMinutes: z
    .strictObject({ default: sourced(minutes), min: sourced(minutes), max: sourced(minutes) })
    .exactOptional(),
  allowedConcentrations: z.array(mcgPerMicrolitre).exactOptional(),
  mustDilute: z.array(mcgPerMicrolitre).exactOptional(),
  finalVolume: dilution.exactOptional(),
  /** The anaesthetic range of the drug's own label: never a treatment here, and refused by that name. */
  labelAnaesthetic: z
    .strictObject({
      doseFrom: sourced(mcgPerKg).exactOptional(),
      rateFromMcgPerKgPerMinute: sourced(z.int().min(1)).exactOptional(),
    })
    .exactOptional(),
  absoluteMax: sourced(mcg),
  maxPerSession: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('per-kg'), limit: sourced(mcgPerKg) }),
    z.strictObject({ kind: z.literal('amount'), limit: sourced(mcg) }),
  ]),
  splitDose: z
    .strictObject({ maxParts: sourced(z.int().min(2).max(10)), minMinutesBetween: sourced(minutes) })
    .exactOptional(),
  /** Only where the medicine is kept in the mouth; absent in versions written before it was asked. */
  hold: hold.exactOptional(),
  roundVolumeTo: sourced(microlitres),
  maxRoundingPercent: sourced(percent),
  imMaxPerSite: sourced(microlitres).exactOptional(),
  titration: titration.exactOptional(),
  /** A nurse may write down what a prescriber said, where the protocol says how soon it is countersigned (RULINGS 3); absent, orders are written. */
  verbalOrders: z.strictObject({ countersignWithinHours: sourced(z.int().min(1).max(168)) }).exactOptional(),
})
export type DrugPlan = z.output<typeof drugPlan>

export const weightBasis = z.enum(['actual', 'ideal', 'adjusted'])
export type WeightBasis = z.output<typeof weightBasis>

export const weightRule = z.strictObject({
  basis: weightBasis,
  maxAgeDays: sourced(z.int().min(0)),
  flagChangePercent: sourced(percent),
  /** Outside this range a first weight and height cannot belong together: one of them is mistyped (RULINGS 5). */
  plausibleBmi: z.strictObject({ min: sourced(z.int().min(1)), max: sourced(z.int().min(1)) }),
  ibwFormula: z.literal('devine').exactOptional(),
  belowSixtyInches: z.enum(['refuse', 'clamp', 'extrapolate']),
  /** 40 means adjusted = ideal + 40 % of (actual − ideal). Whole percent, because no fraction enters a hash. */
  adjustedFactorPercent: sourced(percent),
  adjustedOnlyAboveBmi: sourced(z.int().min(1)),
})
export type WeightRule = z.output<typeof weightRule>
