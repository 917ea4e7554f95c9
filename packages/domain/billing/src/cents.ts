import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { z } from 'zod'
import { type Cents, mostCents, typedCents } from './money-words.ts'

export { type Cents, formatCents, plainCents } from './money-words.ts'

/**
 * Money: whole US cents, never a fraction and never floating point. A posting or a balance may be below zero; a price
 * may not.
 */
export const cents = z.int().min(-mostCents).max(mostCents).brand<'Cents'>()

/** A price or an amount somebody hands over. */
export const price = z.int().min(0).max(mostCents).brand<'Cents'>()

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

/** What somebody typed as an amount, or why it is none. */
export function readCents(typed: string): Decision<Cents> {
  const read = typedCents(typed)
  return read === null ? refuse(notAnAmount) : accept(centsOf(read))
}

const notAnAmount = {
  family: 'invalid',
  code: 'not-an-amount',
  sentence: 'Write the amount in dollars and cents, such as 950 or 950.00.',
  field: 'amount',
} as const
