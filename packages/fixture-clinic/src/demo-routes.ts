import type { PatientId, SessionId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { House } from '@holdspace/use-cases/house'
import { actAs } from './act-as.ts'
import { chargeSession } from './billing-fixtures.ts'
import type { StillClock } from './clock.ts'
import { otherRoutes, referralOf } from './demo-referrals.ts'
import { finish, minutesBefore } from './demo-sessions.ts'
import { openChart } from './open-chart.ts'
import { helenAmes, lenaOkafor, maraQuist, theoLind } from './people.ts'
import { openRoom, order, roomDevice, unitOrderForm } from './session-room.ts'

/** A quiet session by another route than the vein: what is ordered, when it is given, what is read beside it. */
interface RouteStory {
  readonly person: keyof typeof otherRoutes
  readonly daysAgo: number
  readonly protocolId: string
  readonly room: string
  readonly milligrams: number
  readonly escort: { readonly name: string; readonly phone: string; readonly relationship: string }
  /** Minutes after the first dose at which pressure and the two scales are read; the last one is when they go. */
  readonly readings: readonly (readonly [minute: number, systolic: number, sedation: number, dissociation: number])[]
  readonly isWithTherapist: boolean
}

type Device = ReturnType<typeof roomDevice>

const day = 24 * 60

/**
 * Two more people beside the thirteen stories, each with one signed session: tablets held under the tongue, charged, and
 * a nasal spray with its data sheet, whose charges wait. Long enough ago that no measure of theirs is still asked for.
 */
export async function tellOtherRoutes(house: House, clock: StillClock, now: Instant): Promise<void> {
  const underTongue = await seedRoute(house, clock, now, tablets, async (nurse, orderEntryId) => {
    const dose = await nurse.chart('dose-given', {
      ...{ orderEntryId, drug: 'ketamine', route: 'SL', givenMcg: 150_000, unit: 'tablet', lot: 'R-118' },
      units: [
        { strengthMcg: 100_000, count: 1 },
        { strengthMcg: 50_000, count: 1 },
      ],
    })
    clock.advance(12 * 60_000)
    await nurse.chart('hold-ended', { doseEntryId: dose, afterwards: 'swallow' })
  })
  await chargeSession(house, underTongue)
  await seedRoute(house, clock, now, spray, async (nurse, orderEntryId) => {
    const device = { orderEntryId, drug: 'esketamine', route: 'IN', givenMcg: 28_000, unit: 'device', lot: 'KB4471' }
    const units = [{ strengthMcg: 28_000, count: 1 }]
    await nurse.chart('dose-given', { ...device, units })
    clock.advance(5 * 60_000)
    await nurse.chart('dose-given', { ...device, units })
  })
}

const tablets: RouteStory = {
  person: 'under-the-tongue',
  daysAgo: 52,
  protocolId: 'kap-sl',
  room: 'Fern',
  milligrams: 150,
  escort: { name: 'Odile Marchetti', phone: '518-555-0126', relationship: 'wife' },
  readings: [
    [15, 132, 5, 1],
    [30, 140, 4, 4],
    [60, 134, 4, 3],
    [90, 126, 5, 0],
    [125, 122, 5, 0],
  ],
  isWithTherapist: true,
}

const spray: RouteStory = {
  person: 'nasal-spray',
  daysAgo: 45,
  protocolId: 'esketamine-nasal',
  room: 'Cedar',
  milligrams: 56,
  escort: { name: 'Piet Vanterpool', phone: '518-555-0133', relationship: 'father' },
  readings: [
    [40, 142, 4, 4],
    [60, 138, 4, 3],
    [90, 128, 5, 1],
    [125, 124, 5, 0],
  ],
  isWithTherapist: false,
}

async function seedRoute(
  house: House,
  clock: StillClock,
  now: Instant,
  story: RouteStory,
  give: (nurse: Device, orderEntryId: string) => Promise<void>,
): Promise<SessionId> {
  clock.set(minutesBefore(now, (story.daysAgo + 7) * day))
  const patientId: PatientId = await openChart(house, actAs(theoLind, clock.now), referralOf(otherRoutes[story.person]))
  clock.set(minutesBefore(now, story.daysAgo * day))
  const { protocolId, room } = story
  const session = await openRoom(house, actAs(maraQuist, clock.now, 2), { patientId, protocolId, room })
  const nurse = roomDevice(house, actAs(maraQuist, clock.now, 2), session)
  const therapist = roomDevice(house, actAs(lenaOkafor, clock.now, 3), session)
  await nurse.chart('participant-joined', { deviceLabel: 'Tablet' })
  await nurse.chart('vitals-taken', reading(120, 5, 0))
  await nurse.chart('escort-confirmed', { ...story.escort, present: false })
  if (story.isWithTherapist) {
    await therapist.chart('participant-joined', { deviceLabel: 'Tablet' })
    await therapist.chart('psychotherapy-started', {})
  }
  clock.advance(4 * 60_000)
  const ordered = await order(house, actAs(helenAmes, clock.now), session, unitOrderForm(story.milligrams))
  clock.advance(3 * 60_000)
  const given = Date.parse(clock.now())
  await give(nurse, ordered)
  for (const [minute, ...values] of story.readings) {
    clock.advance(given + minute * 60_000 - Date.parse(clock.now()))
    await nurse.chart('vitals-taken', reading(...values))
  }
  if (story.isWithTherapist) await therapist.chart('psychotherapy-stopped', {})
  await finish(house, clock, session)
  return session
}

function reading(systolicMmHg: number, sedationMoaas: number, dissociation: number) {
  const steady = { spo2Percent: 98, respiratoryRatePerMin: 14, source: 'simulated' }
  return { ...steady, systolicMmHg, diastolicMmHg: systolicMmHg - 46, heartRateBpm: 74, sedationMoaas, dissociation }
}
