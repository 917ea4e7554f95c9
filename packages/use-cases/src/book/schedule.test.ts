import { actAs } from '@holdspace/fixture-clinic/act-as'
import { demoReferrals, referralOf } from '@holdspace/fixture-clinic/demo-referrals'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { danaWhitfield, maraQuist, samReyes, theoLind } from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { appointmentId, type PatientId, type RoomId, roomId } from '@holdspace/kit/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bookAppointment } from './book-appointment.ts'
import { readCalendar } from './read-calendar.ts'
import { readSchedule, setUpSchedule } from './set-up-schedule.ts'
import { waitForPlace } from './wait-for-place.ts'

let clinic: TestHouse
let [marisol, ana]: PatientId[] = []
let [cedar, fern]: RoomId[] = []
const as = (person: typeof theoLind) => actAs(person, clinic.clock.now)
const set = (change: Parameters<typeof setUpSchedule>[2]) => setUpSchedule(clinic.house, as(danaWhitfield), change)

beforeAll(async () => {
  clinic = await testHouse()
  marisol = await openChart(clinic.house, as(theoLind), marisolFromValley)
  ana = await openChart(clinic.house, as(theoLind), referralOf(demoReferrals['ready-today']))
  await set({ change: 'first-types' })
  ;[cedar, fern] = [roomId.parse(clinic.house.newId()), roomId.parse(clinic.house.newId())]
  await set({ change: 'add-room', roomId: cedar as RoomId, name: 'Cedar', position: 0 })
  await set({ change: 'add-room', roomId: fern as RoomId, name: 'Fern', position: 1 })
})
afterAll(() => clinic.stop())

async function book(hour: number, fromWaitlist?: string, patientId = marisol as PatientId) {
  return bookAppointment(clinic.house, as(theoLind), {
    appointmentId: appointmentId.parse(clinic.house.newId()),
    patientId,
    typeKey: 'infusion',
    date: calendarDate.parse('2026-11-24'),
    minute: hour * 60,
    roomId: cedar as RoomId,
    memberIds: [maraQuist.membershipId],
    note: '',
    tellPatient: false,
    ...(fromWaitlist === undefined ? {} : { fromWaitlist }),
  })
}

const waiting = async () => {
  const read = await readCalendar(clinic.house, as(theoLind), { days: 1 })
  return read.ok ? read.value.waitlist.map(({ id }) => id) : []
}

describe('what the calendar is made of', () => {
  it('is changed by the administrator alone, and read whole by them', async () => {
    const change = { change: 'room', roomId: cedar as RoomId, name: 'Cedar', active: true } as const
    for (const person of [theoLind, maraQuist]) {
      expect(await setUpSchedule(clinic.house, as(person), change)).toMatchObject({
        refusal: { family: 'not-permitted' },
      })
      expect(await readSchedule(clinic.house, as(person))).toMatchObject({ refusal: { family: 'not-permitted' } })
    }
    const read = await readSchedule(clinic.house, as(danaWhitfield))
    expect(read).toMatchObject({ ok: true, value: { rooms: [{ name: 'Cedar' }, { name: 'Fern' }] } })
  })

  it('a room gets another name unless one has it; out of use, nothing is booked in it', async () => {
    const fernNow = { change: 'room', roomId: fern as RoomId, active: true } as const
    expect(await set({ ...fernNow, name: 'Cedar' })).toMatchObject({ refusal: { code: 'room-name-taken' } })
    expect(await set({ ...fernNow, name: 'Willow' })).toMatchObject({ ok: true })
    expect(await set({ change: 'room', roomId: cedar as RoomId, name: 'Cedar', active: false })).toMatchObject({
      ok: true,
    })
    expect(await book(9)).toMatchObject({ refusal: { code: 'room-not-found' } })
    expect(await set({ change: 'room', roomId: cedar as RoomId, name: 'Cedar', active: true })).toMatchObject({
      ok: true,
    })
    expect(await set({ ...fernNow, roomId: roomId.parse(clinic.house.newId()), name: 'Elm' })).toMatchObject({
      refusal: { code: 'room-not-found' },
    })
  })

  it('a kind of visit gets other words and another length; out of use, none is booked, and it stays on the list', async () => {
    const kind = { change: 'type', key: 'infusion', label: 'Infusion, long', minutes: 150, needsRoom: true } as const
    expect(await set({ ...kind, active: false })).toMatchObject({ ok: true })
    expect(await book(9)).toMatchObject({ refusal: { code: 'appointment-type-not-found' } })
    const read = await readSchedule(clinic.house, as(danaWhitfield))
    const types = read.ok ? read.value.types : []
    expect(types.find(({ key }) => key === 'infusion')).toMatchObject({
      label: 'Infusion, long',
      active: false,
      minutes: 150,
    })
    expect(await set({ ...kind, active: true })).toMatchObject({ ok: true })
  })
})

describe('the waiting list', () => {
  it('somebody who gets a place is off it with the booking; a booking that is refused leaves them on it', async () => {
    const id = clinic.house.newId()
    const add = { change: 'add', id, patientId: marisol as PatientId, typeKey: 'infusion', wishes: 'Mornings' } as const
    expect(await waitForPlace(clinic.house, as(theoLind), add)).toMatchObject({ ok: true })
    expect(await book(9, undefined, ana)).toMatchObject({ ok: true })
    expect(await book(9, id)).toMatchObject({ ok: false })
    expect(await waiting()).toEqual([id])
    // Somebody else's booking does not take her off.
    expect(await book(12, id, ana)).toMatchObject({ ok: true })
    expect(await waiting()).toEqual([id])
    expect(await book(15, id)).toMatchObject({ ok: true })
    expect(await waiting()).toEqual([])
  })

  it('another practice adds and takes off nobody', async () => {
    const id = clinic.house.newId()
    const add = { change: 'add', id, patientId: marisol as PatientId, typeKey: 'infusion', wishes: '' } as const
    expect(await waitForPlace(clinic.house, as(samReyes), add)).toMatchObject({ ok: false })
    expect(await waitForPlace(clinic.house, as(theoLind), add)).toMatchObject({ ok: true })
    expect(await waitForPlace(clinic.house, as(samReyes), { change: 'take-off', id, why: 'No' })).toMatchObject({
      ok: false,
    })
    expect(await waiting()).toEqual([id])
  })
})
