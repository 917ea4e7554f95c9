import type { Instrument } from './instrument.ts'

/** Can the instrument come to this total at all? A mean has one decimal at most; a sum times four is a multiple of four. */
export function catalogueTotal(instrument: Instrument, total: number): boolean {
  const { scoring } = instrument
  if (scoring.kind === 'none' || scoring.kind === 'clinician-tier') return false
  if (!Number.isFinite(total) || total < scoring.min || total > scoring.max) return false
  if (scoring.kind === 'mean') return Math.abs(total * 10 - Math.round(total * 10)) < 1e-9
  return Number.isInteger(total) && total % (scoring.times ?? 1) === 0
}
