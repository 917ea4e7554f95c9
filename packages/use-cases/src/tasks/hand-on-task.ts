import { duties, roles, type StaffActor } from '@holdspace/clinic/access/actor'
import { decideHandOn, noSuchTask } from '@holdspace/clinic/tasks/task'
import { membersOf } from '@holdspace/db/account-store'
import { inPractice } from '@holdspace/db/database'
import { lockTask, recordTaskStep } from '@holdspace/db/task-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { membershipId, taskId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { taskTouched } from './task-access.ts'
import { tasksChanged } from './tasks-changed.ts'

export const handOnTaskInput = z.strictObject({
  taskId,
  to: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('member'), membershipId }),
    z.strictObject({ kind: z.literal('role'), role: z.enum(roles) }),
    z.strictObject({ kind: z.literal('duty'), duty: z.enum(duties) }),
  ]),
  why: z.string().trim().min(3).max(500),
})

/** What: a task goes to somebody else, with why. It is open again until they say they have it. */
export async function handOnTask(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'announce'>,
  actor: StaffActor,
  input: z.output<typeof handOnTaskInput>,
): Promise<Decision<{ readonly handedOn: true }>> {
  const now = house.clock()
  const today = dateInZone(now, actor.practiceZone)
  const { to } = input
  const members = to.kind === 'member' ? await membersOf(house.db, actor.practiceId) : []
  const toRole =
    to.kind === 'member'
      ? (members.find((member) => member.active && member.membershipId === to.membershipId)?.role ?? null)
      : null
  const done = await inPractice(house.db, actor.practiceId, async (tx) => {
    const task = await lockTask(tx, actor.practiceId, input.taskId)
    if (task === null) return refuse(noSuchTask)
    const decided = decideHandOn({ actor, today, task, to, toRole })
    if (!decided.ok) return decided
    const by = { membershipId: actor.membershipId, name: actor.displayName }
    const step = { id: house.newId(), taskId: task.taskId, at: now, kind: 'reassigned', by, to } as const
    await recordTaskStep(tx, actor.practiceId, { ...step, words: input.why }, {})
    await taskTouched(tx, house, actor, { act: 'task.answer', at: now, task })
    return accept({ handedOn: true } as const)
  })
  if (done.ok) house.announce(tasksChanged(actor.practiceId))
  return done
}
