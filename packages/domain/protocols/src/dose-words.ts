import type { Mcg, McgPerMicrolitre, Microlitres, Minutes } from '@holdspace/kit/amounts'
import { mcg as mcgSchema } from '@holdspace/kit/amounts'
import { formatDate } from '@holdspace/kit/calendar-words'
import { formatConcentration, formatKg, formatMg, formatMl, formatNumber } from '@holdspace/kit/format-amount'
import type { DoseUnits, DoseWeight, DoseWorking, WorkingLine } from './dose-request.ts'
import type { Dilution, DrugPlan, FixedDose, Hold, Route } from './drug-plan.ts'
import { limit } from './limit.ts'
import { ratio } from './whole-number.ts'

/**
 * The words of a dose. Every amount goes through the kit's formatter (ACCESSIBILITY-UX DS11), and the whole dose is one
 * unbroken line, so that drug, amount, volume and route are never read apart (PROTOCOLS 9.1 rule 6).
 */
const nbsp = '\u00a0'

/** `+0.21 %`, `−0.49 %`, `0 %`. */
export function formatHundredthPercent(hundredths: number): string {
  return `${hundredths > 0 ? '+' : ''}${formatNumber(hundredths * 10)}${nbsp}%`
}

export function formatMgPerHour(mcgPerHour: number): string {
  return `${formatNumber(mcgPerHour)}${nbsp}mg/h`
}

export function formatMlPerHour(microlitresPerHour: number): string {
  return `${formatNumber(microlitresPerHour)}${nbsp}mL/h`
}

/** An order is shown to a hundredth of a milligram (34,926.5 mcg is `34.93 mg`); below a milligram to the microgram. */
export function formatOrder(orderNg: number): string {
  const stepMcg = orderNg < 1_000_000 ? 1 : 10
  return formatMg(mcgSchema.parse(ratio(BigInt(orderNg), BigInt(stepMcg) * 1_000n) * stepMcg))
}

export interface LiquidWords {
  readonly drug: DoseWorking['drug']
  readonly route: Route
  readonly drawnMcg: Mcg
  readonly volume: Microlitres
  readonly concentration: McgPerMicrolitre
  readonly minutes: Minutes | null
  readonly rateMcgPerHour: number | null
}

/** `ketamine 35 mg (0.7 mL of 50 mg/mL) IV over 40 min = 52.5 mg/h`. */
export function liquidLine(words: LiquidWords): string {
  const { drug, drawnMcg, volume, concentration, route } = words
  const dose = `${drug}${nbsp}${formatMg(drawnMcg)} (${formatMl(volume)} of ${formatConcentration(concentration)}) ${route}`
  if (words.minutes === null || words.rateMcgPerHour === null) return dose
  return `${dose} over ${words.minutes}${nbsp}min = ${formatMgPerHour(words.rateMcgPerHour)}`
}

export function unitLine(
  drug: DoseWorking['drug'],
  route: Route,
  given: Mcg,
  units: readonly DoseUnits[],
  unit: 'tablet' | 'device',
): string {
  const parts = units.map((one) => `${one.count} × ${formatMg(one.strengthMcg)}`).join(' + ')
  const count = units.reduce((sum, one) => sum + one.count, 0)
  return `${drug}${nbsp}${formatMg(given)} (${parts}, ${count} ${unit}${count === 1 ? '' : 's'}) ${route}`
}

/** `1 every 5 min` for devices, the time under the tongue for tablets; null where the protocol says nothing of it. */
export function takingWords(
  { hold }: Pick<DrugPlan, 'hold'>,
  { unit, minutesBetweenUnits }: FixedDose,
  units: readonly DoseUnits[],
): string | null {
  const count = units.reduce((sum, one) => sum + one.count, 0)
  const apart = minutesBetweenUnits?.value ?? null
  const said = [
    ...(apart === null || count < 2 ? [] : [`one ${unit} at a time, at least ${apart}${nbsp}min apart`]),
    ...(hold === undefined ? [] : [holdWords(hold)]),
  ]
  return said.length === 0 ? null : said.join('; ')
}

/** `hold under the tongue 10 to 15 min, then swallow`. */
export function holdWords({ leastMinutes, mostMinutes, afterwards }: Hold): string {
  const [least, most] = [limit(leastMinutes, 'least hold'), limit(mostMinutes, 'longest hold')]
  const time = least === most ? `${least}` : `${least} to ${most}`
  return `hold under the tongue ${time}${nbsp}min, then ${limit(afterwards, 'end of the hold') === 'swallow' ? 'swallow' : 'spit out'}`
}

/** What is said aloud and repeated before the order is signed. */
export function liquidReadBack(line: string, weight: DoseWeight, pump: string | null): string {
  const weighed = `for ${formatKg(weight.grams)} (${weight.basis} weight, weighed ${formatDate(weight.weighedOn)})`
  return `${line}; ${weighed}${pump === null ? '' : `; ${pump}`}.`
}

export function weightLines(weight: DoseWeight, mcgPerKg: number, orderNg: number): WorkingLine[] {
  const order = formatOrder(orderNg)
  const lines: WorkingLine[] = []
  if (weight.basis !== 'actual') {
    lines.push({
      what: `${weight.basis} weight`,
      how: `from ${formatKg(weight.actualGrams)} and the height`,
      result: formatKg(weight.grams),
    })
  }
  const perKg = `${formatNumber(mcgPerKg)}${nbsp}mg/kg`
  lines.push({ what: 'order', how: `${perKg} × ${formatKg(weight.grams)}`, result: order })
  return lines
}

export function volumeLines(
  orderNg: number,
  concentration: McgPerMicrolitre,
  volume: Microlitres,
  step: number,
  drawn: Mcg,
  rounding: number,
): WorkingLine[] {
  const exact = formatNumber(ratio(BigInt(orderNg), BigInt(concentration) * 1_000n))
  return [
    {
      what: 'volume',
      how: `${formatOrder(orderNg)} ÷ ${formatConcentration(concentration)} = ${exact}${nbsp}mL, to steps of ${formatNumber(step)}${nbsp}mL`,
      result: formatMl(volume),
    },
    {
      what: 'drawn',
      how: `${formatMl(volume)} × ${formatConcentration(concentration)} (${formatHundredthPercent(rounding)})`,
      result: formatMg(drawn),
    },
  ]
}

export function rateLine(drawn: Mcg, minutes: Minutes, mcgPerHour: number): WorkingLine {
  return {
    what: 'rate',
    how: `${formatMg(drawn)} × 60 ÷ ${minutes}${nbsp}min`,
    result: formatMgPerHour(mcgPerHour),
  }
}

export function dilutionLines(
  dilution: Dilution,
  volume: Microlitres,
  final: Microlitres,
  tenthMcgPerMl: number,
): WorkingLine[] {
  const how =
    dilution.basis === 'made-up-to'
      ? `made up to ${formatMl(dilution.microlitres)}`
      : `${formatMl(volume)} added to ${formatMl(dilution.microlitres)}`
  return [
    { what: 'final volume', how, result: formatMl(final) },
    { what: 'final strength', how: 'drawn ÷ final volume', result: `${formatNumber(tenthMcgPerMl / 10)}${nbsp}mg/mL` },
  ]
}

export function pumpLine(final: Microlitres, minutes: Minutes, microlitresPerHour: number): WorkingLine {
  return {
    what: 'pump',
    how: `${formatMl(final)} × 60 ÷ ${minutes}${nbsp}min`,
    result: formatMlPerHour(microlitresPerHour),
  }
}
