import type { Role } from './actor.ts'
import type { Act } from './acts.ts'
import { careTeam, type PermissionRule } from './permission-rule.ts'

const medicalAndDesk: readonly Role[] = ['prescriber', 'nurse', 'front-desk']
const medicalOnly: readonly Role[] = ['prescriber', 'nurse']

/** What staff keep true on a chart: who the person is, and what is known of their health. */
export const chartRules = {
  'patient.edit': {
    roles: medicalAndDesk,
    whyNot: 'Ask the front desk, a nurse or a prescriber to change this person’s details.',
  },
  'patient.register': {
    roles: medicalAndDesk,
    whyNot: 'The front desk, a nurse or a prescriber opens a chart.',
  },
  // The front desk reviews referrals, and these lists are what a referral brings. Billing sees none of it.
  'chart.read-facts': {
    roles: [...careTeam, 'front-desk'],
    system: true,
    whyNot: 'Allergies, problems and medicines are for the care team and the front desk.',
  },
  // A therapist who hears of a new medicine tells it by a message or a task: one list, kept by those who answer for it.
  'chart.change-facts': {
    roles: medicalOnly,
    credentials: ['licence'],
    whyNot: 'A prescriber or a nurse keeps allergies, problems and medicines. Tell one of them by a message or a task.',
  },
  'chart.weigh': {
    roles: medicalOnly,
    whyNot: 'A prescriber or a nurse weighs and measures.',
  },
} as const satisfies Partial<Record<Act, PermissionRule>>
