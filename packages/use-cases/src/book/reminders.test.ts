import { inPractice } from '@holdspace/db/database'
import { listMails } from '@holdspace/db/mail-store'
import { tasksOfPatient } from '@holdspace/db/task-store'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { answerPacket, sendPacket } from '@holdspace/fixture-clinic/intake-fixtures'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import {
  danaWhitfield,
  helenAmes,
  juniperRow,
  marigoldHouse,
  samReyes,
  theoLind,
} from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { dateInZone, plusPeriod } from '@holdspace/kit/calendar-date'
import { appointmentId, type PatientId } from '@holdspace/kit/ids'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { revokePacket } from '../intake/change-packet.ts'
import { remindPackets } from '../intake/remind-packets.ts'
import { bookAppointment } from './book-appointment.ts'
import { chooseReminders } from './choose-reminders.ts'
import { remindVisits } from './remind-visits.ts'
import { setUpSchedule } from './set-up-schedule.ts'

let clinic: TestHouse
let marisol: PatientId
const { practiceId, zone } = marigoldHouse
const as = (person: typeof helenAmes) => actAs(person, clinic.clock.now)
const worker = { kind: 'system', practiceId, reason: 'remind' } as const
const hourMs = 3_600_000
const mails = async (template: string) => {
  const all = await inPractice(clinic.house.db, practiceId, (tx) => listMails(tx, practiceId, { limit: 50 }))
  return all.filter((one) => one.template === template)
}
const stuck = async () => {
  const tasks = await inPractice(clinic.house.db, practiceId, (tx) => tasksOfPatient(tx, practiceId, marisol, 50))
  return tasks.filter((one) => one.kind === 'packet-stuck').map((one) => one.status)
}

beforeAll(async () => {
  clinic = await testHouse()
  marisol = await openChart(clinic.house, as(theoLind), marisolFromValley)
  await setUpSchedule(clinic.house, as(danaWhitfield), { change: 'first-types' })
})
afterAll(() => clinic.stop())

async function book(days: number) {
  const date = plusPeriod(dateInZone(clinic.clock.now(), zone), `P${days}D`)
  const booked = await bookAppointment(clinic.house, as(theoLind), {
    appointmentId: appointmentId.parse(clinic.house.newId()),
    patientId: marisol,
    typeKey: 'consultation',
    date,
    minute: 9 * 60,
    roomId: null,
    memberIds: [helenAmes.membershipId],
    note: '',
    tellPatient: false,
  })
  if (!booked.ok) throw new Error(booked.refusal.sentence)
}

test('given forms that are not finished, then one message after three days, one task after seven, and neither names a treatment (RULINGS 15)', async () => {
  const { link } = await sendPacket(clinic.house, as(theoLind), marisol, [{ kind: 'identity' }, { kind: 'medicines' }])
  expect(await remindPackets(clinic.house, worker)).toEqual({ messages: 0, opened: 0, closed: 0 })
  clinic.clock.advance(73 * hourMs)
  expect(await remindPackets(clinic.house, worker)).toEqual({ messages: 1, opened: 0, closed: 0 })
  expect(await remindPackets(clinic.house, worker)).toEqual({ messages: 0, opened: 0, closed: 0 })
  const [message] = await mails('forms-reminder')
  expect(message?.subject).toBe('Your forms for Marigold House')
  expect(`${message?.subject} ${message?.body}`).not.toMatch(/ketamine|treatment|medicine|depress|screening/i)
  clinic.clock.advance(4 * 24 * hourMs)
  expect(await remindPackets(clinic.house, worker)).toEqual({ messages: 0, opened: 1, closed: 0 })
  expect(await remindPackets(clinic.house, worker)).toEqual({ messages: 0, opened: 0, closed: 0 })
  expect(await stuck()).toEqual(['open'])
  // The forms come back: nobody has to telephone any more.
  const again = /https?:\S+\/p\/\S+/.exec(message?.body ?? '')?.[0] ?? link
  clinic.clock.advance(-4 * 24 * hourMs)
  await answerPacket(clinic.house, again)
  clinic.clock.advance(4 * 24 * hourMs)
  expect(await remindPackets(clinic.house, worker)).toMatchObject({ closed: 1 })
  expect(await stuck()).toEqual(['done'])
})

test('given a visit in two days, then one message with day and time and nothing of what it is for; moved, it would be told anew', async () => {
  await book(4)
  expect(await remindVisits(clinic.house, worker)).toBe(0)
  clinic.clock.advance(60 * hourMs)
  expect(await remindVisits(clinic.house, worker)).toBe(1)
  expect(await remindVisits(clinic.house, worker)).toBe(0)
  const [message] = await mails('visit-reminder')
  expect(message?.body).toContain('09:00')
  expect(`${message?.subject} ${message?.body}`).not.toMatch(/ketamine|consultation|infusion|injection|treatment/i)
})

test('given somebody who wants no reminders, then none go out until they want them again; the desk still telephones about forms', async () => {
  const choose = (wants: boolean) =>
    chooseReminders(clinic.house, as(theoLind), { id: clinic.house.newId(), patientId: marisol, wants })
  expect(await choose(false)).toMatchObject({ ok: true })
  await book(5)
  const sent = await sendPacket(clinic.house, as(theoLind), marisol, [{ kind: 'identity' }, { kind: 'history' }])
  clinic.clock.advance(8 * 24 * hourMs)
  expect(await remindPackets(clinic.house, worker)).toMatchObject({ messages: 0, opened: 1 })
  await book(4)
  clinic.clock.advance(60 * hourMs)
  expect(await remindVisits(clinic.house, worker)).toBe(0)
  expect(await choose(true)).toMatchObject({ ok: true })
  expect(await remindVisits(clinic.house, worker)).toBe(1)
  expect(await revokePacket(clinic.house, as(theoLind), { packetId: sent.packetId })).toMatchObject({ ok: true })
  expect(await remindPackets(clinic.house, worker)).toMatchObject({ messages: 0, closed: 1 })
})

test('given another practice, then it chooses nothing for her and reminds nobody of hers', async () => {
  const choice = { id: clinic.house.newId(), patientId: marisol, wants: false }
  expect(await chooseReminders(clinic.house, as(samReyes), choice)).toMatchObject({ refusal: { family: 'not-found' } })
  const elsewhere = { ...worker, practiceId: juniperRow.practiceId }
  expect(await remindPackets(clinic.house, elsewhere)).toEqual({ messages: 0, opened: 0, closed: 0 })
  expect(await remindVisits(clinic.house, elsewhere)).toBe(0)
})
