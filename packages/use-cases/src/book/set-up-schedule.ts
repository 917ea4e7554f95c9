import { permit } from '@holdspace/clinic/access/permit'
import { firstAppointmentTypes } from '@holdspace/clinic/scheduling/appointment-types'
import { type ReminderRule, usualReminders } from '@holdspace/clinic/scheduling/reminders'
import { inPractice } from '@holdspace/db/database'
import { reminderRuleOf, setReminderRule } from '@holdspace/db/reminder-store'
import {
  type AppointmentTypeRow,
  addAppointmentTypes,
  addRoom,
  allAppointmentTypesOf,
  changeAppointmentType,
  changeRoom,
  type RoomRow,
  roomsOf,
} from '@holdspace/db/schedule-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { roomId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { occasionOf } from '../people/acting.ts'
import { noSuchRoom, noSuchType } from './book-appointment.ts'
import type { Booking } from './booking.ts'
import { calendarChanged } from './calendar-changed.ts'

const roomName = z.string().trim().min(1).max(60)

export const setUpScheduleInput = z.discriminatedUnion('change', [
  z.strictObject({
    change: z.literal('add-room'),
    roomId,
    name: roomName,
    position: z.int().min(0).max(200),
  }),
  z.strictObject({ change: z.literal('room'), roomId, name: roomName, active: z.boolean() }),
  z.strictObject({
    change: z.literal('type'),
    key: z.string().max(60),
    label: z.string().trim().min(1).max(80),
    minutes: z.int().min(5).max(720).multipleOf(5),
    needsRoom: z.boolean(),
    active: z.boolean(),
  }),
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
      case 'room': {
        const others = (await roomsOf(tx, practiceId)).filter((one) => one.roomId !== input.roomId)
        if (others.some(({ name }) => name === input.name)) return refuse(roomNameTaken)
        return (await changeRoom(tx, practiceId, input)) ? accept({ set: true } as const) : refuse(noSuchRoom)
      }
      case 'type': {
        const { change: _change, ...type } = input
        return (await changeAppointmentType(tx, practiceId, type)) ? accept({ set: true } as const) : refuse(noSuchType)
      }
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

export interface Schedule {
  readonly rooms: readonly RoomRow[]
  readonly types: readonly AppointmentTypeRow[]
  readonly reminders: ReminderRule
}

/** What: the administrator looks at everything the calendar is made of, what is no longer in use with it. */
export async function readSchedule(
  house: Pick<House, 'db' | 'clock' | 'publicUrl'>,
  actor: Booking,
): Promise<Decision<Schedule>> {
  const { today } = await occasionOf(house, actor)
  const permitted = permit(actor, 'schedule.configure', { today })
  if (!permitted.ok) return permitted
  const { practiceId } = actor
  return inPractice(house.db, practiceId, async (tx) =>
    accept({
      rooms: await roomsOf(tx, practiceId),
      types: await allAppointmentTypesOf(tx, practiceId),
      reminders: (await reminderRuleOf(tx, practiceId)) ?? usualReminders,
    }),
  )
}

const roomNameTaken = {
  family: 'conflict',
  code: 'room-name-taken',
  sentence: 'Another room has this name. Choose another one.',
  field: 'name',
} as const
