import type { Instant } from '@holdspace/kit/instant'
import type { InstrumentId } from './instrument.ts'

/** A total on a day, in the order in which it was measured. */
export interface Measured {
  readonly at: Instant
  readonly total: number
}

/** Where an instrument is said to be in remission: the total below, and the source of the number. */
const remissionBelow: { readonly [Id in InstrumentId]?: { readonly below: number; readonly source: string } } = {
  'phq-9': { below: 5, source: 'PHQ-9 below 5 (general knowledge, to be confirmed)' },
  'gad-7': { below: 5, source: 'GAD-7 below 5 (general knowledge, to be confirmed)' },
  isi: { below: 8, source: 'ISI below 8 (general knowledge, to be confirmed)' },
}

/** A rise that counts as worse, in points: the least that is more than noise. Placeholders for the medical director. */
const worseBy: { readonly [Id in InstrumentId]?: number } = { 'phq-9': 5, 'gad-7': 4, 'pcl-5': 10, peg: 1, isi: 6 }

export type Course = 'no-baseline' | 'response' | 'remission' | 'relapse' | 'deterioration' | 'no-response'

export interface Progress {
  readonly baseline: Measured | null
  readonly latest: Measured | null
  readonly best: Measured | null
  /** Fall from baseline in whole percent, negative for a rise; null where the baseline is 0 or there is nothing to compare. */
  readonly fallPercent: number | null
  readonly course: Course
  /** Has response been reached at any time since the baseline? */
  readonly everResponded: boolean
  /** From first response to the first time it was lost, or to the latest measure while it holds. */
  readonly durability: { readonly from: Instant; readonly until: Instant; readonly holds: boolean } | null
  readonly says: string
  readonly rule: string
}

const responseAt = 50

/** Whole percent that `total` lies below `baseline`; null where there is no percentage of nothing. */
export function fallInPercent(baseline: number, total: number): number | null {
  return baseline <= 0 ? null : Math.trunc(((baseline - total) / baseline) * 100)
}

function isResponse(baseline: Measured, one: Measured): boolean {
  return baseline.total > 0 && (baseline.total - one.total) / baseline.total >= responseAt / 100
}

/**
 * How somebody stands against the first measure before treatment. `measures` are of one instrument, oldest first; the
 * baseline is the last one taken before `treatmentFrom`, or the first of all where there is none before.
 * Response is a fall of half or more; relapse is a response that was there and is lost (INSTRUMENTS 4.1, `G`).
 */
export function progressOf(
  instrument: InstrumentId,
  measures: readonly Measured[],
  treatmentFrom: Instant | null,
): Progress {
  const baseline = baselineOf(measures, treatmentFrom)
  const after = baseline === null ? [] : measures.filter((one) => one.at > baseline.at)
  const latest = after.at(-1) ?? null
  const rule = ruleOf(instrument)
  if (baseline === null || latest === null) {
    const says = baseline === null ? 'Nothing measured yet.' : 'Nothing to compare with yet: one measure.'
    const nothing = { fallPercent: null, everResponded: false, durability: null }
    return { baseline, latest, best: null, ...nothing, course: 'no-baseline', says, rule }
  }
  const best = after.reduce((lowest, one) => (one.total < lowest.total ? one : lowest), latest)
  const fallPercent = fallInPercent(baseline.total, latest.total)
  const durability = durabilityOf(baseline, after)
  const everResponded = durability !== null
  const course = courseOf(instrument, baseline, latest, everResponded)
  const says = inWords(course, baseline, latest, fallPercent)
  return { baseline, latest, best, fallPercent, course, everResponded, durability, says, rule }
}

function baselineOf(measures: readonly Measured[], treatmentFrom: Instant | null): Measured | null {
  const before = treatmentFrom === null ? [] : measures.filter((one) => one.at <= treatmentFrom)
  return before.at(-1) ?? measures[0] ?? null
}

function courseOf(instrument: InstrumentId, baseline: Measured, latest: Measured, everResponded: boolean): Course {
  const remission = remissionBelow[instrument]
  if (remission !== undefined && latest.total < remission.below && latest.total < baseline.total) return 'remission'
  if (isResponse(baseline, latest)) return 'response'
  const rise = worseBy[instrument]
  if (rise !== undefined && latest.total - baseline.total >= rise) return 'deterioration'
  return everResponded ? 'relapse' : 'no-response'
}

function durabilityOf(baseline: Measured, after: readonly Measured[]): Progress['durability'] {
  const first = after.findIndex((one) => isResponse(baseline, one))
  const from = after[first]
  if (from === undefined) return null
  const lost = after.slice(first).find((one) => !isResponse(baseline, one))
  const until = lost ?? after.at(-1) ?? from
  return { from: from.at, until: until.at, holds: lost === undefined }
}

const courseWords: { readonly [C in Course]: string } = {
  'no-baseline': 'Nothing to compare with yet',
  response: 'Response',
  remission: 'Remission',
  relapse: 'Relapse',
  deterioration: 'Deterioration',
  'no-response': 'No response',
}

function inWords(course: Course, baseline: Measured, latest: Measured, fall: number | null): string {
  const change =
    fall === null ? 'no percentage of a baseline of 0' : fall >= 0 ? `${fall} % lower` : `${-fall} % higher`
  return `${courseWords[course]}: ${baseline.total} → ${latest.total}, ${change}.`
}

function ruleOf(instrument: InstrumentId): string {
  const remission = remissionBelow[instrument]
  const response = `Response: ${responseAt} % or more below the baseline.`
  return remission === undefined ? response : `${response} Remission: ${remission.source}.`
}
