import { type AlertId, alertRules, type RaisedAlert } from '@holdspace/instruments/alerts'
import { type Instant, plusMinutes } from '@holdspace/kit/instant'
import { type Coverage, nextOpening, ownerByRoster } from '../tasks/coverage.ts'
import type { TaskKind, TaskOwner } from '../tasks/task-kinds.ts'

/** Which kind of task an alert of an instrument opens. The suicide item has its own kind, found by everybody. */
export const taskKindOfAlert: { readonly [Id in AlertId]: TaskKind } = {
  AL1: 'suicide-item-answered',
  AL2: 'suicide-screen-positive',
  AL3: 'suicide-screen-positive',
  AL4: 'review-screening',
  AL5: 'review-screening',
  AL6: 'review-screening',
  AL7: 'review-screening',
  AL8: 'check-in-unanswered',
  CI1: 'call-patient',
  CI2: 'check-in-worrying',
}

export interface AlertTask {
  readonly kind: TaskKind
  readonly title: string
  readonly owner: TaskOwner
  readonly dueAt: Instant
}

/**
 * The task of an alert, raised at `at`: its owner by the roster of that moment, its clock by the alert's own rule. What
 * guards somebody's safety runs out of hours as well, and so does what a protocol asks to escalate; the rest waits for the
 * next opening (RULINGS 7).
 */
export function alertTask(coverage: Coverage, alert: RaisedAlert, at: Instant, escalates = false): AlertTask {
  const rule = alertRules[alert.rule]
  const kind = taskKindOfAlert[alert.rule]
  const due = plusMinutes(at, rule.acknowledgeMinutes)
  return {
    kind,
    title: `${alert.because}. ${rule.ask}`,
    owner: ownerByRoster(coverage, kind, 1, at),
    dueAt: escalates || rule.outOfHours === 'on-call' ? due : nextOpening(coverage, due),
  }
}
