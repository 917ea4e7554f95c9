import type { PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { changeMember } from '@holdspace/use-cases/admin/change-member'
import type { House } from '@holdspace/use-cases/house'
import { actAs } from './act-as.ts'
import { approveProtocols } from './approve-protocols.ts'
import { openBilling, tellSelfPayPackage } from './billing-fixtures.ts'
import { type StillClock, stillClock } from './clock.ts'
import { publishConsents } from './consent-fixtures.ts'
import { escortOf, tellCourses } from './demo-courses.ts'
import { demoIds } from './demo-ids.ts'
import { type FormLinks, signToWithdraw, tellPapers } from './demo-papers.ts'
import { type DemoStory, demoReferrals, referralOf, waitingReferrals } from './demo-referrals.ts'
import { tellOtherRoutes } from './demo-routes.ts'
import { minutesBefore } from './demo-sessions.ts'
import { nameEmergencyContact, openChart, sendReferral } from './open-chart.ts'
import { tellOutcomes } from './outcome-fixtures.ts'
import { danaWhitfield, helenAmes, rosaVance, theoLind } from './people.ts'
import { type Rooms, seedAppointments, setUpCalendar } from './scheduling-fixtures.ts'
import { seedPartner, seedRelease } from './seed-partner.ts'
import { seedPractices } from './seed-practices.ts'

export interface DemoPatient {
  readonly story: DemoStory
  readonly id: string
  readonly fhirId: string
  readonly name: string
  readonly birthDate: string
  readonly formLinks: readonly string[]
}

export interface DemoPartner {
  readonly name: string
  readonly clientId: string
  readonly scope: string
  readonly privateJwk: object
  readonly groupId: string | null
}

/** What `demo.json` says of the clinic besides its people. */
export interface DemoClinic {
  readonly patients: readonly DemoPatient[]
  readonly partners: readonly DemoPartner[]
}

/**
 * Fills an empty installation with Marigold House, Juniper Row and thirteen people, each in the middle of a story; two
 * more show what other routes leave behind. Demo and tests only.
 */
export async function seedDemo(house: House): Promise<DemoClinic> {
  await seedPractices(house)
  const now = house.clock()
  const clock = stillClock(minutesBefore(now, 80 * 24 * 60))
  const past: House = { ...house, clock: clock.now, newId: demoIds() }
  const rooms = await openPractice(past, clock)
  const charts = await openCharts(past, clock, now)
  await nameGuestsPatient(past, clock, charts['outside-therapist'])
  const partner = await seedPartner(past)
  await seedRelease(past, partner, charts['series-complete'])
  await tellSelfPayPackage(past, clock, { patientId: charts['self-pay-package'], now, daysAgo: [11, 8, 5, 2] })
  const toWithdraw = await signToWithdraw(past, clock, now, charts['consent-withdrawn'])
  await tellCourses(past, clock, now, charts)
  const formLinks = await tellPapers(past, clock, now, charts, toWithdraw)
  await tellOutcomes(past, clock, now, charts)
  await seedAppointments(past, clock, now, rooms, charts)
  await tellOtherRoutes(past, clock, now)
  await nameWhomToCall(past, clock, now, charts)

  clock.set(minutesBefore(now, 30))
  const desk = actAs(theoLind, clock.now)
  for (const person of Object.values(waitingReferrals)) await sendReferral(past, desk, referralOf(person))
  const { name, clientId, scope, privateJwk } = partner
  return {
    patients: stories.map((story) => told(story, charts[story], formLinks)),
    partners: [{ name, clientId, scope, privateJwk, groupId: null }],
  }
}

/** What a practice settles before its first patient: protocols, consent texts, prices, rooms, who answers when. */
async function openPractice(house: House, clock: StillClock): Promise<Rooms> {
  await approveProtocols(house, actAs(helenAmes, clock.now))
  await publishConsents(house)
  await openBilling(house)
  return setUpCalendar(house)
}

/** The stories in the order in which these people came, a day apart. */
const stories: readonly DemoStory[] = [
  'ready-today',
  'in-session',
  'in-recovery',
  'series-complete',
  'outside-therapist',
  'consent-outdated',
  'non-responder',
  'relapse',
  'self-pay-package',
  'consent-withdrawn',
  'contraindicated',
  'positive-item-9',
  'new-referral',
]

/** Referrals reviewed and accepted by the front desk, one a day. */
async function openCharts(house: House, clock: StillClock, now: Instant): Promise<Record<DemoStory, PatientId>> {
  const opened: [string, PatientId][] = []
  for (const [at, story] of stories.entries()) {
    clock.set(minutesBefore(now, (78 - at) * 24 * 60))
    opened.push([story, await openChart(house, actAs(theoLind, clock.now), referralOf(demoReferrals[story]))])
  }
  return Object.fromEntries(opened) as Record<DemoStory, PatientId>
}

/** Asked at the desk of the three who come today. */
async function nameWhomToCall(
  house: House,
  clock: StillClock,
  now: Instant,
  charts: Readonly<Record<DemoStory, PatientId>>,
): Promise<void> {
  clock.set(minutesBefore(now, 3 * 24 * 60))
  for (const story of ['ready-today', 'in-session', 'in-recovery'] as const) {
    const escort = escortOf(story)
    if (escort !== undefined) await nameEmergencyContact(house, actAs(theoLind, clock.now), charts[story], escort)
  }
}

/** The guest membership of the outside therapist is limited to this one person from now on (RULINGS 19). */
async function nameGuestsPatient(house: House, clock: StillClock, patientId: PatientId): Promise<void> {
  const { membershipId } = rosaVance
  const admin = actAs(danaWhitfield, clock.now)
  const changed = await changeMember(house, admin, { membershipId, guestPatients: [patientId] })
  if (!changed.ok) throw new Error(changed.refusal.sentence)
}

function told(story: DemoStory, id: PatientId, formLinks: FormLinks): DemoPatient {
  const { family, given, birthDate } = demoReferrals[story]
  return { story, id, fhirId: id, name: [...given, family].join(' '), birthDate, formLinks: formLinks[story] ?? [] }
}
