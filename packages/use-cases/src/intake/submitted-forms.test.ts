import { inPractice } from '@holdspace/db/database'
import { factsOf } from '@holdspace/db/fact-store'
import { storedOf } from '@holdspace/db/fhir-store'
import { findPatient } from '@holdspace/db/patient-store'
import { asOwner } from '@holdspace/db/testing'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { answerPacket, openPacketLink, patientWithCookie, sendPacket } from '@holdspace/fixture-clinic/intake-fixtures'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { helenAmes, lenaOkafor, maraQuist, marigoldHouse, samReyes, theoLind } from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { bookVisit, setUpCalendar } from '@holdspace/fixture-clinic/scheduling-fixtures'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import type { Decision } from '@holdspace/kit/decision'
import { type PacketId, type PatientId, patientId } from '@holdspace/kit/ids'
import { type Instant, plusMinutes } from '@holdspace/kit/instant'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readEscortStanding } from '../book/read-escort-standing.ts'
import { readDetails } from '../people/read-details.ts'
import { findPacketPatient } from './find-packet-patient.ts'
import { formWrites } from './form-fhir.ts'
import { leavePacket } from './leave-packet.ts'
import { readPackets } from './read-packets.ts'
import { readSubmittedForm } from './read-submitted-form.ts'
import { startKiosk } from './start-kiosk.ts'
import { takeOver } from './take-over.ts'

const { practiceId } = marigoldHouse
const canary = 'wishes of hers: 51c9'
let clinic: TestHouse
let marisolId: PatientId
const nurse = () => actAs(maraQuist, clinic.clock.now)
const desk = () => actAs(theoLind, clinic.clock.now)

beforeAll(async () => {
  clinic = await testHouse()
  marisolId = patientId.parse(await openChart(clinic.house, nurse(), marisolFromValley))
})
beforeEach(() => clinic.clock.advance(60_000))
afterAll(() => clinic.stop())

function codeOf(decision: Decision<unknown>): string | null {
  return decision.ok ? null : decision.refusal.code
}

async function chartNow() {
  return inPractice(clinic.house.db, practiceId, async (tx) => ({
    patient: await findPatient(tx, practiceId, marisolId),
    facts: await factsOf(tx, practiceId, marisolId),
  }))
}

async function submitted(kinds: readonly ('demographics' | 'medicines' | 'contraindications')[], answers = {}) {
  const items = [{ kind: 'identity' as const }, ...kinds.map((kind) => ({ kind }))]
  const { link, packetId } = await sendPacket(clinic.house, desk(), marisolId, items)
  await answerPacket(clinic.house, link, { answers })
  return packetId
}

const form = (packetId: PacketId, kind: string) => ({ patientId: marisolId, packetId, itemId: `${kind}:1.0.0` })

describe('a submitted form on the chart', () => {
  it('shows how far a packet is, and nothing of a form that is still the patient’s own', async () => {
    const { link, packetId } = await sendPacket(clinic.house, desk(), marisolId)
    await answerPacket(clinic.house, link, { stopsInForm: 2 })
    const found = await readPackets(clinic.house, desk(), { patientId: marisolId })
    const packet = found.ok ? found.value.packets.find((one) => one.packetId === packetId) : undefined
    expect(packet).toMatchObject({ standing: 'open', percent: 33 })
    expect(codeOf(await readSubmittedForm(clinic.house, nurse(), form(packetId, 'history')))).toBe('packet-not-found')
  })

  it('becomes the prescriber’s task to read once the last form is sent, and only then', async () => {
    const tasksOf = (id: PacketId) =>
      asOwner(clinic.ownerUrl, async (owner) => {
        await owner.query(`select set_config('app.practice', '${practiceId}', false)`)
        const found = await owner.query('select kind, owner_role from clinic.task where evidence_id = $1', [id])
        return found.rows
      })
    const { link, packetId } = await sendPacket(clinic.house, desk(), marisolId)
    await answerPacket(clinic.house, link, { stopsInForm: 5 })
    expect(await tasksOf(packetId)).toEqual([])
    const complete = await submitted(['medicines', 'contraindications'])
    expect(await tasksOf(complete)).toEqual([{ kind: 'review-screening', owner_role: 'prescriber' }])
  })

  it('is read by the care team; the desk reads address and contacts alone (45 CFR 164.502(b))', async () => {
    const packetId = await submitted(['demographics', 'medicines'])
    expect(codeOf(await readSubmittedForm(clinic.house, desk(), form(packetId, 'demographics')))).toBeNull()
    expect(codeOf(await readSubmittedForm(clinic.house, desk(), form(packetId, 'medicines')))).toBe(
      'may-not-packet-read-answers',
    )
    const therapist = actAs(lenaOkafor, clinic.clock.now)
    expect(codeOf(await readSubmittedForm(clinic.house, therapist, form(packetId, 'medicines')))).toBeNull()
    const elsewhere = actAs(samReyes, clinic.clock.now)
    expect(codeOf(await readSubmittedForm(clinic.house, elsewhere, form(packetId, 'medicines')))).toBe(
      'packet-not-found',
    )
  })

  it('changes nothing by itself; taken over one part after the other, the chart and what partners read change with it', async () => {
    const before = await chartNow()
    const packetId = await submitted(['demographics', 'medicines'], {
      allergies: { status: 'known', list: [{ substance: 'Latex', reaction: 'rash' }] },
      medicines: { takes: 'yes', list: [{ name: 'Melatonin', dose: '3 mg', howOften: 'at night' }] },
    })
    expect(await chartNow()).toEqual(before)
    const read = await readSubmittedForm(clinic.house, nurse(), form(packetId, 'medicines'))
    if (!read.ok) throw new Error(read.refusal.sentence)
    const [latex, melatonin] = read.value.proposals
    if (latex === undefined || melatonin === undefined) throw new Error('Nothing is proposed.')
    const take = (proposal: typeof latex, decision: 'taken' | 'left-out', actor = nurse()) =>
      takeOver(clinic.house, actor, {
        ...form(packetId, 'medicines'),
        answerId: proposal.answerId,
        part: proposal.part,
        decision,
        seenNow: proposal.now,
      })
    expect(codeOf(await take(latex, 'taken', desk()))).toBe('may-not-packet-take-over-facts')
    expect(codeOf(await take(latex, 'taken'))).toBeNull()
    expect(codeOf(await take(latex, 'taken'))).toBeNull()
    expect(codeOf(await take(latex, 'left-out'))).toBe('decided-before')
    expect(codeOf(await take(melatonin, 'left-out'))).toBeNull()
    const after = await chartNow()
    expect(after.patient?.allergyStatus).toBe('known')
    expect(after.facts.allergies.filter((one) => one.concept.text === 'Latex')).toHaveLength(1)
    expect(after.facts.medications).toEqual(before.facts.medications)
    const stored = await inPractice(clinic.house.db, practiceId, (tx) => storedOf(tx, practiceId, marisolId))
    expect(stored.some((one) => one.type === 'AllergyIntolerance' && one.id === after.facts.allergies.at(-1)?.id)).toBe(
      true,
    )
  })

  it('given “no allergies” while the chart holds one, then taking it over is refused (BN6)', async () => {
    const packetId = await submitted(['medicines'], { allergies: { status: 'none-known', list: [] } })
    const read = await readSubmittedForm(clinic.house, nurse(), form(packetId, 'medicines'))
    const none = read.ok ? read.value.proposals.find((one) => one.part === 'no-known-allergies') : undefined
    if (none === undefined) throw new Error('Nothing is proposed.')
    const { answerId, part, now: seenNow } = none
    const input = { ...form(packetId, 'medicines'), answerId, part, decision: 'taken' as const, seenNow }
    expect(codeOf(await takeOver(clinic.house, nurse(), input))).toBe('allergies-on-chart')
    expect((await chartNow()).patient?.allergyStatus).toBe('known')
  })

  it('given the chart changed meanwhile, then the decision is asked again', async () => {
    const packetId = await submitted(['demographics'], { phone: '518-555-0123' })
    const read = await readSubmittedForm(clinic.house, desk(), form(packetId, 'demographics'))
    const phone = read.ok ? read.value.proposals.find((one) => one.part === 'phone') : undefined
    if (phone === undefined) throw new Error('No phone is proposed.')
    const input = {
      ...form(packetId, 'demographics'),
      answerId: phone.answerId,
      part: 'phone',
      decision: 'taken' as const,
    }
    expect(codeOf(await takeOver(clinic.house, desk(), { ...input, seenNow: 'something else' }))).toBe('chart-changed')
    expect(codeOf(await takeOver(clinic.house, desk(), { ...input, seenNow: phone.now }))).toBeNull()
    const { patient } = await chartNow()
    expect(patient?.person.telecoms[0]).toEqual({ system: 'phone', value: '518-555-0123' })
    const details = await readDetails(clinic.house, desk(), { patientId: marisolId })
    const kept = { part: 'phone', before: phone.now, after: '518-555-0123', source: 'form', byName: 'Theo Lind' }
    expect(details.ok && details.value.changes[0]).toMatchObject(kept)
  })

  it('a told weight never becomes a weight of the chart: no dose can rest on it (RULINGS 5)', async () => {
    const before = (await chartNow()).facts.weights
    await submitted(['demographics'], { weight: { unit: 'lb', amount: 300 } })
    expect((await chartNow()).facts.weights).toEqual(before)
  })

  it('reaches partners as choices; the patient’s words and who takes them home stay (RULINGS 10)', async () => {
    await submitted(['contraindications'], { hopes: canary, 'escort-name': canary })
    const refs = {
      practiceId,
      practiceName: 'Marigold House',
      zone: marigoldHouse.zone,
      localBase: 'https://x/fhir/r4',
    }
    const writes = await inPractice(clinic.house.db, practiceId, (tx) => formWrites(tx, refs, marisolId))
    expect(writes.length).toBeGreaterThan(0)
    expect(JSON.stringify(writes)).not.toContain(canary)
    expect(JSON.stringify(writes)).not.toContain('Dario')
  })
})

describe('the ride home named in a form (M08)', () => {
  it('stands on the coming medicine session that has none, and leaves alone what staff wrote down', async () => {
    const rooms = await setUpCalendar(clinic.house)
    const visit = { patientId: marisolId, typeKey: 'infusion', people: [helenAmes, maraQuist] }
    const soon = plusMinutes(clinic.clock.now(), 60)
    const nextWeek = plusMinutes(clinic.clock.now(), 7 * 24 * 60)
    const escort = { name: 'Tove Abara', phone: '518-555-0177', relationship: 'Sister' }
    await bookVisit(clinic.house, { ...visit, startsAt: soon, roomId: rooms.Cedar })
    await bookVisit(clinic.house, { ...visit, startsAt: nextWeek, roomId: rooms.Cedar, escort })
    const standingAt = (at: Instant) =>
      inPractice(clinic.house.db, practiceId, (tx) =>
        readEscortStanding(tx, { practiceId, zone: marigoldHouse.zone, at }, marisolId),
      )
    expect((await standingAt(soon)).state).toBe('missing')
    await submitted(['contraindications'], { 'escort-name': 'Dario Ybarra', 'escort-phone': '518-555-0111' })
    expect(await standingAt(soon)).toMatchObject({ state: 'met', because: expect.stringContaining('Dario Ybarra') })
    expect(await standingAt(nextWeek)).toMatchObject({ because: expect.stringContaining('Tove Abara') })
  })
})

describe('a tablet handed over (S30)', () => {
  it('goes quiet after two minutes without a touch, and is given back (S25)', async () => {
    const { packetId } = await sendPacket(clinic.house, desk(), marisolId)
    const started = await startKiosk(clinic.house, actAs(helenAmes, clinic.clock.now), { packetId })
    if (!started.ok) throw new Error(started.refusal.sentence)
    const patient = await patientWithCookie(clinic.house, started.value.deviceToken)
    expect(patient).toMatchObject({ channel: 'kiosk', patientId: marisolId })
    clinic.clock.advance(121_000)
    expect(await findPacketPatient(clinic.house, started.value.deviceToken)).toEqual({ kind: 'none' })
    const again = await startKiosk(clinic.house, actAs(helenAmes, clinic.clock.now), { packetId })
    if (!again.ok) throw new Error(again.refusal.sentence)
    const held = await findPacketPatient(clinic.house, again.value.deviceToken)
    await leavePacket(clinic.house, held)
    expect(await findPacketPatient(clinic.house, again.value.deviceToken)).toEqual({ kind: 'none' })
  })

  it('is refused for a packet of another practice, and for one that is closed', async () => {
    const { packetId, link } = await sendPacket(clinic.house, desk(), marisolId, [{ kind: 'medicines' }])
    expect(codeOf(await startKiosk(clinic.house, actAs(samReyes, clinic.clock.now), { packetId }))).toBe(
      'packet-not-found',
    )
    await answerPacket(clinic.house, link)
    expect(codeOf(await startKiosk(clinic.house, nurse(), { packetId }))).toBe('packet-not-open')
    expect(await openPacketLink(clinic.house, link).catch((error: Error) => error.message)).toContain('another device')
  })
})
