import { type Clock, type Instant, instantFromMs, msOf, plusMs } from '@holdspace/kit/instant'

/** A clock that stands still until told otherwise: what tests hand to the house. */
export interface StillClock {
  readonly now: Clock
  readonly advance: (ms: number) => void
  readonly set: (moment: Instant) => void
}

export function stillClock(start: Instant): StillClock {
  let moment = start
  return {
    now: () => moment,
    advance: (ms) => {
      moment = plusMs(moment, ms)
    },
    set: (next) => {
      moment = next
    },
  }
}

/** The real clock. */
export const wallClock: Clock = () => instantFromMs(Date.now())

/** Runs at the real pace from `start` on: the demo under HOLDSPACE_CLOCK. */
export function clockFrom(start: Instant, realNow: () => number = Date.now): Clock {
  const offset = msOf(start) - realNow()
  return () => instantFromMs(realNow() + offset)
}
