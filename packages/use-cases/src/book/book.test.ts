import { inPractice } from '@holdspace/db/database'
import { listMails } from '@holdspace/db/mail-store'
import { asOwner } from '@holdspace/db/testing'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { demoReferrals, referralOf } from '@holdspace/fixture-clinic/demo-referrals'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import {
  danaWhitfield,
  type FixturePerson,
  helenAmes,
  lenaOkafor,
  maraQuist,
  marigoldHouse,
  priyaRaman,
  rosaVance,
  samReyes,
  theoLind,
} from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { appointmentId, type MembershipId, type PatientId, type RoomId, roomId } from '@holdspace/kit/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bookAppointment } from './book-appointment.ts'
import { checkIn } from './check-in.ts'
import { endAppointment } from './end-appointment.ts'
import { moveAppointment } from './move-appointment.ts'
import { nameEscort } from './name-escort.ts'
import { readCalendar } from './read-calendar.ts'
import { readEscortStanding } from './read-escort-standing.ts'
import { readPatientAppointments } from './read-patient-appointments.ts'
import { setUpSchedule } from './set-up-schedule.ts'
import { waitForPlace } from './wait-for-place.ts'

let clinic: TestHouse
let [marisol, tomas]: PatientId[] = []
let [cedar, willow]: RoomId[] = []
const { practiceId, zone } = marigoldHouse
const as = (person: FixturePerson) => actAs(person, clinic.clock.now)
const nine = 9 * 60

beforeAll(async () => {
  clinic = await testHouse()
  marisol = await openChart(clinic.house, as(theoLind), marisolFromValley)
  tomas = await openChart(clinic.house, as(theoLind), referralOf(demoReferrals['ready-today']))
  await setUpSchedule(clinic.house, as(danaWhitfield), { change: 'first-types' })
  const rooms = ['Cedar', 'Willow'].map((name, position) => ({
    name,
    position,
    id: roomId.parse(clinic.house.newId()),
  }))
  for (const { id, ...room } of rooms)
    await setUpSchedule(clinic.house, as(danaWhitfield), { change: 'add-room', roomId: id, ...room })
  ;[cedar, willow] = rooms.map((room) => room.id)
})
afterAll(() => clinic.stop())

interface Wanted {
  readonly patientId?: PatientId | undefined
  readonly typeKey?: string
  readonly date?: string
  readonly minute?: number
  readonly roomId?: RoomId | null | undefined
  readonly memberIds?: readonly MembershipId[]
  readonly tellPatient?: boolean
}

/** An infusion on Monday at nine in Cedar with Mara, unless told otherwise. */
async function book(wanted: Wanted, person = theoLind) {
  const id = appointmentId.parse(clinic.house.newId())
  const booked = await bookAppointment(clinic.house, as(person), {
    appointmentId: id,
    patientId: wanted.patientId ?? (marisol as PatientId),
    typeKey: wanted.typeKey ?? 'infusion',
    date: calendarDate.parse(wanted.date ?? '2026-11-23'),
    minute: wanted.minute ?? nine,
    roomId: wanted.roomId === undefined ? (cedar as RoomId) : wanted.roomId,
    memberIds: [...(wanted.memberIds ?? [maraQuist.membershipId])],
    note: '',
    tellPatient: wanted.tellPatient ?? false,
  })
  return { id, booked }
}

const day = async (date: string, person = theoLind) => {
  const read = await readCalendar(clinic.house, as(person), { from: calendarDate.parse(date), days: 1 })
  return read.ok ? read.value.lines : []
}

describe('double booking', () => {
  it('of a room, of a person of the staff and of the patient is refused and named; beside each other it is not', async () => {
    expect((await book({})).booked.ok).toBe(true)
    const other = { patientId: tomas }
    expect((await book({ ...other, minute: nine + 60, memberIds: [helenAmes.membershipId] })).booked).toMatchObject({
      ok: false,
      refusal: {
        code: 'room-taken',
        sentence: expect.stringMatching(/^Cedar is taken 09:00–11:00 \(Infusion, M\.Y\.\)/),
      },
    })
    expect((await book({ ...other, minute: nine + 60, roomId: willow })).booked).toMatchObject({
      ok: false,
      refusal: { code: 'person-taken', sentence: expect.stringMatching(/^Mara Quist RN is taken 09:00–11:00/) },
    })
    const sameTime = { typeKey: 'integration', roomId: null, memberIds: [lenaOkafor.membershipId], minute: nine + 30 }
    expect((await book(sameTime)).booked).toMatchObject({
      ok: false,
      refusal: { code: 'patient-taken', sentence: expect.stringMatching(/another appointment then: Infusion/) },
    })
    expect((await book({ ...other, minute: nine + 120 })).booked.ok).toBe(true)
    expect((await day('2026-11-23')).map((line) => line.initials)).toHaveLength(2)
  })

  it('is refused by the database itself: of ten at once for one room exactly one is made', async () => {
    const tries = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        book({ date: '2026-11-24', minute: nine + at * 5, patientId: at % 2 === 0 ? marisol : tomas }),
      ),
    )
    expect(tries.filter(({ booked }) => booked.ok)).toHaveLength(1)
    for (const { booked } of tries.filter((one) => !one.booked.ok)) {
      expect(booked).toMatchObject({ ok: false, refusal: { family: 'conflict' } })
    }
    expect(await day('2026-11-24')).toHaveLength(1)
    // Past every decision of the code: a second hold of the same room at the same time, for another appointment.
    const other = await book({ date: '2026-11-24', minute: nine + 360, roomId: willow })
    const forced = asOwner(clinic.ownerUrl, async (owner) => {
      await owner.query(`select set_config('app.practice', $1, false)`, [practiceId])
      await owner.query(
        `insert into clinic.appointment_hold (practice_id, appointment_id, resource_kind, resource_id, during)
         select practice_id, $1, resource_kind, resource_id, during from clinic.appointment_hold
         where resource_id = $2 limit 1`,
        [other.id, cedar],
      )
    })
    await expect(forced).rejects.toThrow(/held_once/)
  })

  it('sent twice under one id is one appointment', async () => {
    const id = appointmentId.parse(clinic.house.newId())
    const wanted = {
      appointmentId: id,
      patientId: marisol as PatientId,
      typeKey: 'follow-up',
      date: calendarDate.parse('2026-11-25'),
      minute: nine,
      roomId: null,
      memberIds: [maraQuist.membershipId],
      note: '',
      tellPatient: true,
    }
    expect((await bookAppointment(clinic.house, as(theoLind), wanted)).ok).toBe(true)
    expect((await bookAppointment(clinic.house, as(theoLind), wanted)).ok).toBe(true)
    expect(await day('2026-11-25')).toHaveLength(1)
    const mails = await inPractice(clinic.house.db, practiceId, (tx) => listMails(tx, practiceId, { limit: 10 }))
    expect(mails.length).toBeLessThanOrEqual(1)
    for (const mail of mails) expect(mail.body).toMatch(/25-Nov-2026 at 09:00/)
  })
})

describe('changing an appointment', () => {
  it('moved, it leaves its old time free; to a time that is taken, it stays where it was', async () => {
    const { id } = await book({ date: '2026-11-26' })
    await book({ date: '2026-11-26', minute: nine + 180, patientId: tomas })
    const move = (minute: number) =>
      moveAppointment(clinic.house, as(theoLind), {
        appointmentId: id,
        date: calendarDate.parse('2026-11-26'),
        minute,
        roomId: cedar as RoomId,
        memberIds: [maraQuist.membershipId],
        reason: 'patient-asked',
        words: '',
        tellPatient: false,
      })
    expect(await move(nine + 120)).toMatchObject({ ok: false, refusal: { code: 'room-taken' } })
    expect((await day('2026-11-26')).find((line) => line.appointmentId === id)?.startsAt).toBe(
      '2026-11-26T14:00:00.000Z',
    )
    expect((await move(nine + 30)).ok).toBe(true)
    expect((await book({ date: '2026-11-26', minute: nine - 90, patientId: tomas })).booked.ok).toBe(true)
  })

  it('cancelled with a reason, its time is free, and it stays in the calendar as cancelled', async () => {
    const { id } = await book({ date: '2026-11-27' })
    const cancel = { how: 'cancelled', appointmentId: id, reason: 'ill', words: 'A cold', tellPatient: false } as const
    expect((await endAppointment(clinic.house, as(theoLind), cancel)).ok).toBe(true)
    expect(await endAppointment(clinic.house, as(theoLind), cancel)).toMatchObject({
      ok: false,
      refusal: { code: 'appointment-cancelled' },
    })
    expect((await book({ date: '2026-11-27', patientId: tomas })).booked.ok).toBe(true)
    expect((await day('2026-11-27')).map((line) => line.status).toSorted()).toEqual(['booked', 'cancelled'])
  })

  it('checked in on the day, once, and taken back when it was the wrong line', async () => {
    const { id, booked } = await book({ date: '2026-11-21', minute: 12 * 60 })
    expect(booked.ok).toBe(true)
    const arrive = (what: 'arrived' | 'undo') => checkIn(clinic.house, as(theoLind), { appointmentId: id, what })
    const first = await arrive('arrived')
    clinic.clock.advance(60_000)
    expect(await arrive('arrived')).toEqual(first)
    expect(await arrive('undo')).toEqual({ ok: true, value: { arrivedAt: null } })
    const noShow = { how: 'no-show', appointmentId: id, words: '' } as const
    expect(await endAppointment(clinic.house, as(theoLind), noShow)).toMatchObject({
      ok: false,
      refusal: { code: 'appointment-not-begun' },
    })
    const tomorrow = await book({ date: '2026-11-22', minute: 12 * 60 })
    expect(await checkIn(clinic.house, as(theoLind), { appointmentId: tomorrow.id, what: 'arrived' })).toMatchObject({
      ok: false,
      refusal: { code: 'appointment-not-today' },
    })
  })

  it('has its ride home named before the day, which the gate then reads (M08)', async () => {
    const today = await book({ date: '2026-11-21', minute: 16 * 60, patientId: tomas })
    const standing = () =>
      inPractice(clinic.house.db, practiceId, (tx) =>
        readEscortStanding(tx, { practiceId, zone, at: clinic.clock.now() }, tomas as PatientId),
      )
    expect(await standing()).toMatchObject({ state: 'missing' })
    const bao = { appointmentId: today.id, name: 'Bao Tran', phone: '518-555-0163', relationship: 'husband' }
    expect((await nameEscort(clinic.house, as(theoLind), bao)).ok).toBe(true)
    expect(await standing()).toMatchObject({ state: 'met', evidence: { id: today.id } })
  })

  it('in FHIR says what became of it', async () => {
    const { id } = await book({ date: '2026-12-01' })
    await endAppointment(clinic.house, as(theoLind), {
      how: 'cancelled',
      appointmentId: id,
      reason: 'weather',
      words: 'Snow',
      tellPatient: false,
    })
    const kept = await asOwner(clinic.ownerUrl, async (owner) => {
      await owner.query(`select set_config('app.practice', $1, false)`, [practiceId])
      return owner.query(`select text from clinic.fhir_resource where type = 'Appointment' and id = $1`, [id])
    })
    expect(JSON.parse(kept.rows[0].text)).toMatchObject({ status: 'cancelled', start: '2026-12-01T09:00:00.000-05:00' })
    expect(kept.rows[0].text).not.toContain('Snow')
  })
})

describe('who sees and makes appointments', () => {
  it('another practice sees and changes nothing; billing may not look; a guest sees only their own (S05)', async () => {
    const { id } = await book({ date: '2026-12-02' })
    expect(await day('2026-12-02', samReyes)).toEqual([])
    expect(await day('2026-12-02', rosaVance)).toEqual([])
    expect(await readCalendar(clinic.house, as(priyaRaman), { days: 1 })).toMatchObject({ ok: false })
    const elsewhere = { how: 'no-show', appointmentId: id, words: '' } as const
    expect(await endAppointment(clinic.house, as(samReyes), elsewhere)).toMatchObject({
      ok: false,
      refusal: { family: 'not-found' },
    })
    const stranger = await readPatientAppointments(clinic.house, as(samReyes), { patientId: marisol as PatientId })
    expect(stranger).toMatchObject({ ok: false, refusal: { family: 'not-found' } })
    expect((await book({ date: '2026-12-02' }, rosaVance)).booked).toMatchObject({ ok: false })
  })

  it('a chart lists when somebody comes, and the waiting list who would come sooner', async () => {
    const own = await readPatientAppointments(clinic.house, as(maraQuist), { patientId: marisol as PatientId })
    expect(own.ok ? own.value.lines.length : 0).toBeGreaterThan(0)
    const entry = {
      change: 'add',
      id: clinic.house.newId(),
      patientId: tomas as PatientId,
      typeKey: 'infusion',
    } as const
    expect((await waitForPlace(clinic.house, as(theoLind), { ...entry, wishes: 'Mornings' })).ok).toBe(true)
    const waiting = async () => {
      const read = await readCalendar(clinic.house, as(theoLind), { days: 1 })
      return read.ok ? read.value.waitlist.map((one) => one.wishes) : []
    }
    expect(await waiting()).toEqual(['Mornings'])
    const off = { change: 'take-off', id: entry.id, why: 'Booked for Monday' } as const
    expect((await waitForPlace(clinic.house, as(theoLind), off)).ok).toBe(true)
    expect(await waiting()).toEqual([])
  })
})
