import { calendarDate } from '@holdspace/kit/calendar-date'
import { appointmentId, membershipId, patientId, practiceId } from '@holdspace/kit/ids'
import { instant, plusMinutes } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import type { Role } from '../access/actor.ts'
import {
  type Appointment,
  type AppointmentStatus,
  appointmentStatuses,
  decideArrival,
  decideBooking,
  decideCancel,
  decideMove,
  decideNoShow,
  decideUndoArrival,
  roleMissing,
  spanOf,
} from './appointment.ts'
import { type AppointmentType, firstAppointmentTypes } from './appointment-types.ts'
import { escortStanding } from './escort-standing.ts'

const zone = 'America/New_York'
const now = instant.parse('2026-11-21T14:00:00.000Z')
const ana = patientId.parse('018f0000-0000-7000-8000-000000000d01')
const desk = {
  kind: 'system',
  practiceId: practiceId.parse('018f0000-0000-7000-8000-000000000001'),
  reason: 'a test',
} as const

function kind(key: string): AppointmentType {
  const found = firstAppointmentTypes.find((one) => one.key === key)
  if (found === undefined) throw new Error(`${key} is gone.`)
  return found
}

const invited = (...roles: Role[]) =>
  roles.map((role, at) => ({
    membershipId: membershipId.parse(`018f0000-0000-7000-8000-000000000b0${at}`),
    displayName: `A ${role}`,
    role,
    active: true,
  }))

const booking = {
  actor: desk,
  now,
  zone,
  patientId: ana,
  isDeceased: false,
  type: kind('kap-im'),
  span: { startsAt: plusMinutes(now, 60), endsAt: plusMinutes(now, 240) },
  invited: invited('nurse', 'therapist'),
  hasRoom: true,
}

describe('the time of an appointment', () => {
  it('is three hours of real time over the night the clock is put forward, and back', () => {
    const forward = spanOf({ date: calendarDate.parse('2026-03-08'), minute: 60, lengthMinutes: 180 }, zone)
    expect(forward).toMatchObject({
      value: { startsAt: '2026-03-08T06:00:00.000Z', endsAt: '2026-03-08T09:00:00.000Z' },
    })
    const back = spanOf({ date: calendarDate.parse('2026-11-01'), minute: 9 * 60, lengthMinutes: 180 }, zone)
    expect(back).toMatchObject({ value: { startsAt: '2026-11-01T14:00:00.000Z', endsAt: '2026-11-01T17:00:00.000Z' } })
  })

  it('is the same wall-clock hour before and after the clock changes', () => {
    const at = (date: string) => spanOf({ date: calendarDate.parse(date), minute: 9 * 60, lengthMinutes: 60 }, zone)
    expect(at('2026-10-31')).toMatchObject({ value: { startsAt: '2026-10-31T13:00:00.000Z' } })
    expect(at('2026-11-01')).toMatchObject({ value: { startsAt: '2026-11-01T14:00:00.000Z' } })
  })

  it('given 02:30 in the night it is skipped, then it is refused by that time and that day', () => {
    const skipped = spanOf({ date: calendarDate.parse('2026-03-08'), minute: 150, lengthMinutes: 60 }, zone)
    expect(skipped).toMatchObject({
      ok: false,
      refusal: {
        code: 'time-not-on-the-clock',
        sentence: expect.stringContaining('02:30 does not exist on 08-Mar-2026'),
      },
    })
  })

  it('begins on the five minutes', () => {
    const odd = spanOf({ date: calendarDate.parse('2026-11-23'), minute: 541, lengthMinutes: 60 }, zone)
    expect(odd).toMatchObject({ ok: false, refusal: { code: 'not-on-five-minutes' } })
  })
})

describe('who is needed', () => {
  it.each<[string, Role[], readonly Role[] | null]>([
    ['kap-im', ['nurse', 'therapist'], null],
    ['kap-im', ['prescriber', 'therapist'], null],
    ['kap-im', ['nurse'], ['therapist']],
    ['kap-im', ['therapist', 'therapist'], ['prescriber', 'nurse']],
    ['infusion', ['nurse'], null],
    ['infusion', ['therapist'], ['prescriber', 'nurse']],
    ['consultation', ['nurse'], ['prescriber']],
    ['integration', ['therapist'], null],
  ])('%s with %j needs %j', (key, roles, missing) => {
    expect(roleMissing(kind(key), invited(...roles))).toEqual(missing)
  })

  it('given one person for two places, then the second place is still free', () => {
    const two = { staffNeeded: [['prescriber', 'nurse'], ['prescriber']] as const }
    expect(roleMissing(two, invited('prescriber'))).toEqual(['prescriber', 'nurse'])
    expect(roleMissing(two, invited('prescriber', 'nurse'))).toBeNull()
  })

  it('no therapist on the infusion track, and one in every KAP session (RULINGS 4)', () => {
    const needs = (key: string) => kind(key).staffNeeded.some((place) => place.includes('therapist'))
    expect([needs('infusion'), needs('nasal'), needs('kap-im'), needs('kap-iv')]).toEqual([false, false, true, true])
  })
})

describe('booking', () => {
  it('is made when everything is there', () => {
    expect(decideBooking(booking)).toEqual({ ok: true, value: true })
  })

  it.each<[string, Partial<Parameters<typeof decideBooking>[0]>]>([
    ['room-needed', { hasRoom: false }],
    ['person-needed', { invited: invited('nurse') }],
    ['member-not-bookable', { invited: [...invited('nurse', 'therapist'), ...invited('outside-therapist')] }],
    ['member-not-bookable', { invited: invited('nurse', 'therapist').map((one) => ({ ...one, active: false })) }],
    ['person-has-died', { isDeceased: true }],
    ['appointment-length', { span: { startsAt: now, endsAt: plusMinutes(now, 13 * 60) } }],
    ['appointment-in-the-past', { span: { startsAt: plusMinutes(now, -1440), endsAt: plusMinutes(now, -1380) } }],
  ])('is refused as %s', (code, has) => {
    expect(decideBooking({ ...booking, ...has })).toMatchObject({ ok: false, refusal: { code } })
  })
})

describe('what becomes of an appointment', () => {
  const change = (status: AppointmentStatus, startsAt = now) => ({
    actor: desk,
    now,
    zone,
    appointment: { patientId: ana, status, startsAt, endsAt: plusMinutes(startsAt, 60) },
  })
  const from = (decide: (question: ReturnType<typeof change>) => { readonly ok: boolean }) =>
    appointmentStatuses.filter((status) => decide(change(status)).ok)

  it('each change only from where it makes sense', () => {
    expect(from(decideMove)).toEqual(['booked'])
    expect(from(decideCancel)).toEqual(['booked', 'arrived'])
    expect(from(decideNoShow)).toEqual(['booked'])
    expect(from(decideArrival)).toEqual(['booked', 'arrived', 'no-show'])
    expect(from(decideUndoArrival)).toEqual(['arrived'])
  })

  it('nobody is a no-show before the appointment began, and nobody arrives on another day', () => {
    expect(decideNoShow(change('booked', plusMinutes(now, 5)))).toMatchObject({
      ok: false,
      refusal: { code: 'appointment-not-begun' },
    })
    expect(decideArrival(change('booked', plusMinutes(now, 1440)))).toMatchObject({
      ok: false,
      refusal: { code: 'appointment-not-today' },
    })
    // 23:30 in New York is the next day in UTC and still today there.
    expect(decideArrival(change('booked', instant.parse('2026-11-22T04:30:00.000Z'))).ok).toBe(true)
  })
})

describe('the ride home (M08)', () => {
  const session = (has: Partial<Appointment> = {}) => ({
    appointmentId: appointmentId.parse('018f0000-0000-7000-8000-00000000f101'),
    type: kind('infusion'),
    status: 'booked' as const,
    startsAt: plusMinutes(now, 60),
    escort: null,
    ...has,
  })
  const bao = { name: 'Bao Tran', phone: '518-555-0163', relationship: 'husband', namedAt: now }

  it('is met by a name and a number for the session of that day', () => {
    expect(escortStanding([session({ escort: bao })], now, zone)).toMatchObject({
      state: 'met',
      because: 'Bao Tran (husband), 518-555-0163, takes them home.',
      evidence: { type: 'appointment' },
    })
  })

  it('is missing without one, and one named for another day, another kind or a cancelled session does not count', () => {
    expect(escortStanding([session()], now, zone)).toMatchObject({ state: 'missing' })
    for (const other of [
      session({ escort: bao, startsAt: plusMinutes(now, 2 * 1440) }),
      session({ escort: bao, status: 'cancelled' }),
      session({ escort: bao, type: kind('integration') }),
    ]) {
      expect(escortStanding([other], now, zone)).toMatchObject({ state: 'missing' })
    }
  })
})
