import type { StaffActor } from '@holdspace/clinic/access/actor'
import { decideAcknowledge, noSuchTask } from '@holdspace/clinic/tasks/task'
import { inPractice } from '@holdspace/db/database'
import { lockTask, recordTaskStep } from '@holdspace/db/task-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { taskId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { taskTouched } from './task-access.ts'
import { tasksChanged } from './tasks-changed.ts'

export const acknowledgeTaskInput = z.strictObject({ taskId })

/** What: somebody says "I have it". The next on the roster is not asked any more; the clock goes on. */
export async function acknowledgeTask(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'announce'>,
  actor: StaffActor,
  input: z.output<typeof acknowledgeTaskInput>,
): Promise<Decision<{ readonly acknowledged: true }>> {
  const now = house.clock()
  const today = dateInZone(now, actor.practiceZone)
  const done = await inPractice(house.db, actor.practiceId, async (tx) => {
    const task = await lockTask(tx, actor.practiceId, input.taskId)
    if (task === null) return refuse(noSuchTask)
    const decided = decideAcknowledge({ actor, today, task })
    if (!decided.ok) return decided
    // Pressed twice it was said once.
    if (task.status === 'acknowledged' && task.acknowledgedByName === actor.displayName) return accept(said)
    const by = { membershipId: actor.membershipId, name: actor.displayName }
    const step = { id: house.newId(), taskId: task.taskId, at: now, kind: 'acknowledged', by } as const
    await recordTaskStep(tx, actor.practiceId, step, {})
    await taskTouched(tx, house, actor, { act: 'task.answer', at: now, task })
    return accept(said)
  })
  if (done.ok) house.announce(tasksChanged(actor.practiceId))
  return done
}

const said = { acknowledged: true } as const
