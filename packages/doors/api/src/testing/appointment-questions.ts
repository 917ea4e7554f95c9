import { type FixturePerson, maraQuist, theoLind } from '@holdspace/fixture-clinic/people'
import { bookVisit, setUpCalendar } from '@holdspace/fixture-clinic/scheduling-fixtures'
import type { TestHouse } from '@holdspace/fixture-clinic/test-house'
import type { PatientId } from '@holdspace/kit/ids'
import { plusMinutes } from '@holdspace/kit/instant'

export interface AppointmentsThere {
  readonly appointmentId: string
  readonly toEndId: string
}

/** One appointment that is moved, checked in and given an escort, and one that is cancelled. */
export async function seedAppointmentsThere(
  { house, clock }: TestHouse,
  patientId: PatientId,
): Promise<AppointmentsThere> {
  await setUpCalendar(house)
  const visit = { patientId, typeKey: 'follow-up', roomId: null, people: [maraQuist] }
  const appointmentId = await bookVisit(house, { ...visit, startsAt: plusMinutes(clock.now(), 60) })
  const toEndId = await bookVisit(house, { ...visit, startsAt: plusMinutes(clock.now(), 24 * 60) })
  if (appointmentId === null || toEndId === null) throw new Error('the appointments could not be made')
  return { appointmentId, toEndId }
}

interface Asked {
  readonly who: FixturePerson
  readonly input?: () => unknown
}

/** Every procedure of the calendar that reaches somebody's record, in an order in which each can be asked. */
export function appointmentQuestions(
  clinic: () => TestHouse,
  there: () => AppointmentsThere & { readonly patientId: string },
): Readonly<Record<string, Asked>> {
  const time = (minute: number) => ({ date: '2026-11-21', minute, roomId: null, memberIds: [maraQuist.membershipId] })
  return {
    'appointment.calendar': { who: theoLind, input: () => ({ days: 1 }) },
    'appointment.day': { who: theoLind },
    'appointment.ofPatient': { who: theoLind, input: () => ({ patientId: there().patientId }) },
    'appointment.warnings': {
      who: theoLind,
      input: () => ({ patientId: there().patientId, date: '2026-11-24' }),
    },
    'appointment.book': {
      who: theoLind,
      input: () => ({
        appointmentId: clinic().house.newId(),
        patientId: there().patientId,
        typeKey: 'follow-up',
        ...time(15 * 60),
        note: '',
        tellPatient: false,
      }),
    },
    'appointment.move': {
      who: theoLind,
      input: () => ({
        appointmentId: there().appointmentId,
        ...time(16 * 60),
        reason: 'patient-asked',
        words: '',
        tellPatient: false,
      }),
    },
    'appointment.nameEscort': {
      who: theoLind,
      input: () => ({
        appointmentId: there().appointmentId,
        name: 'Bao Tran',
        phone: '518-555-0163',
        relationship: '',
      }),
    },
    'appointment.checkIn': {
      who: theoLind,
      input: () => ({ appointmentId: there().appointmentId, what: 'arrived' }),
    },
    'appointment.end': {
      who: theoLind,
      input: () => ({
        how: 'cancelled',
        appointmentId: there().toEndId,
        reason: 'ill',
        words: '',
        tellPatient: false,
      }),
    },
    'appointment.chooseReminders': {
      who: theoLind,
      input: () => ({ id: clinic().house.newId(), patientId: there().patientId, wants: false }),
    },
    'appointment.waitForPlace': {
      who: theoLind,
      input: () => ({
        change: 'add',
        id: clinic().house.newId(),
        patientId: there().patientId,
        typeKey: 'follow-up',
        wishes: '',
      }),
    },
  }
}
