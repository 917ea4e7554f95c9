import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit, reachablePatients } from '@holdspace/clinic/access/permit'
import { inPractice } from '@holdspace/db/database'
import { countWaiting } from '@holdspace/db/task-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision } from '@holdspace/kit/decision'
import type { House } from '../house.ts'

/** What: the frame says how many tasks wait for whoever is signed in. A number, and nobody's name. */
export async function countTasks(
  house: Pick<House, 'db' | 'clock'>,
  actor: StaffActor,
): Promise<Decision<{ readonly waiting: number }>> {
  const permitted = permit(actor, 'task.read', { today: dateInZone(house.clock(), actor.practiceZone) })
  if (!permitted.ok) return permitted
  const { membershipId, role, duties } = actor
  const who = { membershipId, role, duties, patients: reachablePatients(actor) }
  const waiting = await inPractice(house.db, actor.practiceId, (tx) => countWaiting(tx, actor.practiceId, who))
  return accept({ waiting })
}
