import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { type MemberRow, membersOf } from '@holdspace/db/account-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision } from '@holdspace/kit/decision'
import type { House } from '../house.ts'

/** Who belongs to the practice, with roles, duties and credentials, by name. */
export async function listMembers(
  house: Pick<House, 'db' | 'clock'>,
  actor: StaffActor,
): Promise<Decision<readonly MemberRow[]>> {
  const may = permit(actor, 'member.read', { today: dateInZone(house.clock(), actor.practiceZone) })
  return may.ok ? accept(await membersOf(house.db, actor.practiceId)) : may
}
