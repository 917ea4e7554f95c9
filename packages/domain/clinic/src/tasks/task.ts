import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type Instant, minutesBetween } from '@holdspace/kit/elapsed'
import type { PatientId, TaskId } from '@holdspace/kit/ids'
import type { Role, StaffActor } from '../access/actor.ts'
import { mayReachPatient, permit } from '../access/permit.ts'
import { type TaskKind, type TaskOwner, taskKinds } from './task-kinds.ts'

/** Something somebody must do by a time, from the evidence that called for it until what was done about it. */
export interface Task {
  readonly taskId: TaskId
  readonly kind: TaskKind
  readonly title: string
  readonly patientId: PatientId | null
  readonly owner: TaskOwner
  readonly status: 'open' | 'acknowledged' | 'done'
  readonly openedAt: Instant
  readonly dueAt: Instant
  /** How many times the roster has been asked: 1 when it was opened. */
  readonly step: number
  readonly acknowledgedAt: Instant | null
  readonly acknowledgedByName: string | null
  /** When it was last opened, handed on or escalated: the next escalation is counted from here. */
  readonly askedAt: Instant
}

/** What was decided about a person's safety, where a task guards it (INSTRUMENTS AL1–AL3). */
export const safetyDecisions = [
  'no-acute-risk',
  'safety-plan-reviewed',
  'session-held',
  'seen-in-person',
  'caregiver-involved',
  'crisis-line-connected',
  'emergency-services',
] as const
export type SafetyDecision = (typeof safetyDecisions)[number]

export interface TaskQuestion {
  readonly actor: StaffActor
  readonly today: CalendarDate
  readonly task: Task
}

/** Whose list it is on. Duties count beside the role; a guest has only what is theirs by name and about their patients. */
export function ownsTask(
  actor: Pick<StaffActor, 'membershipId' | 'role' | 'duties' | 'guestPatients'>,
  owner: TaskOwner,
): boolean {
  switch (owner.kind) {
    case 'member':
      return owner.membershipId === actor.membershipId
    case 'role':
      return owner.role === actor.role
    case 'duty':
      return actor.duties.includes(owner.duty)
  }
}

/**
 * Who sees a task: its owner; and what guards safety or is about a patient, everybody of the practice's own care team,
 * because somebody who is away must not be the only one who knows. A guest sees only their own (RULINGS 19).
 */
export function seesTask(actor: StaffActor, task: Pick<Task, 'kind' | 'owner' | 'patientId'>): boolean {
  if (task.patientId !== null && !mayReachPatient(actor, task.patientId)) return false
  if (ownsTask(actor, task.owner)) return true
  if (actor.role === 'outside-therapist') return false
  return careTeam.includes(actor.role) && (task.patientId !== null || actor.duties.includes('medical-director'))
}

const careTeam: readonly Role[] = ['prescriber', 'nurse', 'therapist']

export function isOverdue(task: Pick<Task, 'status' | 'dueAt'>, now: Instant): boolean {
  return task.status !== 'done' && task.dueAt < now
}

/** "I have it": the escalation stops, the clock goes on. */
export function decideAcknowledge(question: TaskQuestion): Decision<true> {
  const may = mayWorkOn(question)
  if (!may.ok) return may
  if (question.task.status === 'done') return refuse(doneAlready)
  return accept(true)
}

/** To another person, role or duty, with why. What guards safety goes only to somebody who can decide about it. */
export function decideHandOn(
  question: TaskQuestion & { readonly to: TaskOwner; readonly toRole: Role | null },
): Decision<true> {
  const may = mayWorkOn(question)
  if (!may.ok) return may
  if (question.task.status === 'done') return refuse(doneAlready)
  if (question.to.kind === 'member' && question.toRole === null) return refuse(nobodyThere)
  if (taskKinds[question.task.kind].guardsSafety && !canAnswerForSafety(question)) return refuse(notForThem)
  return accept(true)
}

export interface Closing extends TaskQuestion {
  readonly done: string
  readonly decision: SafetyDecision | null
}

/**
 * Done, with what was done. A task that guards safety asks for a recorded decision of somebody who may make one; without
 * it the task stays open and goes on escalating (M11, M12).
 */
export function decideClose(question: Closing): Decision<true> {
  const may = mayWorkOn(question)
  if (!may.ok) return may
  const { task, actor } = question
  if (task.status === 'done') return refuse(doneAlready)
  if (question.done.trim().length < 3) return refuse(saysNothing)
  if (!taskKinds[task.kind].guardsSafety) return accept(true)
  if (!deciders.includes(actor.role)) return refuse(notTheirDecision)
  return question.decision === null ? refuse(decisionMissing) : accept(true)
}

/** Whether the next on the roster is to be asked now: it is overdue, nobody has said "I have it", and the last one asked has had their time. */
export function isToEscalate(
  task: Pick<Task, 'kind' | 'status' | 'dueAt' | 'askedAt' | 'step'>,
  now: Instant,
): boolean {
  const every = taskKinds[task.kind].escalatesEveryMinutes
  if (every === null || task.status !== 'open' || task.dueAt > now) return false
  // The first escalation comes when it is due; the following ones each after the kind's interval.
  return task.step === 1 || minutesBetween(task.askedAt, now) >= every
}

function mayWorkOn({ actor, today, task }: TaskQuestion): Decision<true> {
  const about = task.patientId === null ? {} : { patientId: task.patientId }
  const permitted = permit(actor, 'task.answer', { today, ...about })
  if (!permitted.ok) return permitted
  return seesTask(actor, task) ? accept(true) : refuse(noSuchTask)
}

/** Those who may decide about a person's acute safety: the practice's own clinicians. */
const deciders: readonly Role[] = ['prescriber', 'nurse', 'therapist']

function canAnswerForSafety({ to, toRole }: { readonly to: TaskOwner; readonly toRole: Role | null }): boolean {
  switch (to.kind) {
    case 'member':
      return toRole !== null && deciders.includes(toRole)
    case 'role':
      return deciders.includes(to.role)
    case 'duty':
      return to.duty === 'medical-director' || to.duty === 'supervisor'
  }
}

export const noSuchTask = {
  family: 'not-found',
  code: 'task-not-found',
  sentence: 'There is no such task on your list.',
} as const

const doneAlready = {
  family: 'conflict',
  code: 'task-done-already',
  sentence: 'Somebody has finished this task already. Look at what was done; open another if more is needed.',
} as const

const saysNothing = {
  family: 'invalid',
  code: 'task-closed-without-words',
  sentence: 'Say in a few words what was done.',
  field: 'done',
} as const

const decisionMissing = {
  family: 'unprocessable',
  code: 'safety-decision-missing',
  sentence: 'This is about somebody’s safety: choose what was decided before it is closed.',
  field: 'decision',
} as const

const notTheirDecision = {
  family: 'not-permitted',
  code: 'safety-decision-not-yours',
  sentence:
    'Only a prescriber, a nurse or a therapist of this practice decides about somebody’s safety. Hand it on to one.',
} as const

const notForThem = {
  family: 'unprocessable',
  code: 'cannot-answer-for-safety',
  sentence: 'This is about somebody’s safety: hand it to a prescriber, a nurse, a therapist or the medical director.',
  field: 'to',
} as const

const nobodyThere = {
  family: 'unprocessable',
  code: 'member-not-active',
  sentence: 'This person does not work here any more. Choose somebody else.',
  field: 'to',
} as const
