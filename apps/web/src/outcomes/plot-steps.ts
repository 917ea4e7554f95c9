import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import type { Outcomes, Series } from './shapes.ts'
import { doseInWords } from './words.ts'

/** What the arrow keys step through: measures and sessions together, in the order in which they happened. */
export interface PlotStep {
  /** The place of the measure in its series; null for a session. */
  readonly pointAt: number | null
  readonly sessionNumber: number | null
  readonly words: string
}

export function plotSteps(series: Series, doses: Outcomes['doses'], zone: string): readonly PlotStep[] {
  const day = (at: Series['points'][number]['at']) => formatDate(dateInZone(at, zone))
  const points = series.points.map((point, pointAt) => ({
    at: point.at,
    pointAt,
    sessionNumber: null,
    words: `${day(point.at)}: ${point.says}${point.band === null ? '' : `, ${point.band}`}`,
  }))
  const sessions = doses.map((dose) => ({
    at: dose.at,
    pointAt: null,
    sessionNumber: dose.number,
    words: `${day(dose.at)}: session ${dose.number}, ${doseInWords(dose)}${
      dose.dissociationPeak === null ? '' : `, dissociation peak ${dose.dissociationPeak} of 10`
    }`,
  }))
  return [...points, ...sessions]
    .toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
    .map(({ at, ...step }) => step)
}

/** Where a key leads; null for a key that does not step. */
export function stepBy(key: string, chosen: number | null, count: number): number | null {
  if (count === 0) return null
  const last = count - 1
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return chosen === null ? 0 : Math.min(last, chosen + 1)
    case 'ArrowLeft':
    case 'ArrowDown':
      return chosen === null ? last : Math.max(0, chosen - 1)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
