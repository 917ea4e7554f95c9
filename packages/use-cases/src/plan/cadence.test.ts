import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { demoReferrals, referralOf } from '@holdspace/fixture-clinic/demo-referrals'
import { seedSession } from '@holdspace/fixture-clinic/demo-sessions'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { helenAmes, lenaOkafor, maraQuist, samReyes, theoLind } from '@holdspace/fixture-clinic/people'
import { bookVisit, type Rooms, setUpCalendar } from '@holdspace/fixture-clinic/scheduling-fixtures'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { calendarDate, dateInZone, plusPeriod } from '@holdspace/kit/calendar-date'
import { formatDate } from '@holdspace/kit/calendar-words'
import type { PatientId } from '@holdspace/kit/ids'
import { plusMinutes } from '@holdspace/kit/instant'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDay } from '../today/read-day.ts'
import { readVisitWarnings } from './read-cadence.ts'
import { readPlan } from './read-plan.ts'

let clinic: TestHouse
let nils: PatientId
let rooms: Rooms
const zone = 'America/New_York'
const theo = () => actAs(theoLind, clinic.clock.now)
const ames = () => actAs(helenAmes, clinic.clock.now)
const today = () => dateInZone(clinic.clock.now(), zone)
const daysOn = (days: number) => calendarDate.parse(plusPeriod(today(), `P${days}D`))
const minutesInDays = (days: number) => days * 24 * 60

async function cadence() {
  const read = await readPlan(clinic.house, ames(), { patientId: nils })
  if (!read.ok) throw new Error(read.refusal.sentence)
  return read.value
}
async function warningsFor(days: number, appointmentId?: Awaited<ReturnType<typeof bookVisit>>) {
  const moved = appointmentId === undefined || appointmentId === null ? {} : { appointmentId }
  const read = await readVisitWarnings(clinic.house, theo(), { patientId: nils, date: daysOn(days), ...moved })
  if (!read.ok) throw new Error(read.refusal.sentence)
  return read.value.warnings
}
const book = (days: number) =>
  bookVisit(clinic.house, {
    patientId: nils,
    typeKey: 'kap-iv',
    startsAt: plusMinutes(clinic.clock.now(), minutesInDays(days)),
    roomId: rooms.Cedar,
    people: [maraQuist, lenaOkafor],
  })

beforeAll(async () => {
  clinic = await testHouse()
  const { house, clock } = clinic
  await approveProtocols(house, ames())
  rooms = await setUpCalendar(house)
  nils = await openChart(house, ames(), referralOf(demoReferrals['series-complete']))
  await seedSession(house, clock, {
    patientId: nils,
    room: 'Willow',
    weightGrams: 68_000,
    heightMm: 1720,
    untilMinute: 90,
    isFinished: true,
    escort: { name: 'Nils Lindqvist', phone: '518-555-0177', relationship: 'brother' },
  })
})
afterAll(() => clinic.stop())

describe('the rhythm of a course', () => {
  it('given one dose today, then the plan says when the next belongs, why, and by whose rule', async () => {
    const { cadence: stands, ribbon } = await cadence()
    expect(stands?.next).toMatchObject({ kind: 'course', number: 2, earliest: daysOn(2), standing: 'early' })
    expect(stands?.next.sentence).toContain(`${formatDate(daysOn(2))} to`)
    expect(stands?.source).toMatch(/^Plan, version 1, within .+; time between sessions: the product’s placeholder$/)
    expect(stands?.bookedOn).toBeNull()
    expect(ribbon?.marks[0]).toMatchObject({ kind: 'consultation', number: 1 })
  })

  it('given a day that is too early, then the desk is warned with the source, and may book all the same', async () => {
    const [early] = await warningsFor(1)
    expect(early).toMatchObject({ code: 'early' })
    expect(early?.sentence).toMatch(/is 1 day too early\. Session 2 of 6/)
    expect(early?.source).toMatch(/^Plan, version 1/)
    expect(await warningsFor(3)).toEqual([])
    const id = await book(1)
    expect(id).not.toBeNull()
    const { cadence: stands, ribbon } = await cadence()
    expect(stands).toMatchObject({ bookedOn: daysOn(1), warnings: [{ code: 'early' }] })
    expect(ribbon?.marks.filter((mark) => mark.isBooked)).toMatchObject([{ kind: 'dose', plannedOn: daysOn(1) }])
    expect((await warningsFor(2, id)).map((one) => one.code)).toEqual([])
  })

  it('given a third within seven days, then that is warned of with its own source', async () => {
    const week = (await warningsFor(5)).find((one) => one.code === 'week-full')
    expect(week).toEqual({
      code: 'week-full',
      sentence: '3 sessions within seven days; more than 2 are warned of.',
      source: 'sanacora (V2)',
    })
  })

  it('given the visit is today, then Today says that it does not fit', async () => {
    clinic.clock.set(plusMinutes(clinic.clock.now(), minutesInDays(1) - 60))
    const day = await readDay(clinic.house, theo())
    if (!day.ok) throw new Error(day.refusal.sentence)
    expect(day.value.rows[0]?.outOfRhythm).toMatchObject([{ code: 'early' }])
  })

  it('given somebody of another practice asks, then there is nobody', async () => {
    const sam = actAs(samReyes, clinic.clock.now)
    const asked = await readVisitWarnings(clinic.house, sam, { patientId: nils, date: daysOn(1) })
    expect(asked).toMatchObject({ ok: false, refusal: { code: 'patient-not-found' } })
  })
})
