import { type CalendarDate, dateInZone, formatDate, timeInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { AppointmentId, MembershipId, PatientId, RoomId } from '@holdspace/kit/ids'
import { type Instant, minutesBetween, plusMinutes } from '@holdspace/kit/instant'
import { isOnTheClock, momentAt } from '@holdspace/kit/wall-clock'
import type { Actor, Role } from '../access/actor.ts'
import { permit } from '../access/permit.ts'
import type { AppointmentType } from './appointment-types.ts'

export const appointmentStatuses = ['booked', 'arrived', 'no-show', 'cancelled'] as const
export type AppointmentStatus = (typeof appointmentStatuses)[number]

export const changeReasons = [
  'patient-asked',
  'clinic-asked',
  'ill',
  'not-eligible',
  'weather',
  'mistake',
  'other',
] as const
export type ChangeReason = (typeof changeReasons)[number]

/** Who takes the person home. */
export interface Escort {
  readonly name: string
  readonly phone: string
  readonly relationship: string
}

export interface Appointment {
  readonly appointmentId: AppointmentId
  readonly patientId: PatientId
  readonly type: AppointmentType
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly room: { readonly roomId: RoomId; readonly name: string } | null
  readonly memberIds: readonly MembershipId[]
  readonly status: AppointmentStatus
  readonly arrivedAt: Instant | null
  readonly escort: (Escort & { readonly namedAt: Instant }) | null
  readonly note: string
}

/** When, as somebody says it: a day and a time on the practice's own clock. */
export interface WallTime {
  readonly date: CalendarDate
  /** Minutes after midnight. */
  readonly minute: number
  readonly lengthMinutes: number
}

export interface Span {
  readonly startsAt: Instant
  readonly endsAt: Instant
}

/**
 * The moments between which an appointment lies. Its length is real time: two hours over the change of the clock are two
 * hours. A time that is not on the clock that day is refused by name instead of being moved silently.
 */
export function spanOf({ date, minute, lengthMinutes }: WallTime, zone: string): Decision<Span> {
  if (minute % 5 !== 0 || lengthMinutes % 5 !== 0) return refuse(notOnFive)
  if (!isOnTheClock(date, minute, zone)) return refuse(notOnTheClock(date, minute))
  const startsAt = momentAt(date, minute, zone)
  return accept({ startsAt, endsAt: plusMinutes(startsAt, lengthMinutes) })
}

/** A person of the staff who shall be there. */
export interface Invited {
  readonly membershipId: MembershipId
  readonly displayName: string
  readonly role: Role
  readonly active: boolean
}

export interface BookingQuestion {
  readonly actor: Actor
  readonly now: Instant
  readonly zone: string
  readonly patientId: PatientId
  readonly isDeceased: boolean
  readonly type: AppointmentType
  readonly span: Span
  readonly invited: readonly Invited[]
  readonly hasRoom: boolean
}

/** May this appointment be made? Whether somebody or something is taken already, the database says (clinic.appointment_hold). */
export function decideBooking(question: BookingQuestion): Decision<true> {
  const { actor, now, zone, patientId, type, span, invited } = question
  const permitted = permit(actor, 'appointment.book', { today: dateInZone(now, zone), patientId })
  if (!permitted.ok) return permitted
  if (question.isDeceased) return refuse(hasDied)
  const minutes = minutesBetween(span.startsAt, span.endsAt)
  if (minutes < 5 || minutes > longestMinutes) return refuse(strangeLength)
  if (dateInZone(span.startsAt, zone) < dateInZone(now, zone)) return refuse(inThePast)
  if (type.needsRoom && !question.hasRoom) return refuse(roomNeeded(type))
  const away = invited.find((one) => !one.active || one.role === 'outside-therapist')
  if (away !== undefined) return refuse(notBookable(away.displayName))
  const missing = roleMissing(type, invited)
  return missing === null ? accept(true) : refuse(personNeeded(type, missing))
}

/**
 * Who is still needed, or null. Each person fills one place; the places that fewest can fill are filled first, so that a
 * prescriber is not taken for a place a nurse could have.
 */
export function roleMissing(
  type: Pick<AppointmentType, 'staffNeeded'>,
  invited: readonly Pick<Invited, 'role'>[],
): readonly Role[] | null {
  const free = [...invited]
  for (const place of type.staffNeeded.toSorted((one, other) => one.length - other.length)) {
    const at = free.findIndex((one) => place.includes(one.role))
    if (at === -1) return place
    free.splice(at, 1)
  }
  return null
}

export interface ChangeQuestion {
  readonly actor: Actor
  readonly now: Instant
  readonly zone: string
  readonly appointment: Pick<Appointment, 'patientId' | 'status' | 'startsAt' | 'endsAt'>
}

/** Only what still stands is moved; whether the new time is free, booking asks again. */
export function decideMove(question: ChangeQuestion): Decision<true> {
  return standing(question, 'appointment.book', ['booked'])
}

export function decideCancel(question: ChangeQuestion): Decision<true> {
  return standing(question, 'appointment.book', ['booked', 'arrived'])
}

/** Nobody has missed an appointment before it began. */
export function decideNoShow(question: ChangeQuestion): Decision<true> {
  const decided = standing(question, 'appointment.book', ['booked'])
  if (!decided.ok) return decided
  return question.appointment.startsAt > question.now ? refuse(notYetBegun) : accept(true)
}

/** They are here. On the day itself; said again, it stays as it was. */
export function decideArrival(question: ChangeQuestion): Decision<true> {
  const decided = standing(question, 'appointment.check-in', ['booked', 'arrived', 'no-show'])
  if (!decided.ok) return decided
  const { now, zone, appointment } = question
  return dateInZone(appointment.startsAt, zone) === dateInZone(now, zone)
    ? accept(true)
    : refuse(notToday(appointment.startsAt, zone))
}

/** Pressed on the wrong line. */
export function decideUndoArrival(question: ChangeQuestion): Decision<true> {
  return standing(question, 'appointment.check-in', ['arrived'])
}

/** The ride home is named before and on the day; what happened at discharge is in the session's record. */
export function decideEscort(question: ChangeQuestion): Decision<true> {
  return standing(question, 'appointment.check-in', ['booked', 'arrived'])
}

function standing(
  { actor, now, zone, appointment }: ChangeQuestion,
  act: 'appointment.book' | 'appointment.check-in',
  from: readonly AppointmentStatus[],
): Decision<true> {
  const permitted = permit(actor, act, { today: dateInZone(now, zone), patientId: appointment.patientId })
  if (!permitted.ok) return permitted
  return from.includes(appointment.status) ? accept(true) : refuse(standsOtherwise(appointment.status))
}

/** Twelve hours: longer is a mistake of the form. */
const longestMinutes = 12 * 60

export const noSuchAppointment = {
  family: 'not-found',
  code: 'appointment-not-found',
  sentence: 'There is no such appointment.',
} as const

const statusWords: { readonly [S in AppointmentStatus]: string } = {
  booked: 'This appointment stands as booked.',
  arrived: 'This person is here already.',
  'no-show': 'This person did not come; book another appointment.',
  cancelled: 'This appointment was cancelled; book another one.',
}

const standsOtherwise = (status: AppointmentStatus) =>
  ({ family: 'conflict', code: `appointment-${status}`, sentence: statusWords[status] }) as const

const notOnFive = {
  family: 'invalid',
  code: 'not-on-five-minutes',
  sentence: 'Appointments begin on the five minutes: 09:00, 09:05.',
  field: 'minute',
} as const

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const notOnTheClock = (date: CalendarDate, minute: number) =>
  ({
    family: 'unprocessable',
    code: 'time-not-on-the-clock',
    sentence: `${clock(minute)} does not exist on ${formatDate(date)}: the clock is put forward that night. Choose a later time.`,
    field: 'minute',
  }) as const

const hasDied = {
  family: 'unprocessable',
  code: 'person-has-died',
  sentence: 'This person is recorded as having died.',
} as const

const strangeLength = {
  family: 'invalid',
  code: 'appointment-length',
  sentence: 'An appointment lasts from five minutes to twelve hours.',
  field: 'lengthMinutes',
} as const

const inThePast = {
  family: 'unprocessable',
  code: 'appointment-in-the-past',
  sentence: 'This day is over. Choose today or a later day.',
  field: 'date',
} as const

const notYetBegun = {
  family: 'unprocessable',
  code: 'appointment-not-begun',
  sentence: 'This appointment has not begun yet. Cancel it instead if it will not take place.',
} as const

const notToday = (startsAt: Instant, zone: string) =>
  ({
    family: 'unprocessable',
    code: 'appointment-not-today',
    sentence: `This appointment is on ${formatDate(dateInZone(startsAt, zone))} at ${timeInZone(startsAt, zone)}. People are checked in on the day.`,
  }) as const

const roomNeeded = (type: AppointmentType) =>
  ({
    family: 'unprocessable',
    code: 'room-needed',
    sentence: `${type.label} takes a room. Choose one.`,
    field: 'roomId',
  }) as const

const notBookable = (name: string) =>
  ({
    family: 'unprocessable',
    code: 'member-not-bookable',
    sentence: `${name} cannot be booked here. Choose somebody of the practice’s own staff.`,
    field: 'memberIds',
  }) as const

const personNeeded = (type: AppointmentType, roles: readonly Role[]) =>
  ({
    family: 'unprocessable',
    code: 'person-needed',
    sentence: `${type.label} needs a ${roles.map((role) => role.replace('-', ' ')).join(' or a ')}. Choose one.`,
    field: 'memberIds',
  }) as const
