import type { Appointment as Booked } from '@holdspace/clinic/scheduling/appointment'
import { zonedDateTime } from '@holdspace/kit/calendar-date'
import type { Instant } from '@holdspace/kit/instant'
import { locationRef, type PracticeRefs, patientRef, practitionerRef } from './refs.ts'
import type { Served } from './resource-types.ts'
import { labels } from './security-labels.ts'

export interface AppointmentRecord {
  readonly appointment: Booked
  readonly bookedAt: Instant
  readonly members: readonly { readonly membershipId: string; readonly name: string }[]
}

const statuses = { booked: 'booked', arrived: 'arrived', 'no-show': 'noshow', cancelled: 'cancelled' } as const

/**
 * When somebody comes, to whom and where. The desk's note, the ride home and the reasons of a change stay here: they are
 * nobody else's. Its kind tells what is treated, so it is labelled like the treatment itself.
 */
export function appointmentResource(record: AppointmentRecord, refs: PracticeRefs): Served<'Appointment'> {
  const { appointment, bookedAt, members } = record
  const { appointmentId, patientId, type, startsAt, endsAt, room, status } = appointment
  const participation = status === 'cancelled' ? 'declined' : 'accepted'
  return {
    resourceType: 'Appointment',
    id: appointmentId,
    meta: { security: labels(['PSY']) },
    status: statuses[status],
    serviceType: [{ text: type.label }],
    start: zonedDateTime(startsAt, refs.zone),
    end: zonedDateTime(endsAt, refs.zone),
    created: zonedDateTime(bookedAt, refs.zone),
    participant: [
      { actor: patientRef(patientId), required: 'required', status: participation },
      ...members.map((member) => ({ actor: practitionerRef(member), status: participation }) as const),
      ...(room === null ? [] : [{ actor: locationRef(refs, room.name), status: participation } as const]),
    ],
  }
}
