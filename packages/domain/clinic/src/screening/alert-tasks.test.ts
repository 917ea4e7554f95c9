import { alertIds, alertRules } from '@holdspace/instruments/alerts'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { instant } from '@holdspace/kit/instant'
import { describe, expect, test } from 'vitest'
import type { Coverage } from '../tasks/coverage.ts'
import { taskKinds } from '../tasks/task-kinds.ts'
import { alertTask, taskKindOfAlert } from './alert-tasks.ts'

const line = (membershipId: string, group: 'safety' | 'clinical', hours: 'opening-hours' | 'out-of-hours') => ({
  group,
  hours,
  step: 1,
  membershipId,
  from: calendarDate.parse('2026-01-01'),
  until: null,
})
/** Weekdays nine to five in New York. */
const coverage: Coverage = {
  zone: 'America/New_York',
  openingHours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opensMinute: 540, closesMinute: 1020 })),
  lines: [
    line('ames', 'safety', 'opening-hours'),
    line('patel', 'safety', 'out-of-hours'),
    line('nurse', 'clinical', 'opening-hours'),
  ],
}
const friday = instant.parse('2026-11-20T16:00:00.000Z')
const saturday = instant.parse('2026-11-21T23:00:00.000Z')

describe('an alert becomes a task with an owner and a clock (AL1–AL9)', () => {
  test('the suicide item in opening hours: the prescriber on the roster, within 20 minutes', () => {
    const task = alertTask(coverage, { rule: 'AL1', because: 'PHQ-9 item 9 answered 2' }, friday)
    expect(task).toEqual({
      kind: 'suicide-item-answered',
      title:
        'PHQ-9 item 9 answered 2. Speak with the person now, assess, and record the decision. The dose gate stays closed until then.',
      owner: { kind: 'member', membershipId: 'ames' },
      dueAt: '2026-11-20T16:20:00.000Z',
    })
  })

  test('on a Saturday night it is the one on call, and the clock does not wait for Monday', () => {
    const task = alertTask(coverage, { rule: 'AL1', because: 'x' }, saturday)
    expect(task.owner).toEqual({ kind: 'member', membershipId: 'patel' })
    expect(task.dueAt).toBe('2026-11-21T23:20:00.000Z')
  })

  test('what can wait waits for the next opening', () => {
    const task = alertTask(coverage, { rule: 'AL4', because: 'PHQ-9 22' }, saturday)
    expect(task.kind).toBe('review-screening')
    expect(task.dueAt).toBe('2026-11-23T14:00:00.000Z')
    expect(task.owner).toEqual({ kind: 'duty', duty: 'medical-director' })
  })

  test('nobody on the roster: the medical director, never nobody', () => {
    const task = alertTask({ ...coverage, lines: [] }, { rule: 'AL1', because: 'x' }, friday)
    expect(task.owner).toEqual({ kind: 'duty', duty: 'medical-director' })
  })

  test('whatever closes the dose gate is a task that guards safety, and runs out of hours', () => {
    for (const id of alertIds) {
      const guards = taskKinds[taskKindOfAlert[id]].guardsSafety
      if (alertRules[id].closesDoseGate) {
        expect(guards, id).toBe(true)
        expect(alertRules[id].outOfHours, id).toBe('on-call')
      }
    }
  })

  test('the alerts’ own kinds', () => {
    expect(taskKindOfAlert).toEqual({
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
    })
  })
})
