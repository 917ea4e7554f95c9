import type { Act } from './acts.ts'
import { careTeam, ownCareTeam, type PermissionRule } from './permission-rule.ts'

/** Consents: who reads them, hands the tablet over, takes a withdrawal down and answers for the texts (CONSENT.md). */
export const consentRules = {
  'consent.read': {
    roles: [...ownCareTeam, 'front-desk'],
    duties: ['privacy-officer'],
    never: ['outside-therapist'],
    system: true,
    whyNot: 'Consents are read by the practice’s own care team, the front desk and the privacy officer.',
  },
  'consent.take': {
    roles: [...ownCareTeam, 'front-desk'],
    patient: 'once-identified',
    whyNot: 'A consent is signed by the patient, with the practice’s own care team or the front desk.',
  },
  // Whoever hears it writes it down at once (RULINGS 8): a patient takes back a consent with whomever they are talking to.
  'consent.withdraw': {
    roles: [...careTeam, 'front-desk'],
    duties: ['privacy-officer'],
    never: ['auditor'],
    patient: 'once-identified',
    whyNot:
      'A withdrawal is written down by the care team, the front desk or the privacy officer. Tell one of them now.',
  },
  'consent.publish': {
    roles: [],
    duties: ['medical-director', 'privacy-officer'],
    never: ['outside-therapist', 'auditor'],
    whyNot: 'Consent texts are approved by the medical director or the privacy officer.',
  },
  'consent.read-own': {
    roles: [],
    patient: 'once-identified',
    whyNot: 'Only the patient does this, on the link or the tablet that was handed over.',
  },
} as const satisfies Partial<Record<Act, PermissionRule>>
