import type { InstrumentLicence } from './licence.ts'

/** Text in the languages it exists in. A translation is the owner's own, never made here (INSTRUMENTS section 1.4). */
export interface Words {
  readonly en: string
  readonly es?: string
}

export const languages = ['en', 'es'] as const
export type Language = (typeof languages)[number]

export const instrumentIds = [
  'phq-9',
  'phq-2',
  'gad-7',
  'pcl-5',
  'pc-ptsd-5',
  'audit-c',
  'peg',
  'check-in',
  'c-ssrs',
  'dast-10',
  'mdq',
  'who-5',
  'isi',
  'madrs',
  'y-bocs',
  'cadss',
] as const
export type InstrumentId = (typeof instrumentIds)[number]

/** One possible answer. `value` is what is stored and what scoring counts. */
export interface Choice {
  readonly value: number
  /** Null where the wording may not be shipped and comes with a content pack. */
  readonly text: Words | null
  /** LOINC answer code, where one is verified. */
  readonly answerCode: string | null
}

/** One question. Ids are short and stay for ever: answers are stored under them. */
export interface Item {
  readonly id: string
  readonly loinc: string | null
  readonly text: Words | null
  readonly choices: readonly Choice[]
  /** Does the answer count in the total? */
  readonly scored: boolean
  /** Asked only after this answer; while it is not asked it counts nothing and is not missing. */
  readonly askedWhen?: { readonly item: string; readonly is: readonly number[] }
  /** A patient may leave it out and the total still stands (PHQ-9's difficulty question). */
  readonly optional?: true
  /** The symptom group of the item, where the instrument has any (PCL-5: B to E). */
  readonly cluster?: string
  /** Words at both ends of a number scale. */
  readonly ends?: { readonly low: Words; readonly high: Words }
}

/** A band describes; it is not a diagnosis (INSTRUMENTS section 1.5). Both ends belong to it. */
export interface Band {
  readonly from: number
  readonly to: number
  readonly label: string
}

/** How the answers become a total. `clinician-tier` has no total: the answers lead to a tier that a human confirms. */
export type Scoring =
  | { readonly kind: 'sum'; readonly min: number; readonly max: number; readonly times?: number }
  | { readonly kind: 'mean'; readonly min: number; readonly max: number }
  | { readonly kind: 'clinician-tier' }
  | { readonly kind: 'none' }

interface InstrumentBase {
  readonly id: InstrumentId
  /** Any change of an item, an answer or a rule is a new version. */
  readonly version: string
  readonly title: string
  readonly about: string
  readonly panelLoinc: string | null
  readonly totalLoinc: string | null
  readonly scoring: Scoring
  readonly bands: readonly Band[]
  /** Where the bands or the cut-off come from. */
  readonly ruleSource: string
  readonly licence: InstrumentLicence
  /** Is a higher total worse? WHO-5 alone is the other way round. */
  readonly higherIsWorse: boolean
}

/** The wording is shipped, because its owner lets anybody use it. */
export interface EmbeddedInstrument extends InstrumentBase {
  readonly delivery: 'embedded'
  readonly stem: Words
  readonly note?: Words
  readonly items: readonly Item[]
}

/** Codes and logic are shipped, the wording is not: a practice brings it with its right to use it, by name. */
export interface PackInstrument extends InstrumentBase {
  readonly delivery: 'content-pack'
  readonly items: readonly Item[]
}

/** Only a total, a date and a rater are entered (INSTRUMENTS section 3). */
export interface ScoreEntryInstrument extends InstrumentBase {
  readonly delivery: 'score-entry'
}

export type Instrument = EmbeddedInstrument | PackInstrument | ScoreEntryInstrument
/** An instrument with questions. */
export type AskedInstrument = EmbeddedInstrument | PackInstrument
