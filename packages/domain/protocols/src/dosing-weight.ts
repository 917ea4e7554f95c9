import { type Grams, grams } from '@holdspace/kit/amounts'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { WeightBasis, WeightRule } from './drug-plan.ts'
import { limit } from './limit.ts'
import { isBmiAbove, type TenthMillimetres } from './weight.ts'
import { ratio } from './whole-number.ts'

/** Devine's sex term exists for two sexes only; for anybody else the ideal weight is not defined, and is not guessed. */
export type DevineSex = 'female' | 'male'

export interface Body {
  readonly actual: Grams
  readonly heightTenthMm: TenthMillimetres | null
  readonly sex: DevineSex | null
}

const sixtyInches = 15_240
/** An exact weight: grams = top ÷ bottom. */
interface ExactGrams {
  readonly top: bigint
  readonly bottom: bigint
}

/**
 * The weight a dose is worked out from, in whole grams, half up (PROTOCOLS section 2, weight basis; D39–D45).
 * Ideal by Devine: 50 kg (male) or 45.5 kg (female) + 2.3 kg for each inch over 60. Adjusted: ideal + factor × (actual −
 * ideal), only above the protocol's BMI. Refuses `BASIS_NOT_AVAILABLE`: choose another basis.
 */
export function dosingWeight(basis: WeightBasis, body: Body, rule: WeightRule): Decision<Grams> {
  if (basis === 'actual') return accept(body.actual)
  if (body.heightTenthMm === null || body.sex === null) {
    return refuse(notAvailable(`${basis} weight needs a measured height and a sex the formula knows`))
  }
  const aboveBmi = limit(rule.adjustedOnlyAboveBmi, 'BMI for adjusted weight')
  if (basis === 'adjusted' && !isBmiAbove(body.actual, body.heightTenthMm, aboveBmi)) {
    return refuse(notAvailable(`adjusted weight is only for a BMI above ${aboveBmi}`))
  }
  const ideal = devine(body.heightTenthMm, body.sex, rule)
  if (!ideal.ok) return ideal
  if (basis === 'ideal') return accept(wholeGrams(ideal.value))
  const { top, bottom } = ideal.value
  const factor = BigInt(limit(rule.adjustedFactorPercent, 'adjusted weight factor'))
  const adjusted = { top: 100n * top + factor * (BigInt(body.actual) * bottom - top), bottom: 100n * bottom }
  return accept(wholeGrams(adjusted))
}

function devine(height: TenthMillimetres, sex: DevineSex, rule: WeightRule): Decision<ExactGrams> {
  const over = height - sixtyInches
  if (over < 0 && rule.belowSixtyInches === 'refuse') {
    return refuse(notAvailable('the ideal weight below 60 inches is not settled, and no rule for it is approved'))
  }
  const counted = over < 0 && rule.belowSixtyInches === 'clamp' ? 0 : over
  const base = sex === 'male' ? 50_000n : 45_500n
  const exact = { top: base * 254n + 2_300n * BigInt(counted), bottom: 254n }
  return exact.top > 0n ? accept(exact) : refuse(notAvailable('the formula gives no weight for this height'))
}

function wholeGrams(exact: ExactGrams): Grams {
  return grams.parse(ratio(exact.top, exact.bottom))
}

function notAvailable(why: string) {
  return {
    family: 'unprocessable',
    code: 'BASIS_NOT_AVAILABLE',
    sentence: `This weight basis is not available: ${why}. Choose another basis.`,
    field: 'basis',
  } as const
}
