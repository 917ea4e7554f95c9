import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit, reachablePatients } from '@holdspace/clinic/access/permit'
import type { AppointmentType } from '@holdspace/clinic/scheduling/appointment-types'
import type { OpeningHours } from '@holdspace/clinic/tasks/coverage'
import { membersOf } from '@holdspace/db/account-store'
import { appointmentsBetween } from '@holdspace/db/appointment-store'
import { recordAccesses } from '@holdspace/db/audit-store'
import { readCoverage } from '@holdspace/db/coverage-store'
import { inPractice } from '@holdspace/db/database'
import { appointmentTypesOf, type RoomRow, roomsOf, type WaitlistRow, waitlist } from '@holdspace/db/schedule-store'
import { type CalendarDate, calendarDate, plusPeriod, startOfDay } from '@holdspace/kit/calendar-date'
import { accept, type Decision } from '@holdspace/kit/decision'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { type CalendarLine, calendarLine } from './calendar-line.ts'

export const readCalendarInput = z.strictObject({
  /** The first day shown; today when nobody says. */
  from: calendarDate.optional(),
  days: z.int().min(1).max(7),
})

export interface Calendar {
  readonly from: CalendarDate
  readonly days: number
  readonly today: CalendarDate
  readonly zone: string
  readonly serverNow: Instant
  readonly lines: readonly CalendarLine[]
  readonly rooms: readonly RoomRow[]
  readonly types: readonly AppointmentType[]
  readonly openingHours: readonly OpeningHours[]
  readonly members: readonly { readonly membershipId: string; readonly name: string; readonly role: string }[]
  readonly waitlist: readonly WaitlistRow[]
  readonly mayBook: boolean
}

/** What: staff look at a day or a week: who comes when, to whom, in which room. A guest sees only their own patients. */
export async function readCalendar(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof readCalendarInput>,
): Promise<Decision<Calendar>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const permitted = permit(actor, 'appointment.read', { today })
  if (!permitted.ok) return permitted
  const { practiceId } = actor
  const { zone } = refs
  const from = input.from ?? today
  const members = await membersOf(house.db, practiceId)
  const named = reachablePatients(actor)
  return inPractice(house.db, practiceId, async (tx) => {
    const until = startOfDay(plusPeriod(from, `P${input.days}D`), zone, 0)
    const found = await appointmentsBetween(tx, practiceId, startOfDay(from, zone, 0), until)
    const rows = found.filter((row) => named === null || named.includes(row.patientId))
    const patients = [...new Set(rows.map((row) => row.patientId))]
    const touched = patients.map((patientId) => accessBy(house, actor, { act: 'appointment.read', at: now, patientId }))
    await recordAccesses(tx, practiceId, touched)
    const mayBook = permit(actor, 'appointment.book', { today }).ok
    const { openingHours } = await readCoverage(tx, practiceId, zone, today)
    return accept({
      from,
      days: input.days,
      today,
      zone,
      serverNow: now,
      lines: rows.map((row) => calendarLine(row, members)),
      rooms: await roomsOf(tx, practiceId),
      types: await appointmentTypesOf(tx, practiceId),
      openingHours,
      members: members
        .filter((member) => member.active && ['prescriber', 'nurse', 'therapist'].includes(member.role))
        .map(({ membershipId, displayName, role }) => ({ membershipId, name: displayName, role })),
      waitlist: mayBook ? await waitlist(tx, practiceId) : [],
      mayBook,
    })
  })
}
