import type { Role } from '@holdspace/clinic/access/actor'
import type { Appointment } from '@holdspace/clinic/scheduling/appointment'
import { roleMissing } from '@holdspace/clinic/scheduling/appointment'
import type { MemberRow } from '@holdspace/db/account-store'
import type { AppointmentRow } from '@holdspace/db/appointment-store'

/** An appointment as calendars and lists show it. */
export interface CalendarLine
  extends Pick<Appointment, 'appointmentId' | 'patientId' | 'startsAt' | 'endsAt' | 'status' | 'arrivedAt' | 'note'> {
  readonly name: string
  readonly initials: string
  readonly mrn: string
  readonly type: Pick<Appointment['type'], 'key' | 'label' | 'stage' | 'route' | 'needsRoom'>
  readonly room: Appointment['room']
  readonly people: readonly { readonly membershipId: string; readonly name: string }[]
  readonly escort: Appointment['escort']
  /** Who is still needed, where somebody left or the kind asks for more. */
  readonly stillNeeded: readonly Role[] | null
}

export function calendarLine(row: AppointmentRow, members: readonly MemberRow[]): CalendarLine {
  const { appointmentId, patientId, startsAt, endsAt, status, arrivedAt, note, room, escort, type, person } = row
  const there = row.memberIds.flatMap((id) => members.find((member) => member.membershipId === id) ?? [])
  const { key, label, stage, route, needsRoom } = type
  return {
    appointmentId,
    patientId,
    startsAt,
    endsAt,
    status,
    arrivedAt,
    note,
    name: `${person.family}, ${person.given.join(' ')}`,
    initials: [...person.given.slice(0, 1), person.family].map((name) => `${name.slice(0, 1)}.`).join(''),
    mrn: person.mrn,
    type: { key, label, stage, route, needsRoom },
    room,
    people: there.map((member) => ({ membershipId: member.membershipId, name: member.displayName })),
    escort,
    stillNeeded: roleMissing(
      type,
      there.filter((member) => member.active),
    ),
  }
}
