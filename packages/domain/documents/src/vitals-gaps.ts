import { type Instant, minutesBetween, plusMinutes } from '@holdspace/kit/instant'
import { firstDoseAt, lastDoseEndedAt, type SessionState } from '@holdspace/record/state'

/** How often the pinned protocol asks for vitals; whole minutes. */
export interface DueVitals {
  readonly duringEveryMin: number
  readonly recoveryEveryMin: number
  readonly graceMin: number
  /** For a dose given at once: how long after it the closer watch lasts. */
  readonly duringLastsMin?: number
}

export interface VitalsGap {
  readonly from: Instant
  readonly to: Instant
  readonly minutes: number
  readonly dueEveryMin: number
  /** Why, where somebody said so: `not obtained` with a reason is an answer to a due vital (RULINGS 5). */
  readonly reasons: readonly string[]
}

/**
 * Stretches after the first dose with no reading for longer than the protocol's interval and grace. Shown on paper as
 * gaps, never smoothed over: a missing reading is itself a fact.
 */
export function vitalsGaps(state: SessionState, due: DueVitals): readonly VitalsGap[] {
  const start = firstDoseAt(state)
  if (start === null) return []
  const read = state.vitals.map((set) => set.occurredAt).filter((at) => at > start)
  const end = state.ended?.occurredAt
  const moments = [start, ...read, ...(end === undefined ? [] : [end])].sort()
  return moments.flatMap((from, index): readonly VitalsGap[] => {
    const to = moments[index + 1]
    if (to === undefined) return []
    const dueEveryMin = from < recoveryStart(state, due) ? due.duringEveryMin : due.recoveryEveryMin
    const minutes = minutesBetween(from, to)
    if (minutes <= dueEveryMin + due.graceMin) return []
    const said = state.notObtained.filter(({ occurredAt }) => occurredAt >= from && occurredAt <= to)
    return [{ from, to, minutes: Math.floor(minutes), dueEveryMin, reasons: said.map(({ reason }) => reason) }]
  })
}

/** Recovery begins when the last dose has ended and the closer watch after it is over; while an infusion runs, never. */
function recoveryStart(state: SessionState, due: DueVitals): Instant {
  const ended = lastDoseEndedAt(state)
  if (ended === null) return state.ended?.occurredAt ?? endOfTime
  return state.infusions.length > 0 ? ended : plusMinutes(ended, due.duringLastsMin ?? 0)
}

const endOfTime = '9999-12-31T23:59:59.999Z' as Instant
