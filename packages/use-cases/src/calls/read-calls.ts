import type { StaffActor } from '@holdspace/clinic/access/actor'
import { callsShownTo, type ShownCall } from '@holdspace/clinic/calls/help-call'
import { inPractice } from '@holdspace/db/database'
import { openCalls } from '@holdspace/db/help-call-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import type { House } from '../house.ts'

/** What: a screen of the practice asks who waits for help, locked or not. It names a room, never a patient (RULINGS 17). */
export async function readCalls(
  house: Pick<House, 'db' | 'clock'>,
  actor: StaffActor,
  { isLocked }: { readonly isLocked: boolean },
): Promise<readonly ShownCall[]> {
  const calls = await inPractice(house.db, actor.practiceId, (tx) => openCalls(tx, actor.practiceId))
  return callsShownTo(actor, calls, { isLocked, today: dateInZone(house.clock(), actor.practiceZone) })
}
