import type { SystemActor } from '@holdspace/clinic/access/actor'
import { ownerByRoster } from '@holdspace/clinic/tasks/coverage'
import { isToEscalate } from '@holdspace/clinic/tasks/task'
import { readCoverage } from '@holdspace/db/coverage-store'
import { inPractice } from '@holdspace/db/database'
import { findPractice } from '@holdspace/db/practice-store'
import { lockTask, recordTaskStep, waitingTasks } from '@holdspace/db/task-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import type { House } from '../house.ts'
import { tasksChanged } from './tasks-changed.ts'

/**
 * What: a task that is overdue and that nobody has said they have goes to the next on the roster of that hour, and from
 * the end of the roster to the last resort (M11, RULINGS 7). Answers how many went on.
 */
export async function escalateTasks(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'announce'>,
  actor: SystemActor,
): Promise<number> {
  const now = house.clock()
  const practice = await findPractice(house.db, actor.practiceId)
  if (practice === null) return 0
  const { zone } = practice
  const escalated = await inPractice(house.db, actor.practiceId, async (tx) => {
    const late = (await waitingTasks(tx, actor.practiceId, 500)).filter((task) => isToEscalate(task, now))
    if (late.length === 0) return 0
    const coverage = await readCoverage(tx, actor.practiceId, zone, dateInZone(now, zone))
    let moved = 0
    for (const { taskId } of late) {
      const task = await lockTask(tx, actor.practiceId, taskId)
      // Another worker may have asked the next one, or somebody has it meanwhile.
      if (task === null || !isToEscalate(task, now)) continue
      const next = task.step + 1
      const to = ownerByRoster(coverage, task.kind, next, now)
      const step = { id: house.newId(), taskId, at: now, kind: 'escalated', by: null, to } as const
      await recordTaskStep(tx, actor.practiceId, { ...step, words: 'Overdue and not taken on.' }, { step: next })
      moved += 1
    }
    return moved
  })
  if (escalated > 0) house.announce(tasksChanged(actor.practiceId))
  return escalated
}
