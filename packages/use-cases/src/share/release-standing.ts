import type { ReleaseRow } from '@holdspace/db/release-store'
import type { Instant } from '@holdspace/kit/instant'

export type ReleaseStanding = 'in-force' | 'not-yet' | 'over' | 'withdrawn'

/** What a release does at this moment; the partner's door asks the same of the same columns. */
export function standingOf(release: ReleaseRow, now: Instant): ReleaseStanding {
  if (release.withdrawn !== null) return 'withdrawn'
  if (release.validFrom > now) return 'not-yet'
  return release.validUntil <= now ? 'over' : 'in-force'
}
