import type { StaffActor } from '@holdspace/clinic/access/actor'
import { mayReachPatient, permit } from '@holdspace/clinic/access/permit'
import { isOverdue, ownsTask, seesTask } from '@holdspace/clinic/tasks/task'
import { type TaskKind, taskKinds } from '@holdspace/clinic/tasks/task-kinds'
import { membersOf } from '@holdspace/db/account-store'
import { recordAccesses } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { doneTasks, eventsOfTasks, type TaskEventRow, type TaskRow, waitingTasks } from '@holdspace/db/task-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision } from '@holdspace/kit/decision'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy } from '../people/acting.ts'

export const listTasksInput = z.strictObject({
  /** `mine`: what I, my role and my duties own. `all`: what I may see besides. `done`: the newest finished ones. */
  which: z.enum(['mine', 'all', 'done']),
})

export interface TaskLine {
  readonly taskId: string
  readonly kind: TaskKind
  readonly kindLabel: string
  readonly guardsSafety: boolean
  readonly title: string
  readonly patientId: string | null
  /** Null when it is about nobody, or the reader may not open charts. */
  readonly person: { readonly family: string; readonly given: readonly string[]; readonly mrn: string } | null
  readonly ownerWords: string
  readonly isMine: boolean
  readonly status: TaskRow['status']
  readonly openedAt: Instant
  readonly dueAt: Instant
  readonly isOverdue: boolean
  readonly step: number
  readonly acknowledgedByName: string | null
  readonly evidence: TaskRow['evidence']
  readonly history: readonly (Pick<TaskEventRow, 'at' | 'kind' | 'byName' | 'words' | 'decision'> & {
    readonly toWords: string | null
  })[]
}

export interface TaskList {
  readonly tasks: readonly TaskLine[]
  readonly zone: string
  readonly serverNow: Instant
  /** To whom one can be handed on. */
  readonly members: readonly { readonly membershipId: string; readonly name: string; readonly role: string }[]
}

/** So many at most: a list longer than this is a sign of something else. */
const longestList = 500

/** What: somebody looks at what they, their role and their duties have to do; what is overdue first, then what is due first. */
export async function listTasks(
  house: Pick<House, 'db' | 'clock' | 'newId'>,
  actor: StaffActor,
  input: z.output<typeof listTasksInput>,
): Promise<Decision<TaskList>> {
  const now = house.clock()
  const today = dateInZone(now, actor.practiceZone)
  const permitted = permit(actor, 'task.read', { today })
  if (!permitted.ok) return permitted
  const members = await membersOf(house.db, actor.practiceId)
  const names = new Map(members.map((member) => [member.membershipId as string, member.displayName]))
  return inPractice(house.db, actor.practiceId, async (tx) => {
    const found =
      input.which === 'done'
        ? await doneTasks(tx, actor.practiceId, 100)
        : await waitingTasks(tx, actor.practiceId, longestList)
    const seen = found.filter((task) => (input.which === 'mine' ? isMine(actor, task) : seesTask(actor, task)))
    const events = await eventsOfTasks(
      tx,
      actor.practiceId,
      seen.map((task) => task.taskId),
    )
    const readsCharts = permit(actor, 'patient.read', { today }).ok
    const patients = [...new Set(seen.flatMap((task) => (task.patientId === null ? [] : [task.patientId])))]
    const touched = patients.map((patientId) => accessBy(house, actor, { act: 'task.read', at: now, patientId }))
    await recordAccesses(tx, actor.practiceId, touched)
    const line = (task: TaskRow): TaskLine => ({
      ...taskLine(task, actor, now, names),
      person: readsCharts ? task.person : null,
      history: events.filter((event) => event.taskId === task.taskId).map((event) => historyLine(event, names)),
    })
    return accept({
      tasks: seen.map(line),
      zone: actor.practiceZone,
      serverNow: now,
      members: members
        .filter((member) => member.active)
        .map(({ membershipId, displayName, role }) => ({ membershipId, name: displayName, role })),
    })
  })
}

function isMine(actor: StaffActor, task: TaskRow): boolean {
  return ownsTask(actor, task.owner) && (task.patientId === null || mayReachPatient(actor, task.patientId))
}

function taskLine(task: TaskRow, actor: StaffActor, now: Instant, names: ReadonlyMap<string, string>) {
  const { taskId, kind, title, patientId, status, openedAt, dueAt, step, acknowledgedByName, evidence } = task
  const { label, guardsSafety } = taskKinds[kind]
  return {
    taskId,
    kind,
    kindLabel: label,
    guardsSafety,
    title,
    patientId,
    ownerWords: ownerWords(task.owner, names),
    isMine: isMine(actor, task),
    status,
    openedAt,
    dueAt,
    isOverdue: isOverdue(task, now),
    step,
    acknowledgedByName,
    evidence,
  }
}

function historyLine({ at, kind, byName, words, decision, to }: TaskEventRow, names: ReadonlyMap<string, string>) {
  return { at, kind, byName, words, decision, toWords: to === null ? null : ownerWords(to, names) }
}

/** A person by name, a role or a duty as the clinic says it. */
function ownerWords(owner: TaskRow['owner'], names: ReadonlyMap<string, string>): string {
  switch (owner.kind) {
    case 'member':
      return names.get(owner.membershipId) ?? 'Somebody who has left'
    case 'role':
      return owner.role.replace('-', ' ')
    case 'duty':
      return owner.duty.replace('-', ' ')
  }
}
