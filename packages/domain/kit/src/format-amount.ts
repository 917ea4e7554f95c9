import type { Grams, Mcg, McgPerKg, McgPerMicrolitre, Microlitres } from './amounts.ts'

/**
 * Every dose on a screen, on paper or in a sentence goes through here (ACCESSIBILITY-UX section 4, ISMP): leading zero,
 * no trailing zero, comma from 1,000, a space that does not break before the unit, `mcg` never µg.
 */
export function formatNumber(thousandths: number): string {
  const sign = thousandths < 0 ? '−' : ''
  const rounded = Math.abs(Math.round(thousandths))
  const whole = Math.floor(rounded / 1000)
  const fraction = String(rounded % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '')
  const grouped = String(whole).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return `${sign}${grouped}${fraction === '' ? '' : `.${fraction}`}`
}

const nbsp = '\u00a0'

export function formatMg(amount: Mcg): string {
  return `${formatNumber(amount)}${nbsp}mg`
}

export function formatMgPerKg(amount: McgPerKg): string {
  return `${formatNumber(amount)}${nbsp}mg/kg`
}

export function formatMl(volume: Microlitres): string {
  return `${formatNumber(volume)}${nbsp}mL`
}

export function formatConcentration(strength: McgPerMicrolitre): string {
  return `${formatNumber(strength * 1000)}${nbsp}mg/mL`
}

/** `69.853 kg`, `70 kg`: grams are kept, so nothing is rounded away. */
export function formatKg(weight: Grams): string {
  return `${formatNumber(weight)}${nbsp}kg`
}

/** 1 lb = 453.59237 g exactly; shown to a tenth of a pound, always beside the kilograms. */
export function formatLb(weight: Grams): string {
  return `${formatNumber(Math.round((weight / 453.59237) * 10) * 100)}${nbsp}lb`
}
