import type { Instant } from '@holdspace/kit/instant'

/**
 * How one subject stands for one person at one moment, in a word. `later` is for what belongs to the visit itself and
 * cannot be known before it; `not-needed` is an answer, and so counts as met.
 */
export type StandingState =
  | 'met'
  | 'not-needed'
  | 'missing'
  | 'unknown'
  | 'undecided'
  | 'outdated'
  | 'expired'
  | 'lapsed'
  | 'contested'
  | 'withdrawn'
  | 'refused'
  | 'later'

/** Where in the record a standing comes from, so that every line of a gate can be followed to its evidence. */
export interface Evidence {
  readonly type: string
  readonly id: string
  readonly at: Instant
}

/** What every subject answers about itself to the gates, to Today's board and to the session room. */
export interface Standing {
  readonly state: StandingState
  /** A sentence: what in the record shows it, or what is missing. */
  readonly because: string
  readonly evidence?: Evidence
  /** Since when it stands like this, where that matters: whoever went past it before did not know of it. */
  readonly since?: Instant
}

export const isMet = ({ state }: Standing): boolean => state === 'met' || state === 'not-needed'

export const met = (because: string, evidence?: Evidence): Standing => ({
  state: 'met',
  because,
  ...(evidence === undefined ? {} : { evidence }),
})

export const missing = (because: string): Standing => ({ state: 'missing', because })

/** Belongs to the visit: nobody can answer it before the person is there. */
export const later = (because: string): Standing => ({ state: 'later', because })
