import type { Duty, Role } from '@holdspace/clinic/access/actor'
import type { SafetyDecision, Task } from '@holdspace/clinic/tasks/task'
import { isTaskKind, type TaskKind, type TaskOwner } from '@holdspace/clinic/tasks/task-kinds'
import { type MembershipId, type PatientId, type PracticeId, patientId, type TaskId, taskId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, asc, desc, eq, inArray, isNotNull, ne, or, sql } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { patient } from './schema/people.ts'
import { type TaskEventKind, task, taskEvent } from './schema/tasks.ts'

/** What called for a task: a record's type and id. The same evidence opens one task of a kind, however often it is saved. */
export interface TaskEvidence {
  readonly type: string
  readonly id: string
}

interface OwnerColumns {
  readonly ownerMembershipId?: MembershipId | string
  readonly ownerRole?: Role
  readonly ownerDuty?: Duty
}

export interface NewTask extends OwnerColumns {
  readonly id: TaskId
  readonly practiceId: PracticeId
  readonly patientId?: PatientId
  readonly kind: TaskKind
  /** One line; about a patient it says what, not who: the name stands beside it. */
  readonly title: string
  readonly dueAt: Instant
  readonly evidence: TaskEvidence
  readonly openedAt: Instant
  /** Who opened it; Holdspace itself when nobody is named. */
  readonly openedBy?: { readonly membershipId: string; readonly name: string }
}

/**
 * Opens a task inside the caller's transaction, so that what called for it and the task commit together (M11). Exactly
 * one owner is given. False when this evidence has opened a task of this kind before: nothing is opened twice.
 */
export async function openTask(tx: Tx, opened: NewTask): Promise<boolean> {
  const { practiceId, id } = opened
  const owner = ownerColumns(ownerGiven(opened))
  const at = new Date(opened.openedAt)
  const inserted = await tx
    .insert(task)
    .values({
      practiceId,
      id,
      kind: opened.kind,
      title: opened.title.slice(0, 300),
      patientId: opened.patientId ?? null,
      ...owner,
      evidenceType: opened.evidence.type,
      evidenceId: opened.evidence.id,
      openedAt: at,
      askedAt: at,
      dueAt: new Date(opened.dueAt),
    })
    .onConflictDoNothing()
    .returning({ id: task.id })
  if (inserted.length === 0) return false
  await tx.insert(taskEvent).values({
    practiceId,
    // The first event of a task carries the task's own id: nothing else has to be made up here.
    id,
    taskId: id,
    seq: 1,
    at,
    kind: 'opened',
    byMembershipId: opened.openedBy?.membershipId ?? null,
    byName: opened.openedBy?.name ?? 'Holdspace',
    toMembershipId: owner.ownerMembershipId,
    toRole: owner.ownerRole,
    toDuty: owner.ownerDuty,
  })
  return true
}

/** The owner as `openTask` takes it, from the owner the roster answers: `openTask(tx, { …, ...ownedBy(owner) })`. */
export function ownedBy(owner: TaskOwner): OwnerColumns {
  switch (owner.kind) {
    case 'member':
      return { ownerMembershipId: owner.membershipId }
    case 'role':
      return { ownerRole: owner.role }
    case 'duty':
      return { ownerDuty: owner.duty }
  }
}

function ownerGiven({ ownerMembershipId, ownerRole, ownerDuty }: OwnerColumns): TaskOwner {
  if (ownerMembershipId !== undefined) return { kind: 'member', membershipId: ownerMembershipId }
  if (ownerDuty !== undefined) return { kind: 'duty', duty: ownerDuty }
  if (ownerRole !== undefined) return { kind: 'role', role: ownerRole }
  throw new Error('A task was opened that belongs to nobody.')
}

function ownerColumns(owner: TaskOwner) {
  return {
    ownerMembershipId: owner.kind === 'member' ? owner.membershipId : null,
    ownerRole: owner.kind === 'role' ? owner.role : null,
    ownerDuty: owner.kind === 'duty' ? owner.duty : null,
  }
}

/** A task with whose it is and what called for it. */
export interface TaskRow extends Task {
  readonly evidence: TaskEvidence
  readonly person: { readonly family: string; readonly given: readonly string[]; readonly mrn: string } | null
  readonly doneAt: Instant | null
}

export async function findTask(tx: Tx, practiceId: PracticeId, id: TaskId): Promise<TaskRow | null> {
  const rows = await taskRows(tx).where(and(eq(task.practiceId, practiceId), eq(task.id, id)))
  return rows[0] === undefined ? null : taskRow(rows[0])
}

/** The same, held until this transaction ends: two people acting on one task take turns. */
export async function lockTask(tx: Tx, practiceId: PracticeId, id: TaskId): Promise<TaskRow | null> {
  await tx.execute(sql`select 1 from clinic.task where practice_id = ${practiceId} and id = ${id} for update`)
  return findTask(tx, practiceId, id)
}

/** Everything not done, what is due first at the top; at most `limit`. */
export async function waitingTasks(tx: Tx, practiceId: PracticeId, limit: number): Promise<readonly TaskRow[]> {
  const rows = await taskRows(tx)
    .where(and(eq(task.practiceId, practiceId), ne(task.status, 'done')))
    .orderBy(asc(task.dueAt), asc(task.id))
    .limit(limit)
  return rows.map(taskRow)
}

/** Everything of one kind that is not done, oldest first. */
export async function tasksOfKindWaiting(tx: Tx, practiceId: PracticeId, kind: TaskKind): Promise<readonly TaskRow[]> {
  const rows = await taskRows(tx)
    .where(and(eq(task.practiceId, practiceId), eq(task.kind, kind), ne(task.status, 'done')))
    .orderBy(asc(task.openedAt), asc(task.id))
  return rows.map(taskRow)
}

/** Newest first, finished ones with them. */
export async function tasksOfPatient(
  tx: Tx,
  practiceId: PracticeId,
  id: PatientId,
  limit: number,
): Promise<readonly TaskRow[]> {
  const rows = await taskRows(tx)
    .where(and(eq(task.practiceId, practiceId), eq(task.patientId, id)))
    .orderBy(desc(task.openedAt), desc(task.id))
    .limit(limit)
  return rows.map(taskRow)
}

export async function doneTasks(tx: Tx, practiceId: PracticeId, limit: number): Promise<readonly TaskRow[]> {
  const rows = await taskRows(tx)
    .where(and(eq(task.practiceId, practiceId), eq(task.status, 'done')))
    .orderBy(desc(task.doneAt), desc(task.id))
    .limit(limit)
  return rows.map(taskRow)
}

/** The task this evidence opened, done or not: a gate asks what was decided about it. */
export async function taskOfEvidence(
  tx: Tx,
  practiceId: PracticeId,
  kind: TaskKind,
  evidence: TaskEvidence,
): Promise<(TaskRow & { readonly events: readonly TaskEventRow[] }) | null> {
  const rows = await taskRows(tx).where(
    and(
      eq(task.practiceId, practiceId),
      eq(task.kind, kind),
      eq(task.evidenceType, evidence.type),
      eq(task.evidenceId, evidence.id),
    ),
  )
  if (rows[0] === undefined) return null
  const row = taskRow(rows[0])
  return { ...row, events: await eventsOfTasks(tx, practiceId, [row.taskId]) }
}

export interface TaskStep {
  readonly id: string
  readonly taskId: TaskId
  readonly at: Instant
  readonly kind: Exclude<TaskEventKind, 'opened'>
  readonly by: { readonly membershipId: string; readonly name: string } | null
  readonly to?: TaskOwner
  readonly words?: string
  readonly decision?: SafetyDecision
}

/** Writes the step and how the task stands after it. */
export async function recordTaskStep(
  tx: Tx,
  practiceId: PracticeId,
  step: TaskStep,
  change: { readonly step?: number; readonly dueAt?: Instant },
): Promise<void> {
  const to = step.to === undefined ? null : ownerColumns(step.to)
  await tx.insert(taskEvent).values({
    practiceId,
    id: step.id,
    taskId: step.taskId,
    // The task is held by `lockTask`, so nobody else is counting.
    seq: sql<number>`(select count(*) + 1 from clinic.task_event e where e.practice_id = ${practiceId} and e.task_id = ${step.taskId})`,
    at: new Date(step.at),
    kind: step.kind,
    byMembershipId: step.by?.membershipId ?? null,
    byName: step.by?.name ?? 'Holdspace',
    toMembershipId: to?.ownerMembershipId ?? null,
    toRole: to?.ownerRole ?? null,
    toDuty: to?.ownerDuty ?? null,
    words: step.words ?? '',
    decision: step.decision ?? null,
  })
  const at = new Date(step.at)
  await tx
    .update(task)
    .set({
      ...(to === null ? {} : { ...to, askedAt: at }),
      ...(change.step === undefined ? {} : { step: change.step }),
      ...(change.dueAt === undefined ? {} : { dueAt: new Date(change.dueAt) }),
      ...statusAfter(step, at),
    })
    .where(and(eq(task.practiceId, practiceId), eq(task.id, step.taskId)))
}

function statusAfter(step: TaskStep, at: Date) {
  switch (step.kind) {
    case 'acknowledged':
      return { status: 'acknowledged' as const, acknowledgedAt: at, acknowledgedByName: step.by?.name ?? null }
    case 'reassigned':
      // Whoever has it now has not said so yet.
      return { status: 'open' as const, acknowledgedAt: null, acknowledgedByName: null }
    case 'escalated':
      return {}
    case 'done':
      return { status: 'done' as const, doneAt: at }
  }
}

export interface TaskEventRow {
  readonly taskId: TaskId
  readonly at: Instant
  readonly kind: TaskEventKind
  readonly byName: string
  readonly to: TaskOwner | null
  readonly words: string
  readonly decision: SafetyDecision | null
}

/** The steps of some tasks in the order they were taken. */
export async function eventsOfTasks(
  tx: Tx,
  practiceId: PracticeId,
  ids: readonly TaskId[],
): Promise<readonly TaskEventRow[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .select()
    .from(taskEvent)
    .where(and(eq(taskEvent.practiceId, practiceId), inArray(taskEvent.taskId, [...ids])))
    .orderBy(asc(taskEvent.taskId), asc(taskEvent.seq))
  return rows.map((row) => ({
    taskId: taskId.parse(row.taskId),
    at: instantFromMs(row.at.getTime()),
    kind: row.kind,
    byName: row.byName,
    to: ownerOf(row.toMembershipId, row.toRole, row.toDuty),
    words: row.words,
    decision: row.decision,
  }))
}

/** How many wait for this member: theirs, their role's, their duties'. For a guest only about these patients. */
export async function countWaiting(
  tx: Tx,
  practiceId: PracticeId,
  who: {
    readonly membershipId: MembershipId
    readonly role: Role
    readonly duties: readonly Duty[]
    readonly patients: readonly PatientId[] | null
  },
): Promise<number> {
  return tx.$count(
    task,
    and(
      eq(task.practiceId, practiceId),
      ne(task.status, 'done'),
      or(
        eq(task.ownerMembershipId, who.membershipId),
        eq(task.ownerRole, who.role),
        who.duties.length === 0 ? undefined : and(isNotNull(task.ownerDuty), inArray(task.ownerDuty, [...who.duties])),
      ),
      who.patients === null ? undefined : inArray(task.patientId, [...who.patients]),
    ),
  )
}

function taskRows(tx: Tx) {
  return tx
    .select({ task, family: patient.family, given: patient.given, mrn: patient.mrn })
    .from(task)
    .leftJoin(patient, and(eq(patient.practiceId, task.practiceId), eq(patient.id, task.patientId)))
    .$dynamic()
}

interface Joined {
  readonly task: typeof task.$inferSelect
  readonly family: string | null
  readonly given: string[] | null
  readonly mrn: number | null
}

function taskRow({ task: row, family, given, mrn }: Joined): TaskRow {
  const owner = ownerOf(row.ownerMembershipId, row.ownerRole, row.ownerDuty)
  if (owner === null) throw new Error(`The task ${row.id} belongs to nobody.`)
  return {
    taskId: taskId.parse(row.id),
    // A kind of a newer version is still shown and worked on.
    kind: isTaskKind(row.kind) ? row.kind : 'other',
    title: row.title,
    patientId: row.patientId === null ? null : patientId.parse(row.patientId),
    owner,
    status: row.status,
    openedAt: instantFromMs(row.openedAt.getTime()),
    dueAt: instantFromMs(row.dueAt.getTime()),
    step: row.step,
    askedAt: instantFromMs(row.askedAt.getTime()),
    acknowledgedAt: row.acknowledgedAt === null ? null : instantFromMs(row.acknowledgedAt.getTime()),
    acknowledgedByName: row.acknowledgedByName,
    doneAt: row.doneAt === null ? null : instantFromMs(row.doneAt.getTime()),
    evidence: { type: row.evidenceType, id: row.evidenceId },
    person: mrn === null ? null : { family: family ?? '', given: given ?? [], mrn: String(mrn) },
  }
}

function ownerOf(membershipId: string | null, role: Role | null, duty: Duty | null): TaskOwner | null {
  if (membershipId !== null) return { kind: 'member', membershipId }
  if (role !== null) return { kind: 'role', role }
  return duty === null ? null : { kind: 'duty', duty }
}
