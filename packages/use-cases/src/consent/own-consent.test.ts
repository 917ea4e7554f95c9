import { consentRef } from '@holdspace/clinic/consent/consent-ref'
import { unansweredWithdrawals } from '@holdspace/clinic/consent/withdrawn-in-session'
import { signaturesOfPatient } from '@holdspace/db/consent-store'
import { inPractice } from '@holdspace/db/database'
import { listMails } from '@holdspace/db/mail-store'
import { listPatientSessions } from '@holdspace/db/session-store'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { drawnMark, publishConsents, signOne, understood } from '@holdspace/fixture-clinic/consent-fixtures'
import { answerPacket, sendPacket } from '@holdspace/fixture-clinic/intake-fixtures'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { helenAmes, maraQuist, marigoldHouse, theoLind } from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { type SeededPartner, seedPartner } from '@holdspace/fixture-clinic/seed-partner'
import { openRoom, roomDevice } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { type PatientId, packetId } from '@holdspace/kit/ids'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readLedger } from '../session/ledger.ts'
import { readSharing } from '../share/read-sharing.ts'
import { readOwnPaper, readOwnPapers } from './own-papers.ts'
import { readConsents } from './read-consents.ts'
import { readOwnConsent } from './read-own-consent.ts'
import { sendCopies } from './send-copies.ts'
import { signOwnConsent } from './sign-own-consent.ts'
import { withdrawOwnConsent } from './withdraw-own-consent.ts'

let clinic: TestHouse
let marisol: PatientId
let riverside: SeededPartner
const { practiceId } = marigoldHouse
const as = (person: typeof helenAmes, device = 1) => actAs(person, clinic.clock.now, device)

beforeAll(async () => {
  clinic = await testHouse()
  await approveProtocols(clinic.house, as(helenAmes))
  await publishConsents(clinic.house)
  riverside = await seedPartner(clinic.house)
  marisol = await openChart(clinic.house, as(maraQuist), marisolFromValley)
})
afterAll(() => clinic.stop())

/** Marisol opens a packet with these consents and shows who she is. */
async function packetWith(...refs: string[]) {
  const items = [{ kind: 'identity' as const }, ...refs.map((ref) => ({ kind: 'consent' as const, ref }))]
  const { link } = await sendPacket(clinic.house, as(theoLind), marisol, items)
  return answerPacket(clinic.house, link)
}

async function signed(patient: Awaited<ReturnType<typeof packetWith>>, ref: string) {
  const itemId = `consent:${ref}`
  const shown = await readOwnConsent(clinic.house, patient, { itemId })
  if (!shown.ok) return shown
  const { text, textHash, patientName } = shown.value
  const signing = {
    consentId: clinic.house.newId(),
    kind: text.kind,
    language: text.language,
    version: text.version,
    shownHash: textHash,
    signer: { as: 'patient' as const, name: patientName },
    initials: Object.fromEntries(text.sections.flatMap((one) => (one.initials === null ? [] : [[one.id, 'MY']]))),
    mark: drawnMark,
    ...understood(text),
    agreesToScreen: true,
    helpers: [],
  }
  return signOwnConsent(clinic.house, patient, { itemId, signing }, 'A phone')
}

test('given a packet on her phone, then she signs, the form is closed with it, and the chart says where it was signed', async () => {
  const patient = await packetWith('telehealth', 'privacy-notice')
  expect(await signed(patient, 'telehealth')).toMatchObject({ ok: true, value: { isLast: false } })
  expect(await signed(patient, 'telehealth')).toMatchObject({ ok: false })
  expect(await signed(patient, 'privacy-notice')).toMatchObject({ ok: true, value: { isLast: true } })
  const chart = await readConsents(clinic.house, as(theoLind), { patientId: marisol })
  expect(chart.ok && chart.value.papers.map(({ takenByName }) => takenByName)).toEqual([
    'The patient, by link',
    'The patient, by link',
  ])
})

test('given a release whose terms the clinic prepared, then what she signs opens exactly that', async () => {
  const terms = { from: '2026-11-21', until: '2027-05-21', kinds: ['summary'], sensitive: [] }
  const ref = consentRef('release-to-partner', { ...terms, recipientId: riverside.partnerId })
  const patient = await packetWith(ref)
  expect(await signed(patient, ref)).toMatchObject({ ok: true })
  const sharing = await readSharing(clinic.house, as(maraQuist), { patientId: marisol })
  expect(sharing.ok && sharing.value.releases).toMatchObject([
    { standing: 'in-force', kinds: ['summary'], recordedByName: 'The patient, by link' },
  ])
})

test('given a form that is not in her packet, or one that is no consent, then there is nothing to sign', async () => {
  const patient = await packetWith('touch')
  expect(await readOwnConsent(clinic.house, patient, { itemId: 'consent:recording' })).toMatchObject({ ok: false })
  expect(await readOwnConsent(clinic.house, patient, { itemId: 'identity:name-and-birth-date' })).toMatchObject({
    ok: false,
  })
})

test('given copies sent by mail, then the message names no treatment, and the papers open once she has shown who she is (RULINGS 15)', async () => {
  const consentId = await signOne(clinic.house, { patientId: marisol, kind: 'treatment-im' })
  const input = { packetId: packetId.parse(clinic.house.newId()), patientId: marisol, language: 'en' as const }
  expect(await sendCopies(clinic.house, as(theoLind), { ...input, how: 'mail' })).toMatchObject({ ok: true })
  const mail = await inPractice(clinic.house.db, practiceId, (tx) => listMails(tx, practiceId, { limit: 50 }))
  const [message] = mail.filter(({ template }) => template === 'copy-to-keep')
  expect(message?.subject).toBe('A copy for you from Marigold House')
  expect(message?.body).not.toMatch(/ketamine|consent|treatment|injection/i)
  const handed = await sendCopies(clinic.house, as(theoLind), {
    ...input,
    packetId: packetId.parse(clinic.house.newId()),
    how: 'hand',
  })
  if (!handed.ok || handed.value.link === null) throw new Error('no link')
  const patient = await answerPacket(clinic.house, handed.value.link)
  const own = await readOwnPapers(clinic.house, patient)
  expect(own.ok && own.value.papers.map((one) => one.consentId)).toContain(consentId)
  const copy = await readOwnPaper(clinic.house, patient, { consentId, paper: 'letter' })
  expect(copy.ok && Buffer.from(copy.value.pdf.slice(0, 5)).toString()).toBe('%PDF-')
  expect(
    await readOwnPaper(clinic.house, { ...patient, identityShown: false }, { consentId, paper: 'letter' }),
  ).toMatchObject({
    refusal: { code: 'identity-not-shown' },
  })
  const other = await readOwnPaper(clinic.house, patient, { consentId: clinic.house.newId(), paper: 'letter' })
  expect(other).toMatchObject({ refusal: { family: 'not-found' } })
})

test('given a wrong answer before the right one, then she signs, and the wrong one is kept and stands on the copy', async () => {
  const patient = await packetWith('treatment-by-mouth')
  const itemId = 'consent:treatment-by-mouth'
  const shown = await readOwnConsent(clinic.house, patient, { itemId })
  if (!shown.ok) throw new Error(shown.refusal.sentence)
  const { text, textHash, patientName } = shown.value
  const [first, ...others] = understood(text).checked ?? []
  if (first === undefined) throw new Error('the text asks nothing')
  const consentId = clinic.house.newId()
  const signing = {
    ...{ consentId, kind: text.kind, language: text.language, version: text.version, shownHash: textHash },
    signer: { as: 'patient' as const, name: patientName },
    initials: { 'off-label': 'MY' },
    mark: drawnMark,
    checked: [{ id: first.id, given: [0] }, ...others],
    agreesToScreen: true,
    helpers: [],
  }
  expect(await signOwnConsent(clinic.house, patient, { itemId, signing }, 'A phone')).toMatchObject({
    refusal: { code: 'understanding-open' },
  })
  const again = { ...signing, checked: [{ id: first.id, given: [0, ...first.given] }, ...others] }
  expect(await signOwnConsent(clinic.house, patient, { itemId, signing: again }, 'A phone')).toMatchObject({ ok: true })
  const kept = await inPractice(clinic.house.db, practiceId, (tx) => signaturesOfPatient(tx, practiceId, marisol))
  const record = kept.find((one) => one.consentId === consentId)?.record
  expect(record?.checked?.[0]).toEqual({ id: 'approved', given: [0, 1] })
  const copy = await readOwnPaper(clinic.house, patient, { consentId, paper: 'letter' })
  expect(copy.ok).toBe(true)
})

test('given a dose today, then her phone signs nothing either (M10)', async () => {
  await signOne(clinic.house, { patientId: marisol, kind: 'ride-and-no-driving' })
  const patient = await packetWith('touch')
  const nurse = as(maraQuist, 2)
  const session = await openRoom(clinic.house, nurse, { patientId: marisol, protocolId: 'kap-im', room: 'Fern' })
  clinic.clock.advance(60_000)
  const dose = { drug: 'ketamine', route: 'IM', givenMcg: 40_000, site: 'deltoid' }
  await roomDevice(clinic.house, nurse, session).chart('dose-given', dose)
  expect(await signed(patient, 'touch')).toMatchObject({ refusal: { code: 'signature-locked' } })
})

/** The session that the test above left running, with a dose given. */
async function runningSession() {
  const sessions = await inPractice(clinic.house.db, practiceId, (tx) => listPatientSessions(tx, practiceId, marisol))
  const running = sessions.find(({ status }) => status === 'open')
  if (running === undefined) throw new Error('no session is running')
  return running.id
}

async function roomNow() {
  const ledger = await readLedger(clinic.house, practiceId, await runningSession())
  if (ledger === null) throw new Error('no ledger')
  return ledger
}

describe('given Marisol under the medicine, with her phone (RULINGS 8)', () => {
  const own = async () => {
    const patient = await packetWith('touch')
    const read = await readOwnPapers(clinic.house, patient)
    if (!read.ok) throw new Error(read.refusal.sentence)
    return { patient, papers: read.value.papers }
  }

  test('when she takes the treatment back, then the room is asked to hold at once, and the record names her as the author', async () => {
    const { patient, papers } = await own()
    const treatment = papers.find((one) => one.kind === 'treatment-im')
    expect(treatment).toMatchObject({ mayTakeBack: true })
    const { consentId = '' } = treatment ?? {}
    const taken = await withdrawOwnConsent(clinic.house, patient, { consentId })
    expect(taken).toMatchObject({ ok: true, value: { sessionId: await runningSession() } })
    const { state, entries } = await roomNow()
    expect(unansweredWithdrawals(state)).toMatchObject([{ consentId, treatment: true, saidBy: 'patient' }])
    expect(entries.at(-1)?.actor).toEqual({ membershipId: marisol, role: 'patient', name: 'The patient, by link' })
    const chart = await readConsents(clinic.house, as(theoLind), { patientId: marisol })
    const now = chart.ok ? chart.value.now : []
    expect(now.find(({ kind }) => kind === 'treatment-im')).toMatchObject({ state: 'withdrawn' })
    // Each by itself: the ride home stands as it stood.
    expect(now.find(({ kind }) => kind === 'ride-and-no-driving')).toMatchObject({ state: 'signed' })
    expect(await withdrawOwnConsent(clinic.house, patient, { consentId })).toMatchObject({
      refusal: { code: 'consent-already-withdrawn' },
    })
  })

  test('when the id is somebody else’s, or nobody was identified, then nothing is taken back', async () => {
    const { patient, papers } = await own()
    const other = { consentId: clinic.house.newId() }
    expect(await withdrawOwnConsent(clinic.house, patient, other)).toMatchObject({ refusal: { family: 'not-found' } })
    const [paper] = papers
    const unknown = { ...patient, identityShown: false }
    expect(await withdrawOwnConsent(clinic.house, unknown, { consentId: paper?.consentId ?? '' })).toMatchObject({
      refusal: { code: 'identity-not-shown' },
    })
  })

  test('then an acknowledged notice is not offered: it permits nothing', async () => {
    const { papers } = await own()
    expect(papers.find((one) => one.kind === 'privacy-notice')).toMatchObject({ mayTakeBack: false })
    expect(papers.find((one) => one.kind === 'treatment-im')).toMatchObject({ mayTakeBack: false })
  })
})
