import { startOfDay } from '@holdspace/kit/calendar-date'
import type { Instant } from '@holdspace/kit/instant'
import { compareVersions } from './consent-text.ts'
import type { VersionFact } from './standing.ts'

/** From when to when each version was the newest of its language: the first moment of its day to that of its successor's. */
export function spansInForce<V extends VersionFact>(
  versions: readonly V[],
  zone: string,
): readonly (V & { readonly from: Instant; readonly until: Instant | null })[] {
  const starts = versions.map((one) => ({ ...one, from: startOfDay(one.effectiveFrom, zone, 0) }))
  return starts.map((one) => {
    const after = starts.filter(
      (other) =>
        other.kind === one.kind && other.language === one.language && compareVersions(other.version, one.version) > 0,
    )
    return { ...one, until: after.map(({ from }) => from).toSorted()[0] ?? null }
  })
}
