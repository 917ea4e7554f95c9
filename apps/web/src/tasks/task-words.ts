import type { Role } from '@holdspace/clinic/access/actor'
import type { SafetyDecision } from '@holdspace/clinic/tasks/task'
import type { CoverageGroup } from '@holdspace/clinic/tasks/task-kinds'
import { dateInZone, formatDate, timeInZone } from '@holdspace/kit/calendar-words'
import { type Instant, minutesBetween } from '@holdspace/kit/elapsed'
import type { Answers } from '../outputs.ts'

export type TaskLine = Answers['task']['list']['tasks'][number]

export const decisionWords: { readonly [D in SafetyDecision]: string } = {
  'no-acute-risk': 'Asked directly: no acute risk',
  'safety-plan-reviewed': 'Safety plan gone through',
  'session-held': 'The next session is held back',
  'seen-in-person': 'Seen in person',
  'caregiver-involved': 'Somebody close was involved',
  'crisis-line-connected': 'Connected to a crisis line',
  'emergency-services': 'Emergency services called',
}

export const groupWords: { readonly [G in CoverageGroup]: string } = {
  safety: 'Safety',
  clinical: 'Clinical',
  desk: 'Front desk',
  administration: 'Administration',
}

export const hoursWords = {
  'opening-hours': 'While open',
  'out-of-hours': 'Out of hours',
  always: 'Always',
} as const

export const stepWords: { readonly [K in TaskLine['history'][number]['kind']]: string } = {
  opened: 'Opened for',
  acknowledged: 'Taken on',
  reassigned: 'Handed to',
  escalated: 'Went on to',
  done: 'Done',
}

/** Those who may decide about somebody's safety; the server asks again (`clinic/tasks`). */
export function decidesOnSafety(role: Role): boolean {
  return role === 'prescriber' || role === 'nurse' || role === 'therapist'
}

/** `overdue since 14:03`, `due 15:20`, `due 23-Nov-2026 09:00`. */
export function dueWords(task: Pick<TaskLine, 'dueAt' | 'isOverdue'>, zone: string, now: Instant): string {
  const sameDay = dateInZone(task.dueAt, zone) === dateInZone(now, zone)
  const when = `${sameDay ? '' : `${formatDate(dateInZone(task.dueAt, zone))} `}${timeInZone(task.dueAt, zone)}`
  return task.isOverdue ? `overdue since ${when}` : `due ${when}`
}

/** `12 min late`, `3 h late`, `2 days late`. */
export function lateWords(dueAt: Instant, now: Instant): string {
  const minutes = Math.max(1, Math.round(minutesBetween(dueAt, now)))
  if (minutes < 120) return `${minutes} min late`
  if (minutes < 48 * 60) return `${Math.round(minutes / 60)} h late`
  return `${Math.round(minutes / (24 * 60))} days late`
}

/** Where the evidence of a task is looked at. */
export function evidenceHref(task: Pick<TaskLine, 'patientId' | 'evidence'>): string | null {
  if (task.evidence.type === 'session') return `/sessions/${task.evidence.id}`
  if (task.evidence.type === 'verbal-order') return `/sessions/${task.evidence.id.split(' ')[0]}`
  if (task.evidence.type === 'mail') return '/outbox'
  if (task.evidence.type === 'credential') return '/members'
  return task.patientId === null ? null : `/people/${task.patientId}`
}
