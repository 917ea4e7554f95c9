import { duties, roles, type StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { dueOf } from '@holdspace/clinic/tasks/coverage'
import { membersOf } from '@holdspace/db/account-store'
import { readCoverage } from '@holdspace/db/coverage-store'
import { inPractice } from '@holdspace/db/database'
import { findPatient } from '@holdspace/db/patient-store'
import { findTask, openTask, ownedBy } from '@holdspace/db/task-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { membershipId, patientId, taskId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { taskTouched } from './task-access.ts'
import { tasksChanged } from './tasks-changed.ts'

export const addTaskInput = z.strictObject({
  /** Made once per intention: sent twice, it is one task. */
  taskId,
  title: z.string().trim().min(3).max(200),
  patientId: patientId.optional(),
  to: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('member'), membershipId }),
    z.strictObject({ kind: z.literal('role'), role: z.enum(roles) }),
    z.strictObject({ kind: z.literal('duty'), duty: z.enum(duties) }),
  ]),
  /** Within a day, on an open day, when nobody says. */
  dueAt: instant.optional(),
})

/** What: somebody writes down what has to be done, by whom and when. */
export async function addTask(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'announce'>,
  actor: StaffActor,
  input: z.output<typeof addTaskInput>,
): Promise<Decision<{ readonly taskId: string }>> {
  const now = house.clock()
  const today = dateInZone(now, actor.practiceZone)
  const about = input.patientId === undefined ? {} : { patientId: input.patientId }
  const permitted = permit(actor, 'task.open', { today, ...about })
  if (!permitted.ok) return permitted
  const { to } = input
  const members = await membersOf(house.db, actor.practiceId)
  const isThere = to.kind !== 'member' || members.some((one) => one.active && one.membershipId === to.membershipId)
  if (!isThere) return refuse(nobodyToAsk)
  const added = await inPractice(house.db, actor.practiceId, async (tx) => {
    if (input.patientId !== undefined && (await findPatient(tx, actor.practiceId, input.patientId)) === null) {
      return refuse(noSuchPatient)
    }
    const coverage = await readCoverage(tx, actor.practiceId, actor.practiceZone, today)
    await openTask(tx, {
      id: input.taskId,
      practiceId: actor.practiceId,
      ...about,
      kind: 'other',
      title: input.title,
      ...ownedBy(to),
      dueAt: input.dueAt ?? dueOf(coverage, 'other', now),
      evidence: { type: 'task', id: input.taskId },
      openedAt: now,
      openedBy: { membershipId: actor.membershipId, name: actor.displayName },
    })
    const task = await findTask(tx, actor.practiceId, input.taskId)
    if (task !== null) await taskTouched(tx, house, actor, { act: 'task.open', at: now, task })
    return accept({ taskId: input.taskId })
  })
  if (added.ok) house.announce(tasksChanged(actor.practiceId))
  return added
}

const nobodyToAsk = {
  family: 'unprocessable',
  code: 'member-not-active',
  sentence: 'This person does not work here any more. Choose somebody else.',
  field: 'to',
} as const
