import type { CalendarDate } from '@holdspace/kit/calendar-date'
import type { Instant } from '@holdspace/kit/instant'
import type { ScreeningQuestionId } from '../intake/history-questions.ts'
import type { Flag } from '../referral/flags.ts'
import type { Truth } from './truth.ts'

/** A flag of a problem, medicine or allergy on the chart, imported or recorded here, and since when it stands so. */
export interface ImportedFlag extends Flag {
  readonly recordedAt: Instant | null
}

/** Something the patient answered, when, and where it stands. */
export interface AnsweredQuestion {
  readonly question: ScreeningQuestionId
  readonly answer: 'yes' | 'no' | 'not-sure'
  readonly at: Instant
  readonly source: string
}

/** The newest complete result of one instrument, as far as a rule asks about it. */
export interface ScreenedScore {
  readonly instrumentId: string
  readonly title: string
  readonly total: number | null
  readonly band: string | null
  /** Ids of the findings that are positive. */
  readonly positives: readonly string[]
  readonly at: Instant
  readonly source: string
}

/** What a clinician found out about one rule, by name: it settles what was unknown, and nothing else. */
export interface SettledRule {
  readonly rule: string
  readonly truth: 'yes' | 'no'
  readonly how: string
  readonly byName: string
  readonly at: Instant
  readonly source: string
}

/** Everything the screening rules read about one person. Nothing in here is assumed: what is not there was not asked. */
export interface ScreeningFacts {
  readonly birthDate: CalendarDate
  readonly today: CalendarDate
  /** The newest answer to each question. */
  readonly answers: readonly AnsweredQuestion[]
  /** Of the chart's problems, medicines and allergies; what is not flagged there is unknown, not absent. */
  readonly flags: readonly ImportedFlag[]
  readonly scores: readonly ScreenedScore[]
  readonly settled: readonly SettledRule[]
  /** From the mood-safety decision: does the person need higher care first? */
  readonly needsHigherCare: {
    readonly truth: Truth
    readonly because: string
    readonly source: string | null
    readonly at: Instant | null
  }
  /** Adequate medicine trials without effect, as entered; null where nobody entered any. */
  readonly failedTrials: number | null
}
