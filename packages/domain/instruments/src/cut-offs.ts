import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { InstrumentId } from './instrument.ts'

/** Questionnaires whose cut-off is the practice's to choose (INSTRUMENTS 4.5 and 4.6). */
export const cutOffInstruments = ['pcl-5', 'pc-ptsd-5'] as const
export type CutOffInstrument = (typeof cutOffInstruments)[number]

/** A number at which a total counts as positive, and who says so. */
export interface CutOff {
  readonly value: number
  readonly source: string
}

/** What is supplied, and what the sources name: a value outside is possible, and says so. */
interface Supplied extends CutOff {
  readonly named: { readonly least: number; readonly most: number; readonly words: string }
  readonly scale: { readonly min: number; readonly max: number }
}

export const suppliedCutOffs: { readonly [Id in CutOffInstrument]: Supplied } = {
  'pcl-5': {
    value: 33,
    source: 'supplied: 33 in the sources seen (V2)',
    named: { least: 31, most: 33, words: 'The sources name 31 to 33 (National Center for PTSD, V2).' },
    scale: { min: 1, max: 80 },
  },
  'pc-ptsd-5': {
    value: 3,
    source: 'supplied: Prins 2016 (V)',
    named: {
      least: 3,
      most: 4,
      words: 'The sources name 3 (Prins 2016, V) and 4, with 3 perhaps better for women (Bovin 2021, V).',
    },
    scale: { min: 1, max: 5 },
  },
}

/** One choice of a practice. Choices are added to and never changed: what was read by an earlier one stays as it was read. */
export interface ChosenCutOff {
  readonly instrumentId: CutOffInstrument
  /** From 1. */
  readonly version: number
  readonly value: number
  /** The policy it stands in, or the reason. */
  readonly policy: string
  readonly approvedBy: string
}

export type CutOffs = { readonly [Id in CutOffInstrument]: CutOff }

/** What counts now: the newest choice of each, else what is supplied. */
export function cutOffsInForce(chosen: readonly ChosenCutOff[]): CutOffs {
  const inForce = (id: CutOffInstrument): CutOff => {
    const own = chosen.filter((one) => one.instrumentId === id).toSorted((one, other) => other.version - one.version)[0]
    if (own === undefined) return suppliedCutOffs[id]
    return { value: own.value, source: `the practice’s own, version ${own.version}, approved by ${own.approvedBy}` }
  }
  return { 'pcl-5': inForce('pcl-5'), 'pc-ptsd-5': inForce('pc-ptsd-5') }
}

export function hasCutOff(id: InstrumentId): id is CutOffInstrument {
  return cutOffInstruments.some((one) => one === id)
}

/** Null where the sources name this value. */
export function outsideSources(id: CutOffInstrument, value: number): string | null {
  const { named } = suppliedCutOffs[id]
  return value >= named.least && value <= named.most ? null : `${value} is outside what is known. ${named.words}`
}

/** Refuses a number that no total can reach or that every total passes, and one that is in force already. */
export function decideCutOff(
  chosen: readonly ChosenCutOff[],
  wish: Omit<ChosenCutOff, 'version'>,
): Decision<ChosenCutOff> {
  const { scale } = suppliedCutOffs[wish.instrumentId]
  if (!Number.isInteger(wish.value) || wish.value < scale.min || wish.value > scale.max) {
    return refuse({
      family: 'invalid',
      code: 'cut-off-not-on-scale',
      sentence: `Enter a whole number from ${scale.min} to ${scale.max}.`,
      field: 'value',
    })
  }
  const own = chosen.filter((one) => one.instrumentId === wish.instrumentId)
  const newest = Math.max(0, ...own.map((one) => one.version))
  if (own.some((one) => one.version === newest && one.value === wish.value)) return refuse(sameAgain)
  return accept({ ...wish, version: newest + 1 })
}

const sameAgain = {
  family: 'invalid',
  code: 'cut-off-unchanged',
  sentence: 'This cut-off is in force already.',
  field: 'value',
} as const
