/** The parts of a record that a patient can release, each in the words of the form that is signed. */
export const releaseKinds = ['summary', 'sessions', 'plan', 'measures', 'documents', 'money'] as const
export type ReleaseKind = (typeof releaseKinds)[number]

export const releaseKindWords: { readonly [K in ReleaseKind]: string } = {
  summary: 'Problems and allergies',
  sessions: 'Signed medicine sessions: visits, orders, doses, measurements and scores',
  plan: 'Plan, goals, care team, referral, appointments; whom to call and who drives',
  measures: 'Questionnaires with their answers and scores',
  documents: 'Signed records and consents as documents',
  money: 'How care is paid for, charges and invoices',
}
