import { dateInZone } from '@holdspace/kit/calendar-date'
import {
  type AppointmentId,
  appointmentId,
  type MembershipId,
  type PatientId,
  type RoomId,
  roomId,
} from '@holdspace/kit/ids'
import { type Instant, plusMinutes } from '@holdspace/kit/instant'
import { wallClockOf } from '@holdspace/kit/wall-clock'
import { bookAppointment } from '@holdspace/use-cases/book/book-appointment'
import { checkIn } from '@holdspace/use-cases/book/check-in'
import { nameEscort } from '@holdspace/use-cases/book/name-escort'
import { setUpSchedule } from '@holdspace/use-cases/book/set-up-schedule'
import type { House } from '@holdspace/use-cases/house'
import { setCoverage } from '@holdspace/use-cases/tasks/set-coverage'
import { actAs } from './act-as.ts'
import type { StillClock } from './clock.ts'
import type { DemoStory } from './demo-referrals.ts'
import { danaWhitfield, helenAmes, lenaOkafor, maraQuist, marigoldHouse, theoLind } from './people.ts'

export const marigoldRooms = ['Cedar', 'Willow', 'Fern'] as const
export type MarigoldRoom = (typeof marigoldRooms)[number]
export type Rooms = Readonly<Record<MarigoldRoom, RoomId>>

/** Rooms, kinds of appointment, opening hours and the coverage roster of Marigold House, as its administrator sets them. */
export async function setUpCalendar(house: House): Promise<Rooms> {
  const dana = actAs(danaWhitfield, house.clock)
  const must = ({ ok, ...rest }: Awaited<ReturnType<typeof setUpSchedule>>) => {
    if (!ok) throw new Error(JSON.stringify(rest))
  }
  must(await setUpSchedule(house, dana, { change: 'first-types' }))
  const rooms: [MarigoldRoom, RoomId][] = []
  for (const [position, name] of marigoldRooms.entries()) {
    const id = roomId.parse(house.newId())
    must(await setUpSchedule(house, dana, { change: 'add-room', roomId: id, name, position }))
    rooms.push([name, id])
  }
  const week = [1, 2, 3, 4, 5, 6].map((weekday) => ({
    weekday,
    opensMinute: 8 * 60,
    closesMinute: weekday === 6 ? 14 * 60 : 18 * 60,
  }))
  await setCoverage(house, dana, { change: 'opening-hours', week })
  for (const line of roster) await setCoverage(house, dana, { change: 'add', id: house.newId(), ...line })
  return Object.fromEntries(rooms) as Rooms
}

/** While open the nurse is asked first and then the doctor; out of hours the doctor is. */
const roster = [
  { group: 'safety', hours: 'opening-hours', step: 1, membershipId: maraQuist.membershipId },
  { group: 'safety', hours: 'always', step: 2, membershipId: helenAmes.membershipId },
  { group: 'clinical', hours: 'always', step: 1, membershipId: maraQuist.membershipId },
  { group: 'desk', hours: 'always', step: 1, membershipId: theoLind.membershipId },
  { group: 'administration', hours: 'always', step: 1, membershipId: danaWhitfield.membershipId },
] as const

export interface Visit {
  readonly patientId: PatientId
  readonly typeKey: string
  readonly startsAt: Instant
  readonly lengthMinutes?: number
  readonly roomId: RoomId | null
  readonly people: readonly { readonly membershipId: MembershipId }[]
  readonly escort?: { readonly name: string; readonly phone: string; readonly relationship: string }
  readonly note?: string
  readonly tellPatient?: boolean
}

/** The desk makes an appointment on the five minutes before `startsAt`. Null when that time is taken. */
export async function bookVisit(house: House, visit: Visit): Promise<AppointmentId | null> {
  const theo = actAs(theoLind, house.clock)
  const id = appointmentId.parse(house.newId())
  const { patientId, typeKey, startsAt, lengthMinutes, people } = visit
  const { minute } = wallClockOf(startsAt, marigoldHouse.zone)
  const booked = await bookAppointment(house, theo, {
    appointmentId: id,
    patientId,
    typeKey,
    date: dateInZone(startsAt, marigoldHouse.zone),
    minute: minute - (minute % 5),
    ...(lengthMinutes === undefined ? {} : { lengthMinutes }),
    roomId: visit.roomId,
    memberIds: people.map((person) => person.membershipId),
    note: visit.note ?? '',
    tellPatient: visit.tellPatient ?? false,
  })
  if (!booked.ok && booked.refusal.family === 'conflict') return null
  if (!booked.ok) throw new Error(booked.refusal.sentence)
  if (visit.escort !== undefined) await nameEscort(house, theo, { appointmentId: id, ...visit.escort })
  return id
}

interface StoryVisit extends Omit<Visit, 'patientId' | 'startsAt' | 'roomId'> {
  readonly story: DemoStory
  /** Minutes from the moment the demo begins. */
  readonly at: number
  readonly room: MarigoldRoom | null
  readonly isHere?: true
}

/** The day around the moment the demo begins: two in their rooms, one about to come, the others later. */
const dayOfTheDemo: readonly StoryVisit[] = [
  {
    story: 'in-recovery',
    typeKey: 'infusion',
    at: -85,
    lengthMinutes: 95,
    room: 'Fern',
    people: [helenAmes],
    escort: { name: 'Ilse Halloran', phone: '518-555-0121', relationship: 'daughter' },
    isHere: true,
  },
  {
    story: 'in-session',
    typeKey: 'kap-iv',
    at: -35,
    lengthMinutes: 150,
    room: 'Cedar',
    people: [maraQuist, lenaOkafor],
    escort: { name: 'Bao Tran', phone: '518-555-0163', relationship: 'husband' },
    isHere: true,
  },
  {
    story: 'ready-today',
    typeKey: 'infusion',
    at: 20,
    room: 'Willow',
    people: [helenAmes],
    escort: { name: 'Rosalind Okoye', phone: '518-555-0139', relationship: 'sister' },
    tellPatient: true,
  },
  { story: 'consent-outdated', typeKey: 'infusion', at: 125, room: 'Fern', people: [maraQuist] },
  { story: 'self-pay-package', typeKey: 'preparation', at: 125, room: null, people: [lenaOkafor], tellPatient: true },
  { story: 'positive-item-9', typeKey: 'consultation', at: 150, room: null, people: [helenAmes] },
  { story: 'outside-therapist', typeKey: 'integration', at: 190, room: null, people: [lenaOkafor] },
  { story: 'series-complete', typeKey: 'follow-up', at: 215, room: null, people: [helenAmes] },
]

/** Appointments of the coming days, in days and minutes after midnight. */
const daysToCome: readonly (Omit<StoryVisit, 'at'> & { readonly inDays: number })[] = [
  { story: 'relapse', typeKey: 'consultation', inDays: 1, room: null, people: [helenAmes] },
  { story: 'in-session', typeKey: 'integration', inDays: 2, room: null, people: [lenaOkafor], tellPatient: true },
  { story: 'ready-today', typeKey: 'infusion', inDays: 3, room: 'Willow', people: [maraQuist] },
  { story: 'non-responder', typeKey: 'follow-up', inDays: 4, room: null, people: [helenAmes] },
]

/**
 * Puts today's and the coming days' appointments of those story patients who have a chart into the calendar, relative to
 * `now`. Booked the day before by the desk; those in their rooms are checked in. The clock is put back afterwards.
 */
export async function seedAppointments(
  house: House,
  clock: StillClock,
  now: Instant,
  rooms: Rooms,
  charts: Partial<Readonly<Record<DemoStory, PatientId>>>,
): Promise<void> {
  const before = clock.now()
  clock.set(plusMinutes(now, -24 * 60))
  const arrived: [AppointmentId, Instant][] = []
  for (const { story, at, room, isHere, ...visit } of dayOfTheDemo) {
    const patientId = charts[story]
    if (patientId === undefined) continue
    const startsAt = sameDay(plusMinutes(now, at), now)
    const id = await bookVisit(house, { ...visit, patientId, startsAt, roomId: room === null ? null : rooms[room] })
    if (id !== null && isHere === true) arrived.push([id, startsAt])
  }
  for (const { story, inDays, room, ...visit } of daysToCome) {
    const patientId = charts[story]
    if (patientId === undefined) continue
    const startsAt = plusMinutes(now, inDays * 24 * 60)
    await bookVisit(house, { ...visit, patientId, startsAt, roomId: room === null ? null : rooms[room] })
  }
  for (const [id, startsAt] of arrived) {
    clock.set(startsAt)
    await checkIn(house, actAs(theoLind, clock.now), { appointmentId: id, what: 'arrived' })
  }
  clock.set(before)
}

/** What should be later today stays today, also when the demo begins shortly before midnight. */
function sameDay(moment: Instant, now: Instant): Instant {
  const { zone } = marigoldHouse
  if (moment <= now || dateInZone(moment, zone) === dateInZone(now, zone)) return moment
  return plusMinutes(now, Math.max(0, 24 * 60 - 5 - wallClockOf(now, zone).minute))
}
