import type { Grams, Millimetres } from '@holdspace/kit/amounts'
import { type CalendarDate, dateInZone } from '@holdspace/kit/calendar-date'
import type { Instant } from '@holdspace/kit/instant'
import { tenthMillimetres, type Weighing, weightReadBack } from '@holdspace/protocols/weight'
import type { SessionState } from '@holdspace/record/state'

/** A weight of this practice's own scale, from an earlier session or from the chart. */
export interface EarlierWeight {
  readonly grams: Grams
  readonly weighedOn: CalendarDate
  readonly measuredAt: Instant
  /** Measured with it, where it was. */
  readonly heightMm?: Millimetres
  /** Weighed twice with the same result, because it differed much from the visit before. */
  readonly changeConfirmed?: true
}

/**
 * The newest weight, of today's session or an earlier one, held against the one of the visit before. As long as no height
 * is known here, every weight counts as the first one and asks for it: a history that was never held against a height
 * proves nothing about its unit (M02, RULINGS 5).
 */
export function weighingOf(state: SessionState, earlier: readonly EarlierWeight[], zone: string): Weighing | null {
  const visits = newestFirst(earlier).map((one) => ({ ...one, unit: 'kg' as const, readBackInBoth: true }))
  const here = state.weights.map((one) => ({
    grams: one.weightGrams,
    unit: one.enteredUnit,
    weighedOn: dateInZone(one.occurredAt, zone),
    readBackInBoth: isReadBackOf(one.readBack, one.weightGrams),
    heightMm: one.heightMm,
  }))
  const [current, ...others] = [...here.toReversed(), ...visits]
  if (current === undefined) return null
  const again = here.at(-2)
  const heightMm = [current, ...others].find((one) => one.heightMm !== undefined)?.heightMm
  const { grams, unit, weighedOn, readBackInBoth } = current
  return {
    source: 'scale',
    grams,
    unit,
    weighedOn,
    heightTenthMm: heightMm === undefined ? null : tenthMillimetres.parse(heightMm * 10),
    previous: visits[here.length === 0 ? 1 : 0] ?? null,
    neverHeldAgainstHeight: others.every((one) => one.heightMm === undefined),
    // Weighed a second time with the same result: the reading of the scale stands, whatever the last visit said.
    changeConfirmed:
      here.length === 0
        ? visits[0]?.changeConfirmed === true
        : again !== undefined && Math.abs(again.grams - grams) <= 200,
    readBackInBoth,
  }
}

/** A read-back holds for the weight it was said of: one that was corrected since is read back again (M02). */
function isReadBackOf(said: string, weight: Grams): boolean {
  const plain = (words: string) => words.replace(/\s+/gu, ' ').trim()
  return plain(said) === plain(weightReadBack(weight))
}

export function newestFirst(weights: readonly EarlierWeight[]): readonly EarlierWeight[] {
  return weights.toSorted((a, b) => (a.measuredAt === b.measuredAt ? 0 : a.measuredAt < b.measuredAt ? 1 : -1))
}
