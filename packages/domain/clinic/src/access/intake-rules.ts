import type { Role } from './actor.ts'
import type { Act } from './acts.ts'
import { ownCareTeam, type PermissionRule } from './permission-rule.ts'

const medicalAndDesk: readonly Role[] = ['prescriber', 'nurse', 'front-desk']
const patientOnly = 'Only the patient does this, on the link or the tablet that was handed over.'

/** Forms a patient fills in: sent by the clinic, answered by the patient, read and taken over by the clinic. */
export const intakeRules = {
  'packet.read': {
    roles: [...ownCareTeam, 'front-desk'],
    whyNot: 'Forms that were sent are followed by the practice’s own care team and the front desk.',
  },
  // Minimum necessary (45 CFR 164.502(b)): the front desk sees that a form is done, not what it says about a life.
  'packet.read-answers': {
    roles: ownCareTeam,
    whyNot: 'What a patient answered is for the practice’s own prescribers, nurses and therapists.',
  },
  'packet.send': {
    roles: [...ownCareTeam, 'front-desk'],
    system: true,
    whyNot: 'Forms are sent by the practice’s own care team or the front desk.',
  },
  'packet.take-over-details': {
    roles: medicalAndDesk,
    whyNot: 'A prescriber, a nurse or the front desk takes address and contacts into the chart.',
  },
  'packet.take-over-facts': {
    roles: ['prescriber', 'nurse'],
    credentials: ['licence'],
    whyNot: 'Only a prescriber or a nurse takes allergies and medicines into the chart.',
  },
  'packet.read-own': { roles: [], patient: 'from-the-link', whyNot: patientOnly },
  'packet.show-identity': { roles: [], patient: 'from-the-link', whyNot: patientOnly },
  'packet.answer': { roles: [], patient: 'once-identified', whyNot: patientOnly },
} as const satisfies Partial<Record<Act, PermissionRule>>
