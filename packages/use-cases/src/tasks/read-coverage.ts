import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { isOpenAt, type OpeningHours } from '@holdspace/clinic/tasks/coverage'
import { membersOf } from '@holdspace/db/account-store'
import { type CoverageRow, readCoverage as readRoster } from '@holdspace/db/coverage-store'
import { inPractice } from '@holdspace/db/database'
import { type CalendarDate, dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision } from '@holdspace/kit/decision'
import type { House } from '../house.ts'

export interface CoverageAnswer {
  readonly today: CalendarDate
  readonly isOpenNow: boolean
  readonly openingHours: readonly OpeningHours[]
  readonly lines: readonly (CoverageRow & { readonly name: string })[]
  readonly members: readonly { readonly membershipId: string; readonly name: string; readonly role: string }[]
  readonly maySet: boolean
}

/** What: staff see who answers which tasks in which hours. */
export async function readCoverage(
  house: Pick<House, 'db' | 'clock'>,
  actor: StaffActor,
): Promise<Decision<CoverageAnswer>> {
  const now = house.clock()
  const today = dateInZone(now, actor.practiceZone)
  const permitted = permit(actor, 'coverage.read', { today })
  if (!permitted.ok) return permitted
  const members = await membersOf(house.db, actor.practiceId)
  const roster = await inPractice(house.db, actor.practiceId, (tx) =>
    readRoster(tx, actor.practiceId, actor.practiceZone, today),
  )
  const nameOf = (id: string) =>
    members.find((member) => member.membershipId === id)?.displayName ?? 'Somebody who left'
  return accept({
    today,
    isOpenNow: isOpenAt(roster, now),
    openingHours: roster.openingHours,
    lines: roster.lines.map((line) => ({ ...line, name: nameOf(line.membershipId) })),
    members: members
      .filter((member) => member.active && member.role !== 'outside-therapist')
      .map(({ membershipId, displayName, role }) => ({ membershipId, name: displayName, role })),
    maySet: permit(actor, 'coverage.set', { today }).ok,
  })
}
