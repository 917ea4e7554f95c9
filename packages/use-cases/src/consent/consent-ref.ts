import { type ConsentKind, consentKinds } from '@holdspace/clinic/consent/kinds'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { membershipId, partnerId } from '@holdspace/kit/ids'
import { type ReleaseWish, releaseWish } from './release-terms.ts'

export interface ConsentRef {
  readonly kind: ConsentKind
  readonly release: ReleaseWish | null
}

/**
 * What the item of a packet says of the consent it asks for. A release carries its terms, chosen by the clinic with the
 * patient: `release-to-partner:<id>:2026-11-21:2027-05-21:summary+sessions:PSY`. Null for what is no consent.
 */
export function parseConsentRef(ref: string): ConsentRef | null {
  const [kind, recipient, from, until, parts, sensitive] = ref.split(':')
  const known = consentKinds.find((each) => each === kind)
  if (known === undefined) return null
  if (recipient === undefined) return { kind: known, release: null }
  const wish =
    known === 'release-to-partner'
      ? { to: 'partner', partnerId: recipient, kinds: list(parts), sensitive: list(sensitive), from, until }
      : { to: 'therapist', membershipId: recipient, from, until }
  const read = releaseWish.safeParse(wish)
  return read.success ? { kind: known, release: read.data } : null
}

export function consentRef({ kind, release }: ConsentRef): string {
  if (release === null) return kind
  const dates = [calendarDate.parse(release.from), calendarDate.parse(release.until)]
  return release.to === 'partner'
    ? [kind, partnerId.parse(release.partnerId), ...dates, release.kinds.join('+'), release.sensitive.join('+')].join(
        ':',
      )
    : [kind, membershipId.parse(release.membershipId), ...dates].join(':')
}

function list(joined: string | undefined): string[] {
  return joined === undefined || joined === '' ? [] : joined.split('+')
}
