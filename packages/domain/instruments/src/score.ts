import { type Answers, answersThatCount, missingItems } from './answers.ts'
import { tierOf } from './c-ssrs.ts'
import { catalogueTotal } from './entered-total.ts'
import { type Finding, findingsOf, type ScoringContext } from './findings.ts'
import type { AskedInstrument, Band, Instrument } from './instrument.ts'

/**
 * What the answers come to. A missing answer means no total, never a pro-rated one (INSTRUMENTS section 1.2).
 * `total` has at most one decimal (PEG's mean); null where the instrument has none (C-SSRS, the check-in).
 */
export type Score =
  | { readonly status: 'incomplete'; readonly missing: readonly string[] }
  | {
      readonly status: 'complete'
      readonly total: number | null
      readonly band: Band | null
      readonly findings: readonly Finding[]
    }

/** Scores the answers to the questions that are asked; an answer to a skipped question counts nothing. */
export function scoreAnswers(instrument: AskedInstrument, answers: Answers, context: ScoringContext): Score {
  const missing = missingItems(instrument, answers)
  if (missing.length > 0) return { status: 'incomplete', missing }
  const counted = answersThatCount(instrument, answers)
  if (instrument.scoring.kind === 'clinician-tier' && tierOf(counted) === null) {
    return { status: 'incomplete', missing: ['tier'] }
  }
  const total = totalOf(instrument, counted)
  return { status: 'complete', total, ...read(instrument, total, counted, context) }
}

/** A total somebody else added up: from paper, or of an instrument whose wording is not kept here. */
export function scoreEntered(instrument: Instrument, total: number, context: ScoringContext): Score | null {
  if (!catalogueTotal(instrument, total)) return null
  return { status: 'complete', total, ...read(instrument, total, null, context) }
}

function read(instrument: Instrument, total: number | null, answers: Answers | null, context: ScoringContext) {
  return { band: bandOf(instrument, total), findings: findingsOf(instrument, total, answers, context) }
}

function totalOf(instrument: AskedInstrument, answers: Answers): number | null {
  const { scoring } = instrument
  if (scoring.kind === 'none' || scoring.kind === 'clinician-tier') return null
  const scored = instrument.items.filter((item) => item.scored)
  const sum = scored.reduce((all, item) => all + pointsOf(instrument, item.id, answers[item.id]), 0)
  if (scoring.kind === 'mean') return Math.round((sum * 10) / scored.length) / 10
  return sum * (scoring.times ?? 1)
}

/** Skipped by the instrument's own rule: nothing. DAST-10's third question counts when it is answered no (`G`). */
function pointsOf(instrument: AskedInstrument, itemId: string, answer: number | undefined): number {
  if (answer === undefined) return 0
  return instrument.id === 'dast-10' && itemId === '3' ? 1 - answer : answer
}

export function bandOf(instrument: Instrument, total: number | null): Band | null {
  if (total === null) return null
  return instrument.bands.find((band) => total >= band.from && total <= band.to) ?? null
}

/** `7`, `7.3`: never a trailing zero. */
export function totalInWords(total: number): string {
  return String(Math.round(total * 10) / 10)
}
