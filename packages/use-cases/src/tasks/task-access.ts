import type { StaffActor } from '@holdspace/clinic/access/actor'
import { recordAccess } from '@holdspace/db/audit-store'
import type { Tx } from '@holdspace/db/database'
import type { TaskRow } from '@holdspace/db/task-store'
import type { Instant } from '@holdspace/kit/instant'
import type { House } from '../house.ts'
import { accessBy } from '../people/acting.ts'

/** A line of the access record for a task that is about somebody; one about nobody leaves none. */
export async function taskTouched(
  tx: Tx,
  house: Pick<House, 'newId'>,
  actor: StaffActor,
  touched: { readonly act: string; readonly at: Instant; readonly task: TaskRow },
): Promise<void> {
  const { act, at, task } = touched
  if (task.patientId === null) return
  const details = { taskId: task.taskId, kind: task.kind }
  await recordAccess(tx, actor.practiceId, accessBy(house, actor, { act, at, patientId: task.patientId, details }))
}
