/**
 * What is known of a person's allergies. The four titles are fixed by the NHS Common User Interface (PAB-0064,
 * ACCESSIBILITY-UX BN6): "not recorded" must never read like "none".
 */
export const allergyStatuses = ['known', 'none-known', 'not-recorded', 'unavailable'] as const
export type AllergyStatus = (typeof allergyStatuses)[number]

export const allergyStatusTitles = {
  known: 'Known allergies',
  'none-known': 'No known allergies',
  'not-recorded': 'Allergies not recorded',
  unavailable: 'Allergies unavailable',
} as const satisfies { readonly [Status in AllergyStatus]: string }
