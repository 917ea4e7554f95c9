import type { Act } from './acts.ts'
import { careTeam, everyone, ownCareTeam, type PermissionRule } from './permission-rule.ts'

type SchedulingAct = Extract<Act, `${'task' | 'coverage' | 'mail' | 'appointment' | 'schedule'}.${string}`>

/**
 * Tasks, messages, the calendar. A task is seen by its owner and, about a patient, by the care team; which of them is
 * asked with the task in hand (`clinic/tasks`). What a message says is read by those who may have caused it.
 */
export const schedulingRules: { readonly [A in SchedulingAct]: PermissionRule } = {
  'task.read': { roles: everyone, system: true, whyNot: 'Sign in to see your tasks.' },
  'task.answer': { roles: everyone, system: true, whyNot: 'Sign in to work on your tasks.' },
  'task.open': {
    roles: [...ownCareTeam, 'front-desk', 'biller', 'admin'],
    system: true,
    whyNot: 'Tasks are opened by the practice’s own staff.',
  },
  'coverage.read': {
    roles: [...ownCareTeam, 'front-desk', 'admin'],
    whyNot: 'Who answers when is for the practice’s own care team, the front desk and the administrator.',
  },
  'coverage.set': { roles: ['admin'], system: true, whyNot: 'The administrator writes the coverage roster.' },
  'mail.read': {
    roles: [...ownCareTeam, 'front-desk', 'admin'],
    whyNot: 'Messages to patients are for the practice’s own care team, the front desk and the administrator.',
  },
  'mail.send-again': {
    roles: [...ownCareTeam, 'front-desk', 'admin'],
    system: true,
    whyNot: 'Messages are sent again by the practice’s own care team, the front desk or the administrator.',
  },
  'appointment.read': {
    roles: [...careTeam, 'front-desk'],
    system: true,
    whyNot: 'The calendar is for the care team and the front desk.',
  },
  'appointment.book': {
    roles: [...ownCareTeam, 'front-desk'],
    system: true,
    whyNot: 'Appointments are made by the front desk or the practice’s own care team.',
  },
  'appointment.check-in': {
    roles: [...ownCareTeam, 'front-desk'],
    system: true,
    whyNot: 'People are checked in by the front desk or the practice’s own care team.',
  },
  'schedule.configure': {
    roles: ['admin'],
    system: true,
    whyNot: 'Rooms and kinds of appointment are set up by the administrator.',
  },
}
