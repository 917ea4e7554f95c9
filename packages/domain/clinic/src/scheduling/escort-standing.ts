import { dateInZone } from '@holdspace/kit/calendar-date'
import type { Instant } from '@holdspace/kit/instant'
import { met, missing, type Standing } from '../gates/standing.ts'
import type { Appointment } from './appointment.ts'

/**
 * Whether somebody is named to take the person home, for the medicine session of that day (M08). An escort is a name and
 * a telephone number recorded before; that they came is confirmed in the room at discharge. Without an appointment
 * nobody was named anywhere.
 */
export function escortStanding(
  appointments: readonly Pick<Appointment, 'appointmentId' | 'type' | 'status' | 'startsAt' | 'escort'>[],
  at: Instant,
  zone: string,
): Standing {
  const today = dateInZone(at, zone)
  const ofToday = appointments
    .filter((one) => one.status === 'booked' || one.status === 'arrived')
    .filter((one) => one.type.stage === 'medicine' && dateInZone(one.startsAt, zone) === today)
  const named = ofToday.find((one) => one.escort !== null)
  if (named?.escort != null) {
    const { name, relationship, phone, namedAt } = named.escort
    const who = relationship === '' ? name : `${name} (${relationship})`
    return met(`${who}, ${phone}, takes them home.`, { type: 'appointment', id: named.appointmentId, at: namedAt })
  }
  return ofToday.length === 0
    ? missing('No session is in the calendar today, so nobody is named for the ride home.')
    : missing('Nobody is named for the ride home.')
}
