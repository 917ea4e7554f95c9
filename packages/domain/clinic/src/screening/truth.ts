/** What is known of one thing: yes, no, or not known. Not known is never treated as no (PROTOCOLS section 3). */
export const truths = ['yes', 'no', 'unknown'] as const
export type Truth = (typeof truths)[number]

/** Yes only when all say yes; no as soon as one says no. Nothing said is unknown. */
export function allOf(values: readonly Truth[]): Truth {
  if (values.includes('no')) return 'no'
  return values.length > 0 && values.every((value) => value === 'yes') ? 'yes' : 'unknown'
}

export function not(value: Truth): Truth {
  if (value === 'unknown') return 'unknown'
  return value === 'yes' ? 'no' : 'yes'
}
