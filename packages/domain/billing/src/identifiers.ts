import { z } from 'zod'

/**
 * A National Provider Identifier: ten digits, the first 1 or 2, with the Luhn check digit over `80840` and the number
 * (BILLING section 9). A right check digit does not prove that the number is assigned.
 */
export function isNpi(text: string): boolean {
  return /^[12]\d{9}$/.test(text) && luhnSum(`80840${text}`) % 10 === 0
}

function luhnSum(digits: string): number {
  return [...digits].reverse().reduce((sum, digit, at) => {
    const value = Number.parseInt(digit, 10) * (at % 2 === 1 ? 2 : 1)
    return sum + (value > 9 ? value - 9 : value)
  }, 0)
}

export const npi = z.string().refine(isNpi, 'not an NPI: ten digits with a right check digit')

/** An employer's number, `12-3456789`. A social security number has another shape and is refused: none is kept. */
export const taxId = z
  .string()
  .regex(/^\d{2}-\d{7}$/, 'write the tax number as 12-3456789, never a social security number')

/** ICD-10-CM in its usual shape; whether the code exists and fits is the clinician's to say. */
export const diagnosisCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-TV-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$/, 'write the diagnosis code like F33.1')

/** Eleven digits, 5-4-2, zero-padded from the printed form; null when it is not one of the printed forms. */
export function claimNdc(printed: string): string | null {
  const parts = /^(\d{4,5})-(\d{3,4})-(\d{1,2})$/.exec(printed.trim())
  if (parts === null || printed.replace(/\D/g, '').length !== 10) return null
  const [, labeler = '', product = '', pack = ''] = parts
  return `${labeler.padStart(5, '0')}${product.padStart(4, '0')}${pack.padStart(2, '0')}`
}
