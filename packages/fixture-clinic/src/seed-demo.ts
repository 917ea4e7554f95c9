import type { PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { changeMember } from '@holdspace/use-cases/admin/change-member'
import type { House } from '@holdspace/use-cases/house'
import { actAs } from './act-as.ts'
import { approveProtocols } from './approve-protocols.ts'
import { openBilling, tellSelfPayPackage } from './billing-fixtures.ts'
import { type StillClock, stillClock } from './clock.ts'
import { demoIds } from './demo-ids.ts'
import { demoReferrals, referralOf, waitingReferrals } from './demo-referrals.ts'
import { minutesBefore, seedSession } from './demo-sessions.ts'
import { openChart, sendReferral } from './open-chart.ts'
import { danaWhitfield, helenAmes, rosaVance, theoLind } from './people.ts'
import { seedPartner, seedRelease } from './seed-partner.ts'
import { seedPractices } from './seed-practices.ts'

/** The stories of the demo clinic, by the names `demo.json` gives them. */
export type DemoStory = keyof typeof demoReferrals

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

/** Fills an empty installation with Marigold House, Juniper Row and the people whose stories can be told. Demo and tests only. */
export async function seedDemo(house: House): Promise<DemoClinic> {
  await seedPractices(house)
  const now = house.clock()
  const clock = stillClock(minutesBefore(now, 14 * 24 * 60))
  const past: House = { ...house, clock: clock.now, newId: demoIds() }
  const desk = () => actAs(theoLind, clock.now)
  await approveProtocols(past, actAs(helenAmes, clock.now))
  const charts = await openCharts(past, clock, now)
  await nameGuestsPatient(past, clock, charts['outside-therapist'])
  await openBilling(past)
  await tellSelfPayPackage(past, clock, { patientId: charts['self-pay-package'], now, daysAgo: [4, 3, 2, 1] })
  const partner = await seedPartner(past)

  clock.set(minutesBefore(now, 7 * 24 * 60))
  await seedRelease(past, partner, charts['series-complete'])
  const finished = {
    room: 'Willow',
    weightGrams: 68_000,
    heightMm: 1720,
    pounds: '149.9',
    untilMinute: 90,
    isFinished: true,
  }
  await seedSession(past, clock, {
    patientId: charts['series-complete'],
    ...finished,
    escort: { name: 'Nils Lindqvist', phone: '518-555-0177', relationship: 'brother' },
  })

  clock.set(minutesBefore(now, 81))
  const recovering = {
    room: 'Fern',
    weightGrams: 58_900,
    heightMm: 1630,
    pounds: '129.9',
    untilMinute: 70,
    isFinished: false,
  }
  await seedSession(past, clock, {
    patientId: charts['in-recovery'],
    ...recovering,
    escort: { name: 'Ilse Halloran', phone: '518-555-0121', relationship: 'daughter' },
  })

  clock.set(minutesBefore(now, 27))
  const infusing = {
    room: 'Cedar',
    weightGrams: 71_500,
    heightMm: 1740,
    pounds: '157.6',
    untilMinute: 18,
    isFinished: false,
  }
  await seedSession(past, clock, {
    patientId: charts['in-session'],
    ...infusing,
    escort: { name: 'Bao Tran', phone: '518-555-0163', relationship: 'husband' },
  })

  clock.set(minutesBefore(now, 30))
  for (const person of Object.values(waitingReferrals)) await sendReferral(past, desk(), referralOf(person))
  const { name, clientId, scope, privateJwk } = partner
  return {
    patients: stories.map((story) => told(story, charts[story])),
    partners: [{ name, clientId, scope, privateJwk, groupId: null }],
  }
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

/** Referrals of the last two weeks, reviewed and accepted by the front desk. */
async function openCharts(house: House, clock: StillClock, now: Instant): Promise<Record<DemoStory, PatientId>> {
  const opened: [string, PatientId][] = []
  for (const [at, story] of stories.entries()) {
    clock.set(minutesBefore(now, (13 - at) * 24 * 60))
    opened.push([story, await openChart(house, actAs(theoLind, clock.now), referralOf(demoReferrals[story]))])
  }
  return Object.fromEntries(opened) as Record<DemoStory, PatientId>
}

/** The guest membership of the outside therapist is limited to this one person from now on (RULINGS 19). */
async function nameGuestsPatient(house: House, clock: StillClock, patientId: PatientId): Promise<void> {
  const { membershipId } = rosaVance
  const admin = actAs(danaWhitfield, clock.now)
  const changed = await changeMember(house, admin, { membershipId, guestPatients: [patientId] })
  if (!changed.ok) throw new Error(changed.refusal.sentence)
}

function told(story: DemoStory, id: PatientId): DemoPatient {
  const { family, given, birthDate } = demoReferrals[story]
  return { story, id, fhirId: id, name: [...given, family].join(' '), birthDate, formLinks: [] }
}
