import type { Cents } from '@holdspace/billing/cents'
import type { Money } from 'fhir/r4'

/** Whole cents as FHIR writes money: dollars with a fraction. Exact for every amount an account can hold. */
export function moneyOf(cents: Cents): Money {
  return { value: cents / 100, currency: 'USD' }
}
