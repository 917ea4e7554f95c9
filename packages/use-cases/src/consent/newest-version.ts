import { compareVersions } from '@holdspace/clinic/consent/consent-text'
import type { PublishedVersion } from '@holdspace/db/consent-store'

/** The highest version in a language, in effect or still to come: what the next one is compared with. */
export function newestIn(versions: readonly PublishedVersion[], language: 'en' | 'es'): PublishedVersion | null {
  const own = versions.filter((one) => one.language === language)
  return own.toSorted((one, other) => compareVersions(other.version, one.version))[0] ?? null
}
