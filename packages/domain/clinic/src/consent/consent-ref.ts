import { type ConsentKind, consentKinds } from './kinds.ts'

/** What a release is to be about, as text: chosen by the clinic with the patient before the form is shown. */
export interface ReleaseParts {
  readonly recipientId: string
  readonly from: string
  readonly until: string
  /** Parts of the record, for a partner; none for a therapist. */
  readonly kinds: readonly string[]
  readonly sensitive: readonly string[]
}

/**
 * Names one form in a packet or an address: the kind, and for a release its terms, as ids, dates and codes only, so that
 * nothing about a person stands in it. `release-to-partner:<id>:2026-11-21:2027-05-21:summary+sessions:PSY`.
 */
export function consentRef(kind: ConsentKind, release: ReleaseParts | null): string {
  if (release === null) return kind
  const { recipientId, from, until, kinds, sensitive } = release
  return [kind, recipientId, from, until, kinds.join('+'), sensitive.join('+')].join(':')
}

/** Taken apart again; the terms are still to be checked. Null for what names no consent. */
export function readConsentRef(
  ref: string,
): { readonly kind: ConsentKind; readonly release: ReleaseParts | null } | null {
  const [name, recipientId, from = '', until = '', kinds = '', sensitive = ''] = ref.split(':')
  const kind = consentKinds.find((each) => each === name)
  if (kind === undefined) return null
  const release = { from, until, kinds: list(kinds), sensitive: list(sensitive) }
  return { kind, release: recipientId === undefined ? null : { ...release, recipientId } }
}

function list(joined: string): string[] {
  return joined === '' ? [] : joined.split('+')
}
