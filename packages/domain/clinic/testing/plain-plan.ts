import { calendarDate } from '@holdspace/kit/calendar-date'
import type { PlanDraftInput } from '../src/plan/plan-content.ts'

/** A plan that keeps to the supplied protocol of six infusions in two to three weeks, in the middle of every range. */
export const plainPlan: PlanDraftInput = {
  protocolId: 'kap-iv-6-in-3wk',
  protocolVersion: '1.0.0',
  indication: { text: 'Recurrent depression' },
  goals: [],
  dose: { kind: 'per-kg', leastMcgPerKg: 300, mostMcgPerKg: 750 },
  doses: 6,
  courseDays: 14,
  minGapHours: 48,
  preparationSessions: 1,
  integrationPerDose: 1,
  boosters: [],
  intention: '',
  touch: { permission: 'refused', kinds: [], limits: '' },
  recording: 'refused',
  music: '',
  eyeShades: 'offered',
  support: null,
  stopRules: ['No response'],
  reviewBy: calendarDate.parse('2027-01-01'),
  patientLimits: [],
}
