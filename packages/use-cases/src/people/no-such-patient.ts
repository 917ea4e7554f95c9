/** Said alike of a person who does not exist, is another practice's, or may not be known of (S05). */
export const noSuchPatient = {
  family: 'not-found',
  code: 'patient-not-found',
  sentence: 'There is no such person in this practice.',
} as const
