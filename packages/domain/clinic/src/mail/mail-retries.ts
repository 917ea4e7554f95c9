import { type Instant, plusMinutes } from '@holdspace/kit/instant'

/** Minutes after each failed attempt at which the next one is made; after the last one a person has to see to it. */
export const retryAfterMinutes = [1, 5, 30, 120, 720] as const

/** When the next attempt is made after so many failed ones, or that there is none. */
export function nextAttemptAt(failedAttempts: number, now: Instant): Instant | null {
  const minutes = retryAfterMinutes[failedAttempts - 1]
  return minutes === undefined ? null : plusMinutes(now, minutes)
}
