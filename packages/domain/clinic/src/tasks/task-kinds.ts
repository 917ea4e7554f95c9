import type { Duty, Role } from '../access/actor.ts'

/** Who answers together, when nobody is named: the coverage roster lists people under these. */
export const coverageGroups = ['safety', 'clinical', 'desk', 'administration'] as const
export type CoverageGroup = (typeof coverageGroups)[number]

export interface TaskKindRule {
  /** What the list calls it. */
  readonly label: string
  readonly group: CoverageGroup
  /** It guards somebody's safety: it is not closed without a recorded decision (M11, M12). */
  readonly guardsSafety: boolean
  /** Minutes until it is due, where whoever opens it does not say. */
  readonly dueInMinutes: number
  /** The clock stands still outside opening hours; never for what guards safety (RULINGS 7). */
  readonly waitsForOpening: boolean
  /** Minutes from one escalation to the next; null when it only turns overdue. */
  readonly escalatesEveryMinutes: number | null
}

const day = 24 * 60

/**
 * Every kind of task there is, as data. Clocks of what guards safety: INSTRUMENTS AL1–AL3 and RULINGS 7; the others are
 * the clinic's to set and only order the list.
 */
export const taskKinds = {
  'suicide-item-answered': kind('Suicide item answered', 'safety', { safety: true, due: 20, every: 15 }),
  'suicide-screen-positive': kind('Suicide screen positive', 'safety', { safety: true, due: 15, every: 10 }),
  'check-in-worrying': kind('Worrying check-in after a session', 'safety', { safety: true, due: 30, every: 20 }),
  'adverse-effect-at-home': kind('Adverse effect reported from home', 'safety', { safety: true, due: 60, every: 30 }),
  'left-against-advice': kind('Left against advice: call', 'safety', { safety: true, due: 60, every: 30 }),
  'help-unanswered': kind('Nobody answered a call for help', 'safety', { due: 1, every: 1 }),
  'check-in-unanswered': kind('Check-in not answered: call', 'clinical', { due: 4 * 60, every: 4 * 60 }),
  'review-screening': kind('Review the screening', 'clinical', { due: 2 * day, waits: true }),
  'review-import': kind('Compare what was imported', 'clinical', { due: 2 * day, waits: true }),
  'sign-plan': kind('Sign the plan', 'clinical', { due: 2 * day, waits: true }),
  'read-handoff': kind('Read the handoff', 'clinical', { due: day, waits: true }),
  'answer-message': kind('Answer a message', 'clinical', { due: day, waits: true }),
  'sign-session': kind('Sign the session', 'clinical', { due: 2 * day, waits: true }),
  'countersign-order': kind('Countersign a verbal order', 'clinical', { due: day, every: day }),
  'contested-signature': kind('Signature given after medicine', 'clinical', { due: day, waits: true }),
  'call-patient': kind('Call the patient', 'clinical', { due: day, waits: true }),
  'packet-stuck': kind('Forms not finished', 'desk', { due: day, waits: true }),
  'identity-not-matched': kind('Identity could not be confirmed', 'desk', { due: 4 * 60, waits: true }),
  'renew-consent': kind('Consent to renew', 'desk', { due: 3 * day, waits: true }),
  'consent-withdrawn': kind('Consent withdrawn', 'clinical', { due: 4 * 60, every: 4 * 60 }),
  'name-escort': kind('Ride home not named', 'desk', { due: day, waits: true }),
  'estimate-due': kind('Estimate due', 'desk', { due: day, waits: true }),
  'payment-question': kind('Question about money', 'desk', { due: 2 * day, waits: true }),
  'credential-ends': kind('A credential ends', 'administration', { due: 7 * day, waits: true }),
  'mail-not-delivered': kind('A message could not be delivered', 'desk', { due: day, waits: true }),
  'unbalanced-draw': kind('A draw does not balance', 'administration', { due: day, every: day }),
  'ledger-does-not-hold': kind('The record does not hold', 'administration', { due: 60, every: 60 }),
  other: kind('Something else', 'desk', { due: day, waits: true }),
} as const satisfies { readonly [name: string]: TaskKindRule }

export type TaskKind = keyof typeof taskKinds
export const taskKindNames = Object.keys(taskKinds) as readonly TaskKind[]

export function isTaskKind(name: string): name is TaskKind {
  return name in taskKinds
}

/** Who owns a task: one person by name, everybody of a role, or whoever holds a duty. */
export type TaskOwner =
  | { readonly kind: 'member'; readonly membershipId: string }
  | { readonly kind: 'role'; readonly role: Role }
  | { readonly kind: 'duty'; readonly duty: Duty }

interface KindWords {
  readonly safety?: true
  readonly due: number
  readonly waits?: true
  readonly every?: number
}

function kind(label: string, group: CoverageGroup, { safety, due, waits, every }: KindWords): TaskKindRule {
  return {
    label,
    group,
    guardsSafety: safety === true,
    dueInMinutes: due,
    waitsForOpening: waits === true,
    escalatesEveryMinutes: every ?? null,
  }
}
