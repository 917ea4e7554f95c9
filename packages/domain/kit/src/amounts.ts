import { z } from 'zod'

/**
 * Stored quantities are integers with the unit in their name and a brand, so that micrograms never meet microlitres.
 * 35 mg = 35_000 mcg · 0.5 mg/kg = 500 mcg/kg · 70 kg = 70_000 g · 0.7 mL = 700 µL · 50 mg/mL = 50 mcg/µL.
 */
const whole = () => z.int().min(0).max(Number.MAX_SAFE_INTEGER)

export const mcg = whole().brand<'Mcg'>()
export const mcgPerKg = whole().brand<'McgPerKg'>()
export const grams = whole().brand<'Grams'>()
export const microlitres = whole().brand<'Microlitres'>()
/** Numerically equal to mg/mL. */
export const mcgPerMicrolitre = z.int().min(1).max(1000).brand<'McgPerMicrolitre'>()
export const minutes = whole().brand<'Minutes'>()
export const millimetres = whole().brand<'Millimetres'>()

export type Mcg = z.output<typeof mcg>
export type McgPerKg = z.output<typeof mcgPerKg>
export type Grams = z.output<typeof grams>
export type Microlitres = z.output<typeof microlitres>
export type McgPerMicrolitre = z.output<typeof mcgPerMicrolitre>
export type Minutes = z.output<typeof minutes>
export type Millimetres = z.output<typeof millimetres>
