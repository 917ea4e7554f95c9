import type { z } from 'zod'

/** Whole US cents. The schema is in `cents.ts`; here is what a screen needs, without a schema library. */
export type Cents = number & z.core.$brand<'Cents'>

/** `$1,234.50`, `−$12.00`: always two decimals, a true minus sign, so that columns line up and nothing is guessed. */
export function formatCents(amount: number): string {
  const whole = String(Math.floor(Math.abs(amount) / 100)).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  const rest = String(Math.abs(amount) % 100).padStart(2, '0')
  return `${amount < 0 ? '−' : ''}$${whole}.${rest}`
}

/** `1234.50` for a field that somebody goes on typing in. */
export function plainCents(amount: number): string {
  return formatCents(amount).replace(/[$,]/g, '')
}

/**
 * What somebody typed as an amount: `1,234.5`, `$80`. Null for more than two decimals, a sign or words, which are
 * refused rather than rounded. The text never becomes a floating-point number.
 */
export function typedCents(typed: string): number | null {
  const found = /^\s*\$?\s*(\d{1,3}(?:,\d{3})+|\d{1,8})(?:\.(\d{1,2}))?\s*$/.exec(typed)
  if (found === null) return null
  const dollars = Number.parseInt((found[1] ?? '').replaceAll(',', ''), 10)
  const count = dollars * 100 + Number.parseInt((found[2] ?? '0').padEnd(2, '0'), 10)
  return count <= mostCents ? count : null
}

/** Ten million dollars: more than any line of a clinic, and far inside exact integers. */
export const mostCents = 1_000_000_000
