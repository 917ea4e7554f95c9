/** Who reads a message about a patient: those who treat, everybody of the clinic who works with them, or one person. */
export const audiences = ['care-team', 'clinic', 'person'] as const
export type Audience = (typeof audiences)[number]

export const audienceWords: { readonly [A in Audience]: string } = {
  'care-team': 'Care team',
  clinic: 'Everybody at the clinic',
  person: 'One person',
}
