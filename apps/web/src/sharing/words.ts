import { releaseKindWords } from '@holdspace/clinic/sharing/release-parts'
import type { Answers } from '../outputs.ts'

type Release = Answers['sharing']['ofPatient']['releases'][number]

export const standingWords: { readonly [S in Release['standing']]: string } = {
  'in-force': 'In force',
  'not-yet': 'Not yet begun',
  over: 'Run out',
  withdrawn: 'Withdrawn',
}

export const purposeWords: { readonly [P in Release['purpose']]: string } = {
  TREAT: 'Treatment',
  HPAYMT: 'Payment',
  HOPERAT: 'Health-care operations',
  PATRQT: 'At the patient’s request',
}

export const sensitiveWords = {
  PSY: 'Mental health',
  SUD: 'Substance use',
} as const
export const sensitiveSubjects = ['PSY', 'SUD'] as const

const known: Readonly<Record<string, string>> = { ...releaseKindWords, ...sensitiveWords }

export function wordOf(name: string): string {
  return known[name] ?? name
}

export const interactionWords: Readonly<Record<string, string>> = {
  'fhir.read': 'Read',
  'fhir.search': 'Found by search',
  'fhir.history': 'Read with history',
  'fhir.export': 'Exported',
}

/** Types as staff know them; a type without a word stands as FHIR calls it. */
export const typeWords: Readonly<Record<string, string>> = {
  Patient: 'Who the person is',
  Condition: 'Problems',
  AllergyIntolerance: 'Allergies',
  Encounter: 'Visit',
  Procedure: 'Treatment',
  MedicationAdministration: 'Doses',
  Observation: 'Measurements',
  DocumentReference: 'Session record, details',
  Binary: 'Session record, the document',
  Provenance: 'Who signed',
  MedicationRequest: 'Orders',
  ServiceRequest: 'Referral and what the plan orders',
  CarePlan: 'Plan',
  CareTeam: 'Care team',
  Goal: 'Goals',
  QuestionnaireResponse: 'Questionnaires',
  Appointment: 'Appointments',
  RelatedPerson: 'Whom to call, who drives',
  Consent: 'Consents',
  Coverage: 'How care is paid for',
  ChargeItem: 'Charges',
  Invoice: 'Invoices',
  Group: 'That they released their record',
}
