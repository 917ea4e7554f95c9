import { type Grams, grams } from '@holdspace/kit/amounts'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { daysBetween, formatDate } from '@holdspace/kit/calendar-words'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { formatKg, formatLb, formatNumber } from '@holdspace/kit/format-amount'
import type { Refusal } from '@holdspace/kit/refusal'
import { z } from 'zod'
import type { WeightRule } from './drug-plan.ts'
import { limit } from './limit.ts'
import { ratio } from './whole-number.ts'

/** Tenths of a millimetre, so that a height in whole inches stays exact: 64 in = 16,256. */
export const tenthMillimetres = z.int().min(1_000).max(30_000).brand<'TenthMillimetres'>()
export type TenthMillimetres = z.output<typeof tenthMillimetres>

/** Whether whole millimetres are a height that can be reckoned with at all. */
export const isHeight = (millimetres: number): boolean => tenthMillimetres.safeParse(millimetres * 10).success

export type WeightUnit = 'kg' | 'lb'

/** A weight as the clinic holds it today, with everything that decides whether a dose may be worked out from it. */
export interface Weighing {
  /** Only the clinic's own scale satisfies a weight-based dose; a stated or imported weight never does (RULINGS 5). */
  readonly source: 'scale' | 'stated' | 'imported'
  readonly grams: Grams
  /** The unit that was chosen when the number was typed; null when none was (no default unit, PROTOCOLS 9.1 rule 1). */
  readonly unit: WeightUnit | null
  /** The day in the practice's zone. */
  readonly weighedOn: CalendarDate
  readonly heightTenthMm: TenthMillimetres | null
  /** The weight before this one; null makes this the first, which asks for more. */
  readonly previous: { readonly grams: Grams; readonly weighedOn: CalendarDate } | null
  /** No weight before this one was ever held against a height: it is then asked for as much as a first one (RULINGS 5). */
  readonly neverHeldAgainstHeight?: boolean
  /** Re-entered and confirmed on the scale reading, after a change larger than the limit. */
  readonly changeConfirmed: boolean
  /** Kilograms and pounds were both read back. */
  readonly readBackInBoth: boolean
}

/**
 * Whole grams of what the scale shows, half up. 1 lb = 453.59237 g exactly.
 * @param thousandths the number shown, in thousandths (154.2 is 154,200)
 * Refuses `UNIT_MISSING` and `WEIGHT_MISSING`.
 */
export function gramsOfReading(thousandths: number | null, unit: WeightUnit | null): Decision<Grams> {
  if (thousandths === null || thousandths <= 0) return refuse(weightMissing('There is no weight.'))
  if (unit === null) return refuse(unitMissing)
  if (unit === 'kg') return accept(grams.parse(thousandths))
  return accept(grams.parse(ratio(BigInt(thousandths) * 45_359_237n, 100_000_000n)))
}

/** Height from a tape in inches or centimetres, given in thousandths of that unit; exact, half up to a tenth of a millimetre. */
export function heightOf(thousandths: number, unit: 'in' | 'cm'): TenthMillimetres {
  const tenthMmPerUnit = unit === 'in' ? 254n : 100n
  return tenthMillimetres.parse(ratio(BigInt(thousandths) * tenthMmPerUnit, 1_000n))
}

/** Both units in one sentence, for the read-back of a weight: `70 kg, that is 154.3 lb`. */
export function weightReadBack(weight: Grams): string {
  return `${formatKg(weight)}, that is ${formatLb(weight)}`
}

/**
 * Whether this weighing may carry a dose on `today`; answers its grams.
 * Refuses `WEIGHT_MISSING`, `UNIT_MISSING`, `WEIGHT_STALE`, `WEIGHT_CHANGE`, `FIRST_WEIGHT_HEIGHT`,
 * `FIRST_WEIGHT_READ_BACK`, `WEIGHT_IMPLAUSIBLE` (PROTOCOLS 9.1; RULINGS 5). None of them can be overridden: weigh again.
 */
export function usableWeight(weighing: Weighing | null, rule: WeightRule, today: CalendarDate): Decision<Grams> {
  if (weighing === null) return refuse(weightMissing('There is no weight.'))
  if (weighing.source !== 'scale') {
    const origin = weighing.source === 'imported' ? 'came with the referral' : 'was told, not measured'
    return refuse(weightMissing(`The only weight ${origin}.`))
  }
  if (weighing.grams === 0) return refuse(weightMissing('The weight is nothing.'))
  if (weighing.unit === null) return refuse(unitMissing)
  const age = daysBetween(weighing.weighedOn, today)
  const oldest = limit(rule.maxAgeDays, 'weight age')
  if (age > oldest || age < 0) return refuse(weightStale(weighing.weighedOn, age, oldest))
  const { previous, neverHeldAgainstHeight } = weighing
  const first = previous === null || neverHeldAgainstHeight === true ? firstWeight(weighing, rule) : null
  if (previous === null || first?.ok === false) return first ?? accept(weighing.grams)
  return changedWeight(weighing, previous.grams, rule)
}

function firstWeight(weighing: Weighing, rule: WeightRule): Decision<Grams> {
  if (weighing.heightTenthMm === null) {
    return refuse({
      family: 'unprocessable',
      code: 'FIRST_WEIGHT_HEIGHT',
      sentence: 'No height is known here yet: measure it with the weight, so that a wrong unit shows.',
      field: 'height',
    })
  }
  const [low, high] = [limit(rule.plausibleBmi.min, 'lowest BMI'), limit(rule.plausibleBmi.max, 'highest BMI')]
  const bmi = bmiTenths(weighing.grams, weighing.heightTenthMm)
  if (isBmiOutside(weighing.grams, weighing.heightTenthMm, low, high)) {
    return refuse({
      family: 'unprocessable',
      code: 'WEIGHT_IMPLAUSIBLE',
      sentence: `Weight and height make a BMI of ${formatNumber(bmi * 100)}, outside ${low} to ${high}: check both, and the unit.`,
      field: 'weight',
    })
  }
  if (!weighing.readBackInBoth) {
    return refuse({
      family: 'unprocessable',
      code: 'FIRST_WEIGHT_READ_BACK',
      sentence: `Read the first weight back in both units before it is used: ${weightReadBack(weighing.grams)}.`,
      field: 'readBack',
    })
  }
  return accept(weighing.grams)
}

/** D06 and D07: pounds typed as kilograms (or the reverse) show as a change no body makes in two weeks. */
function changedWeight(weighing: Weighing, before: Grams, rule: WeightRule): Decision<Grams> {
  const allowed = limit(rule.flagChangePercent, 'weight change')
  const change = weighing.grams - before
  if (Math.abs(change) * 100 <= before * allowed || weighing.changeConfirmed) return accept(weighing.grams)
  const percentTenths = ratio(BigInt(change) * 1_000n, BigInt(before))
  return refuse({
    family: 'unprocessable',
    code: 'WEIGHT_CHANGE',
    sentence: `${weightReadBack(weighing.grams)} is ${changeWords(percentTenths)} the last weight (${formatKg(before)}): weigh again, enter it again and confirm it on the scale.`,
    field: 'weight',
    details: [`${percentTenths > 0 ? '+' : ''}${formatNumber(percentTenths * 100)} %`],
  })
}

function changeWords(percentTenths: number): string {
  return `${formatNumber(Math.abs(percentTenths) * 100)} % ${percentTenths > 0 ? 'above' : 'below'}`
}

const unitMissing: Refusal = {
  family: 'invalid',
  code: 'UNIT_MISSING',
  sentence: 'Choose kilograms or pounds: a weight without its unit is never guessed.',
  field: 'unit',
}

function weightMissing(why: string): Refusal {
  return {
    family: 'unprocessable',
    code: 'WEIGHT_MISSING',
    sentence: `${why} Weigh the patient on the clinic's own scale.`,
    field: 'weight',
  }
}

function weightStale(weighedOn: CalendarDate, age: number, oldest: number): Refusal {
  const told = age < 0 ? 'lies in the future' : `is ${age} days old; at most ${oldest} are allowed`
  return {
    family: 'unprocessable',
    code: 'WEIGHT_STALE',
    sentence: `The weight of ${formatDate(weighedOn)} ${told}. Weigh the patient again.`,
    field: 'weight',
  }
}

/** Body-mass index in tenths, half up: for reading. Compare with `isBmiAbove`, which is exact. */
export function bmiTenths(weight: Grams, height: TenthMillimetres): number {
  return ratio(BigInt(weight) * 1_000_000n, BigInt(height) * BigInt(height))
}

/** Exactly greater than: 86.7 kg at 170 cm is 30 and not above it (D43). */
export function isBmiAbove(weight: Grams, height: TenthMillimetres, bmi: number): boolean {
  return BigInt(weight) * 100_000n > BigInt(bmi) * BigInt(height) * BigInt(height)
}

function isBmiOutside(weight: Grams, height: TenthMillimetres, low: number, high: number): boolean {
  const [scaled, square] = [BigInt(weight) * 100_000n, BigInt(height) * BigInt(height)]
  return scaled < BigInt(low) * square || scaled > BigInt(high) * square
}
