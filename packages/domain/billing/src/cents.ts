import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { z } from 'zod'

/**
 * Money: whole US cents, never a fraction and never floating point. A posting or a balance may be below zero; a price
 * may not. Ten million dollars is more than any line of a clinic and far inside exact integers.
 */
const most = 1_000_000_000

export const cents = z.int().min(-most).max(most).brand<'Cents'>()
export type Cents = z.output<typeof cents>

/** A price or an amount somebody hands over. */
export const price = z.int().min(0).max(most).brand<'Cents'>()

export function centsOf(count: number): Cents {
  return cents.parse(count)
}

export const noCents: Cents = centsOf(0)

export function sumCents(amounts: readonly Cents[]): Cents {
  return centsOf(amounts.reduce((sum, amount) => sum + amount, 0))
}

export function minus(amount: Cents): Cents {
  return centsOf(amount === 0 ? 0 : -amount)
}

export function timesUnits(each: Cents, units: number): Cents {
  return centsOf(each * units)
}

export function lesser(one: Cents, other: Cents): Cents {
  return one < other ? one : other
}

/** `$1,234.50`, `−$12.00`: always two decimals, a true minus sign, so that columns line up and nothing is guessed. */
export function formatCents(amount: Cents): string {
  const whole = String(Math.floor(Math.abs(amount) / 100)).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  const rest = String(Math.abs(amount) % 100).padStart(2, '0')
  return `${amount < 0 ? '−' : ''}$${whole}.${rest}`
}

/** `1234.50` for a field that somebody goes on typing in. */
export function plainCents(amount: Cents): string {
  return formatCents(amount).replace(/[$,]/g, '')
}

/**
 * What somebody typed as an amount: `1,234.5`, `$80`. More than two decimals, a sign or words are refused rather than
 * rounded. The text never becomes a floating-point number.
 */
export function readCents(typed: string): Decision<Cents> {
  const found = /^\s*\$?\s*(\d{1,3}(?:,\d{3})+|\d{1,8})(?:\.(\d{1,2}))?\s*$/.exec(typed)
  if (found === null) return refuse(notAnAmount)
  const dollars = Number.parseInt((found[1] ?? '').replaceAll(',', ''), 10)
  const read = price.safeParse(dollars * 100 + Number.parseInt((found[2] ?? '0').padEnd(2, '0'), 10))
  return read.success ? accept(read.data) : refuse(notAnAmount)
}

const notAnAmount = {
  family: 'invalid',
  code: 'not-an-amount',
  sentence: 'Write the amount in dollars and cents, such as 950 or 950.00.',
  field: 'amount',
} as const
