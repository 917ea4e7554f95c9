import type { StaffActor } from '@holdspace/clinic/access/actor'
import { membershipsOf } from '@holdspace/db/account-store'
import { patientsOutOfReach } from '@holdspace/db/care-team-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import type { House } from '../house.ts'

/**
 * The patients a guest reaches at this very request: those named on the membership, without those whose agreed time on
 * the team has run out (RULINGS 19). Asked anew each time, so that a last day needs nobody to remember it.
 */
export async function reachedToday(
  house: Pick<House, 'db' | 'clock'>,
  actor: StaffActor,
): Promise<StaffActor['guestPatients']> {
  const { guestPatients } = actor
  if (guestPatients === null || guestPatients.length === 0) return guestPatients
  const today = dateInZone(house.clock(), actor.practiceZone)
  const over = await patientsOutOfReach(house.db, actor.practiceId, actor.membershipId, today)
  return guestPatients.filter((patientId) => !over.has(patientId))
}

/** For streams that outlive a request: false once a guest reaches one patient fewer than when the stream began (M19). */
export async function reachHolds(house: Pick<House, 'db' | 'clock'>, actor: StaffActor): Promise<boolean> {
  const { guestPatients: before, accountId, membershipId } = actor
  if (before === null) return true
  const held = (await membershipsOf(house.db, accountId)).find((one) => one.membershipId === membershipId)
  const now = await reachedToday(house, { ...actor, guestPatients: held?.guestPatients ?? [] })
  return before.every((patientId) => now?.includes(patientId) ?? false)
}
