/** Kinds of touch a patient may agree to beforehand; none may be added while the medicine works (CONSENT.md section 1). */
export const touchKinds = ['hand', 'forearm', 'shoulder', 'feet', 'head'] as const
export const touchKindWords: { readonly [K in (typeof touchKinds)[number]]: string } = {
  hand: 'Holding a hand',
  forearm: 'A hand on the forearm',
  shoulder: 'A hand on the shoulder',
  feet: 'A hand on the feet',
  head: 'A hand on the head',
}

/** What the course is judged by: a measure and how far it shall fall. No free words, so that a goal may be shown in FHIR. */
export const goalMeasures = ['PHQ-9', 'GAD-7', 'PCL-5', 'PEG', 'AUDIT-C', 'WHO-5'] as const
