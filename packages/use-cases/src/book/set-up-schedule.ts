import { permit } from '@holdspace/clinic/access/permit'
import { firstAppointmentTypes } from '@holdspace/clinic/scheduling/appointment-types'
import { inPractice } from '@holdspace/db/database'
import { setReminderRule } from '@holdspace/db/reminder-store'
import { addAppointmentTypes, addRoom, giveUpRoom } from '@holdspace/db/schedule-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { roomId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { occasionOf } from '../people/acting.ts'
import { noSuchRoom } from './book-appointment.ts'
import type { Booking } from './booking.ts'
import { calendarChanged } from './calendar-changed.ts'

export const setUpScheduleInput = z.discriminatedUnion('change', [
  z.strictObject({
    change: z.literal('add-room'),
    roomId,
    name: z.string().trim().min(1).max(60),
    position: z.int().min(0).max(200),
  }),
  z.strictObject({ change: z.literal('give-up-room'), roomId }),
  z.strictObject({
    change: z.literal('reminders'),
    formsMailDays: z.int().min(1).max(28),
    formsTaskDays: z.int().min(1).max(29),
    visitHours: z.int().min(2).max(168),
  }),
  /** The kinds a new practice starts with; those that are there stay as they are. */
  z.strictObject({ change: z.literal('first-types') }),
])

/** What: the administrator says which rooms there are and which kinds of appointment are made. */
export async function setUpSchedule(
  house: Pick<House, 'db' | 'clock' | 'publicUrl' | 'announce'>,
  actor: Booking,
  input: z.output<typeof setUpScheduleInput>,
): Promise<Decision<{ readonly set: true }>> {
  const { today } = await occasionOf(house, actor)
  const permitted = permit(actor, 'schedule.configure', { today })
  if (!permitted.ok) return permitted
  const { practiceId } = actor
  const set = await inPractice(house.db, practiceId, async (tx) => {
    switch (input.change) {
      case 'add-room':
        await addRoom(tx, practiceId, input.roomId, input.name, input.position)
        return accept({ set: true } as const)
      case 'give-up-room':
        return (await giveUpRoom(tx, practiceId, input.roomId)) ? accept({ set: true } as const) : refuse(noSuchRoom)
      case 'reminders': {
        const { change: _change, ...rule } = input
        await setReminderRule(tx, practiceId, rule)
        return accept({ set: true } as const)
      }
      case 'first-types':
        await addAppointmentTypes(tx, practiceId, firstAppointmentTypes)
        return accept({ set: true } as const)
    }
  })
  if (set.ok) house.announce(calendarChanged(practiceId))
  return set
}
