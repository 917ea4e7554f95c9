/** What a chart keeps of a person's health as lists that staff keep true. */
export const factKinds = ['allergy', 'problem', 'medicine'] as const
export type FactKind = (typeof factKinds)[number]

/** What may be said of a fact in the course of time. What was entered in error stays readable and counts no more. */
export const factStatuses = {
  allergy: ['active', 'resolved', 'entered-in-error'],
  problem: ['active', 'resolved', 'entered-in-error'],
  medicine: ['active', 'on-hold', 'stopped', 'entered-in-error'],
} as const satisfies { readonly [Kind in FactKind]: readonly string[] }

export const allFactStatuses = ['active', 'resolved', 'on-hold', 'stopped', 'entered-in-error'] as const
export type FactStatus = (typeof allFactStatuses)[number]

/** A referral may leave the status of a problem or a medicine open; then anything may be said of it. */
export type StatusOnChart = FactStatus | 'not-stated'

export const factKindWords: { readonly [Kind in FactKind]: string } = {
  allergy: 'allergy',
  problem: 'problem',
  medicine: 'medicine',
}

/** The three lists, each of which somebody reviews as a whole. */
export const factListWords: { readonly [Kind in FactKind]: string } = {
  allergy: 'allergies',
  problem: 'problems',
  medicine: 'medicines',
}

/** How serious a reaction can become, as FHIR calls it; absent where nobody said. */
export const criticalities = ['low', 'high', 'unable-to-assess'] as const
export type Criticality = (typeof criticalities)[number]
