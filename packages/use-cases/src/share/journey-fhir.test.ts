import { asOwner } from '@holdspace/db/testing'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { chargeSession, giveEstimate, openBilling } from '@holdspace/fixture-clinic/billing-fixtures'
import { publishConsents, releaseToPartner, signOne } from '@holdspace/fixture-clinic/consent-fixtures'
import { demoReferrals, referralOf } from '@holdspace/fixture-clinic/demo-referrals'
import { seedSession } from '@holdspace/fixture-clinic/demo-sessions'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { helenAmes, maraQuist, marigoldHouse, priyaRaman, theoLind } from '@holdspace/fixture-clinic/people'
import { signPlan } from '@holdspace/fixture-clinic/plan-fixtures'
import { bookVisit, setUpCalendar } from '@holdspace/fixture-clinic/scheduling-fixtures'
import { seedPartner } from '@holdspace/fixture-clinic/seed-partner'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import type { Decision } from '@holdspace/kit/decision'
import type { AppointmentId, PatientId } from '@holdspace/kit/ids'
import { plusMinutes } from '@holdspace/kit/instant'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { voidCharges } from '../bill/correct-account.ts'
import { issuePaper, voidPaper } from '../bill/issue-paper.ts'
import { nameEscort } from '../book/name-escort.ts'
import { rebuildFhir } from './rebuild-fhir.ts'

let clinic: TestHouse
let wren: PatientId
let visit: AppointmentId
let sheetId: string
let invoiceId: string
const as = (person: typeof helenAmes) => actAs(person, clinic.clock.now)
const said = { intention: 'Heliotrope intention', music: 'Heliotrope music', stopRules: ['Heliotrope stop'] }

/** Wren's whole way: referred, agreed with, booked, treated, charged. */
beforeAll(async () => {
  clinic = await testHouse()
  const { house, clock } = clinic
  await approveProtocols(house, as(helenAmes))
  await publishConsents(house)
  const rooms = await setUpCalendar(house)
  wren = await openChart(house, as(theoLind), referralOf(demoReferrals['self-pay-package']))
  await signPlan(house, wren, { track: 'kap', changes: said })
  await openBilling(house)
  await giveEstimate(house, wren)
  const booked = await bookVisit(house, {
    patientId: wren,
    typeKey: 'infusion',
    startsAt: plusMinutes(clock.now(), 3 * 24 * 60),
    roomId: rooms.Willow,
    people: [maraQuist],
    note: 'Heliotrope note of the desk',
  })
  if (booked === null) throw new Error('The room is taken.')
  visit = booked
  const partner = await seedPartner(house)
  const mother = { as: 'representative', name: 'Eva Abara', relation: 'mother', authority: 'Heliotrope order' } as const
  await signOne(house, { patientId: wren, kind: 'privacy-notice', signer: mother })
  const release = releaseToPartner(house, partner.partnerId)
  await signOne(house, { patientId: wren, kind: 'release-to-partner', release })
  const escort = { name: 'Ike Abara', phone: '518-555-0190', relationship: 'brother' }
  const story = { patientId: wren, room: 'Cedar', weightGrams: 74_000, heightMm: 1780, escort }
  sheetId = await chargeSession(house, await seedSession(house, clock, { ...story, untilMinute: 90, isFinished: true }))
  const paper = { kind: 'invoice' as const, itemIds: [sheetId] }
  const asked = { paperId: house.newId(), patientId: wren, paper }
  invoiceId = must(await issuePaper(house, as(theoLind), asked)).paperId
})
afterAll(() => clinic.stop())

function must<T>(decision: Decision<T>): T {
  if (!decision.ok) throw new Error(decision.refusal.sentence)
  return decision.value
}

interface Stored {
  readonly type: string
  readonly id: string
  readonly text: string
  readonly labels: readonly string[]
  readonly deleted: boolean
}

function projection(): Promise<Stored[]> {
  return asOwner(clinic.ownerUrl, async (owner) => {
    const { rows } = await owner.query<Stored>(
      'select type, id, text, labels, deleted from clinic.fhir_resource where patient_id = $1 order by type, id',
      [wren],
    )
    return rows
  })
}

async function ofType(type: string) {
  const all = (await projection()).filter((row) => row.type === type && !row.deleted)
  return all.map(({ text, ...row }) => ({ ...row, resource: JSON.parse(text) as Record<string, unknown> }))
}

const rebuild = () => rebuildFhir(clinic.house, marigoldHouse.practiceId)

describe('given a way through the clinic, from referral to invoice', () => {
  test('when it was recorded, then every type of it is there, and rebuilding finds nothing to change (HOUSE section 6)', async () => {
    const before = await projection()
    const journey =
      'Appointment CarePlan CareTeam ChargeItem Consent Coverage Goal Invoice RelatedPerson ServiceRequest'
    expect([...new Set(before.map(({ type }) => type))]).toEqual(expect.arrayContaining(journey.split(' ')))
    expect((await rebuild()).changed).toBe(0)
    expect(await projection()).toEqual(before)
  })

  test('then the referral and what the plan orders are requests, and the plan points at its own', async () => {
    const requests = await ofType('ServiceRequest')
    expect(requests.map(({ id }) => id.replace(/^[0-9a-f-]{36}/, '')).sort()).toEqual(['', '-course', '-therapy'])
    const [plan] = await ofType('CarePlan')
    const course = requests.find(({ id }) => id.endsWith('-course'))
    expect(plan?.resource.activity).toEqual([{ reference: { reference: `ServiceRequest/${course?.id}` } }])
  })

  test('then consents are narrowed: the release to whom it names, the notice to those who were released documents', async () => {
    const consents = await ofType('Consent')
    const narrowed = consents.map(({ labels }) => labels.filter((label) => !['N', 'R', 'PSY'].includes(label)))
    expect(narrowed.every((one) => one.length === 1)).toBe(true)
    expect([...new Set(narrowed.flat())].sort()).toEqual(['documents', expect.stringMatching(/^to:[0-9a-f-]{36}$/)])
  })

  test('then whoever signed for the patient is a related person, without the right they did it by', async () => {
    const people = await ofType('RelatedPerson')
    expect(people.map(({ resource }) => resource.name)).toEqual([[{ text: 'Eva Abara' }]])
  })

  test('then no word of the care team, the desk or the patient is in any of it (RULINGS 10)', async () => {
    const texts = (await projection()).map(({ text }) => text).join('\n')
    expect(texts.length).toBeGreaterThan(10_000)
    expect(texts).not.toMatch(/heliotrope/i)
  })
})

describe('given acts that come later', () => {
  test('when a driver is named, then they are told with the visit, and another one takes their place', async () => {
    for (const name of ['Nils Lindqvist', 'Ida Lindqvist']) {
      const named = { appointmentId: visit, name, phone: '518-555-0177', relationship: 'friend' }
      must(await nameEscort(clinic.house, as(theoLind), named))
    }
    const driver = (await ofType('RelatedPerson')).find(({ id }) => id === `escort-${visit}`)
    expect(driver?.resource).toMatchObject({ active: true, name: [{ text: 'Ida Lindqvist' }] })
    expect(JSON.stringify(driver)).not.toMatch(/555\D?0177/)
  })

  test('when an invoice is declared void and its charges are taken back, then both stay and say so', async () => {
    const statuses = async () => ({
      charges: [...new Set((await ofType('ChargeItem')).map(({ resource }) => resource.status))],
      invoices: (await ofType('Invoice')).map(({ resource }) => resource.status),
    })
    expect(await statuses()).toEqual({ charges: ['billed'], invoices: ['issued'] })
    const declared = { patientId: wren, paperId: invoiceId, reason: 'Heliotrope mistake' }
    must(await voidPaper(clinic.house, as(priyaRaman), declared))
    expect(await statuses()).toEqual({ charges: ['billable'], invoices: ['cancelled'] })
    const taken = { reversalId: clinic.house.newId(), patientId: wren, sheetId, reason: 'Heliotrope charge' }
    must(await voidCharges(clinic.house, as(priyaRaman), taken))
    expect(await statuses()).toEqual({ charges: ['entered-in-error'], invoices: ['cancelled'] })
  })

  test('when everything is rebuilt afterwards, then nothing differs, and no reason was told', async () => {
    expect((await rebuild()).changed).toBe(0)
    expect((await projection()).map(({ text }) => text).join('\n')).not.toMatch(/heliotrope/i)
  })
})
