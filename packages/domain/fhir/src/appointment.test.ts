import type { Appointment } from '@holdspace/clinic/scheduling/appointment'
import { firstAppointmentTypes } from '@holdspace/clinic/scheduling/appointment-types'
import { appointmentId, membershipId, roomId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import { expect, it } from 'vitest'
import { appointmentResource } from './appointment.ts'
import { drOsei, marigold, ramonId } from './testing/marigold-session.ts'
import { r4Validator } from './testing/validator.ts'

const [type] = firstAppointmentTypes.filter((one) => one.key === 'kap-im')
if (type === undefined) throw new Error('The kind is gone.')

const booked: Appointment = {
  appointmentId: appointmentId.parse('01980000-0000-7000-8000-0000000000f1'),
  patientId: ramonId,
  type,
  startsAt: instant.parse('2026-07-14T13:00:00.000Z'),
  endsAt: instant.parse('2026-07-14T16:00:00.000Z'),
  room: { roomId: roomId.parse('01980000-0000-7000-8000-0000000000f2'), name: 'Cedar' },
  memberIds: [membershipId.parse(drOsei.membershipId ?? '')],
  status: 'booked',
  arrivedAt: null,
  escort: {
    name: 'Bao Tran',
    phone: '518-555-0163',
    relationship: 'husband',
    namedAt: instant.parse('2026-07-10T13:00:00.000Z'),
  },
  note: 'Comes by wheelchair',
}
const record = {
  appointment: booked,
  bookedAt: instant.parse('2026-07-01T13:00:00.000Z'),
  members: [{ membershipId: drOsei.membershipId ?? '', name: drOsei.name }],
}

it('is valid R4, says who, where and when on the clinic’s own clock', () => {
  const resource = appointmentResource(record, marigold)
  expect(r4Validator()(resource)).toEqual([])
  expect(resource).toMatchObject({
    status: 'booked',
    start: '2026-07-14T09:00:00.000-04:00',
    participant: [
      { actor: { reference: `Patient/${ramonId}` } },
      { actor: { display: drOsei.name } },
      { actor: { display: 'Cedar' } },
    ],
  })
})

it('keeps the ride home and the desk’s note in the house', () => {
  const text = JSON.stringify(appointmentResource(record, marigold))
  expect(text).not.toMatch(/Bao|0163|wheelchair/)
})

it('tells what became of it', () => {
  const status = (status: Appointment['status']) =>
    appointmentResource({ ...record, appointment: { ...booked, status } }, marigold).status
  expect([status('arrived'), status('no-show'), status('cancelled')]).toEqual(['arrived', 'noshow', 'cancelled'])
})
