import type { StaffActor } from '@holdspace/clinic/access/actor'
import { decideClose, noSuchTask, safetyDecisions } from '@holdspace/clinic/tasks/task'
import { inPractice } from '@holdspace/db/database'
import { lockTask, recordTaskStep } from '@holdspace/db/task-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { taskId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { taskTouched } from './task-access.ts'
import { tasksChanged } from './tasks-changed.ts'

export const closeTaskInput = z.strictObject({
  taskId,
  done: z.string().trim().max(2000),
  /** What was decided about somebody's safety; asked for only where the task guards it. */
  decision: z.enum(safetyDecisions).optional(),
})

/** What: somebody says what was done. A task about somebody's safety takes a recorded decision, or stays open (M11, M12). */
export async function closeTask(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'announce'>,
  actor: StaffActor,
  input: z.output<typeof closeTaskInput>,
): Promise<Decision<{ readonly closed: true }>> {
  const now = house.clock()
  const today = dateInZone(now, actor.practiceZone)
  const closed = await inPractice(house.db, actor.practiceId, async (tx) => {
    const task = await lockTask(tx, actor.practiceId, input.taskId)
    if (task === null) return refuse(noSuchTask)
    const decision = input.decision ?? null
    const decided = decideClose({ actor, today, task, done: input.done, decision })
    if (!decided.ok) return decided
    const by = { membershipId: actor.membershipId, name: actor.displayName }
    const step = { id: house.newId(), taskId: task.taskId, at: now, kind: 'done', by, words: input.done } as const
    await recordTaskStep(tx, actor.practiceId, { ...step, ...(decision === null ? {} : { decision }) }, {})
    await taskTouched(tx, house, actor, { act: 'task.answer', at: now, task })
    return accept({ closed: true } as const)
  })
  if (closed.ok) house.announce(tasksChanged(actor.practiceId))
  return closed
}
