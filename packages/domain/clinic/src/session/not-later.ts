import { type Instant, msBetween } from '@holdspace/kit/elapsed'

/** A device's clock may run a little ahead of the server's; further ahead is no time at which something can have happened. */
const clockTolerance = 2 * 60_000

/** When it happened, never later than now; null where somebody wrote down a time to come. */
export function notLater(occurredAt: Instant, now: Instant): Instant | null {
  if (occurredAt <= now) return occurredAt
  return msBetween(now, occurredAt) <= clockTolerance ? now : null
}
