import { inPractice } from '@holdspace/db/database'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { demoReferrals, referralOf } from '@holdspace/fixture-clinic/demo-referrals'
import { answerPacket, sendPacket } from '@holdspace/fixture-clinic/intake-fixtures'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { helenAmes, lenaOkafor, maraQuist, marigoldHouse, theoLind } from '@holdspace/fixture-clinic/people'
import { careTeamOf, proposePlanFor } from '@holdspace/fixture-clinic/plan-fixtures'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { openRoom, roomDevice } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { dateInZone } from '@holdspace/kit/calendar-date'
import type { PatientId } from '@holdspace/kit/ids'
import { packetId } from '@holdspace/kit/ids'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendPacket as sendForms } from '../intake/send-packet.ts'
import { putOwnPlanAside, readOwnPlan, signOwnPlan } from './own-plan.ts'
import { readPlan } from './read-plan.ts'
import { readPlanStanding } from './read-plan-standing.ts'
import { signPlan } from './sign-plan.ts'
import { takePatientSignature } from './take-patient-signature.ts'

let clinic: TestHouse
let marisol: PatientId
let plan: string
const { practiceId } = marigoldHouse
const as = (person: typeof helenAmes, device = 1) => actAs(person, clinic.clock.now, device)
const drawn = { method: 'drawn' as const, strokes: 'M10 10 L40 30 L80 12' }

beforeAll(async () => {
  clinic = await testHouse()
  await approveProtocols(clinic.house, as(helenAmes))
  marisol = await openChart(clinic.house, as(maraQuist), marisolFromValley)
  await careTeamOf(clinic.house, marisol, { track: 'kap' })
  plan = await proposePlanFor(clinic.house, marisol, { track: 'kap' })
})
afterAll(() => clinic.stop())

const item = () => ({ itemId: `plan:${plan}` })

/** The packet is sent with the plan alone; who they are is asked all the same. */
async function onHerPhone() {
  const { link } = await sendPacket(clinic.house, as(theoLind), marisol, [{ kind: 'plan' }])
  return answerPacket(clinic.house, link)
}

async function toSign(patient: Awaited<ReturnType<typeof onHerPhone>>) {
  const read = await readOwnPlan(clinic.house, patient, item())
  if (!read.ok) throw new Error(read.refusal.sentence)
  const { contentHash } = read.value
  return { ...item(), id: clinic.house.newId(), shownHash: contentHash, signing: drawn, language: 'es' as const }
}

test('given a link with the plan alone, then it asks who they are first, and shows nothing of it before', async () => {
  const patient = await onHerPhone()
  const stranger = { ...patient, identityShown: false }
  expect(await readOwnPlan(clinic.house, stranger, item())).toMatchObject({ refusal: { code: 'identity-not-shown' } })
  const read = await readOwnPlan(clinic.house, patient, item())
  const staffs = await readPlan(clinic.house, as(helenAmes), { patientId: marisol })
  if (!read.ok || !staffs.ok) throw new Error('not read')
  expect(read.value).toMatchObject({ version: 1, waits: true, locked: null })
  // What the patient reads is what the others sign: the same lines under the same hash.
  expect(read.value.lines).toEqual(staffs.value.versions[0]?.lines)
  expect(read.value.contentHash).toBe(staffs.value.plan?.versions[0].contentHash)
})

test('given a text other than the one shown, a name that is not hers, or a paper nobody saw, then nothing is signed', async () => {
  const patient = await onHerPhone()
  const asked = await toSign(patient)
  expect(await signOwnPlan(clinic.house, patient, { ...asked, shownHash: 'ab'.repeat(32) })).toMatchObject({
    refusal: { code: 'plan-changed' },
  })
  const other = { method: 'typed' as const, typedName: 'Somebody Else' }
  expect(await signOwnPlan(clinic.house, patient, { ...asked, signing: other })).toMatchObject({
    refusal: { code: 'plan-typed-name-differs' },
  })
  const paper = { method: 'paper' as const, attestation: 'In my drawer' }
  expect(await signOwnPlan(clinic.house, patient, { ...asked, signing: paper })).toMatchObject({
    refusal: { code: 'plan-paper-needs-staff' },
  })
})

test('when she signs on her phone, then the form is closed with it, the plan carries, and it says in which words she agreed', async () => {
  for (const [person, signer] of [
    [helenAmes, 'prescriber'],
    [lenaOkafor, 'therapist'],
  ] as const) {
    const read = await readPlan(clinic.house, as(person), { patientId: marisol })
    const shownHash = read.ok ? (read.value.plan?.versions[0].contentHash ?? '') : ''
    const signing = { id: clinic.house.newId(), planId: plan as never, shownHash, signer }
    expect(await signPlan(clinic.house, as(person), signing)).toMatchObject({ ok: true })
  }
  const patient = await onHerPhone()
  const waiting = await onHerPhone()
  const signing = await toSign(patient)
  expect(await putOwnPlanAside(clinic.house, waiting, item())).toMatchObject({
    refusal: { code: 'plan-still-to-sign' },
  })
  expect(await signOwnPlan(clinic.house, patient, signing)).toMatchObject({ ok: true, value: { isLast: true } })
  const chart = await readPlan(clinic.house, as(helenAmes), { patientId: marisol })
  const signature = chart.ok
    ? chart.value.plan?.versions[0].signatures.find(({ signer }) => signer === 'patient')
    : null
  expect(signature).toMatchObject({
    recordedByName: 'The patient, by link',
    membershipId: null,
    meaning: 'He leído este plan, o me lo han leído, y estoy de acuerdo con él.',
  })
  const today = dateInZone(clinic.clock.now(), marigoldHouse.zone)
  const standing = await inPractice(clinic.house.db, practiceId, (tx) =>
    readPlanStanding(tx, practiceId, marisol, today),
  )
  expect(standing).toMatchObject({ state: 'met' })
  // Another link that was sent before finds it signed, and is put aside.
  expect(await readOwnPlan(clinic.house, waiting, item())).toMatchObject({ ok: true, value: { waits: false } })
  expect(await putOwnPlanAside(clinic.house, waiting, item())).toMatchObject({ ok: true })
})

test('given nothing waits for a signature, or the plan is somebody else’s, then there is nothing to send or to open', async () => {
  const packet = { packetId: packetId.parse(clinic.house.newId()), language: 'en' as const, how: 'hand' as const }
  const wish = { ...packet, patientId: marisol, items: [{ kind: 'plan' as const }] }
  expect(await sendForms(clinic.house, as(theoLind), wish)).toMatchObject({ refusal: { code: 'no-plan-to-sign' } })
  const other = await openChart(clinic.house, as(maraQuist), referralOf(demoReferrals['ready-today']))
  const { link } = await sendPacket(clinic.house, as(theoLind), other, [{ kind: 'identity' }, { kind: 'demographics' }])
  const patient = await answerPacket(clinic.house, link, { stopsInForm: 1 })
  expect(await readOwnPlan(clinic.house, patient, item())).toMatchObject({ refusal: { family: 'not-found' } })
  const taking = { id: clinic.house.newId(), planId: plan as never, shownHash: 'ab'.repeat(32), signing: drawn }
  expect(await takePatientSignature(clinic.house, as(maraQuist), taking)).toMatchObject({
    refusal: { code: 'plan-already-signed' },
  })
})

test('given a dose this morning, then the plan can be read and not signed, on her phone as in the room (M10)', async () => {
  const nurse = as(maraQuist, 2)
  const session = await openRoom(clinic.house, nurse, { patientId: marisol, protocolId: 'kap-im', room: 'Fern' })
  clinic.clock.advance(60_000)
  // What is to be signed changes while the medicine works.
  plan = await proposePlanFor(clinic.house, marisol, { track: 'kap' })
  const room = roomDevice(clinic.house, nurse, session)
  await room.chart('dose-given', { drug: 'ketamine', route: 'IM', givenMcg: 40_000, site: 'deltoid' })
  const patient = await onHerPhone()
  const read = await readOwnPlan(clinic.house, patient, item())
  expect(read).toMatchObject({ ok: true, value: { locked: { code: 'signature-locked' } } })
  expect(await signOwnPlan(clinic.house, patient, await toSign(patient))).toMatchObject({
    refusal: { code: 'signature-locked' },
  })
  await room.chart('session-ended', { ending: 'left-against-advice', note: 'Test', unmetCriteria: [] })
})
