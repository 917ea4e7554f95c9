import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { helenAmes, lenaOkafor, maraQuist, priyaRaman, samReyes } from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { openRoom, order, orderForm, roomDevice } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { entryId, type PatientId, type SessionId } from '@holdspace/kit/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readChart } from '../people/read-chart.ts'
import { fileAddendum } from '../sign/file-addendum.ts'
import { readForSigning } from '../sign/read-for-signing.ts'
import { readPaper } from '../sign/read-paper.ts'
import { signSession } from '../sign/sign-session.ts'
import { readLedger } from './ledger.ts'
import { orderDose } from './order-dose.ts'
import { readSession } from './read-session.ts'

/** The main job without a browser: one person's infusion, charted by two people, signed, and added to afterwards. */
let clinic: TestHouse
let marisol: PatientId
let session: SessionId
const minutes = (count: number) => clinic.clock.advance(count * 60_000)
const ames = () => actAs(helenAmes, clinic.clock.now)
const quist = () => actAs(maraQuist, clinic.clock.now, 2)
const okafor = () => actAs(lenaOkafor, clinic.clock.now, 3)

const baseline = {
  systolicMmHg: 124,
  diastolicMmHg: 78,
  heartRateBpm: 72,
  spo2Percent: 98,
  respiratoryRatePerMin: 14,
  sedationMoaas: 5,
  source: 'typed',
}

beforeAll(async () => {
  clinic = await testHouse()
  await approveProtocols(clinic.house, ames())
  marisol = await openChart(clinic.house, quist(), marisolFromValley)
  session = await openRoom(clinic.house, quist(), { patientId: marisol, protocolId: 'kap-iv-6-in-3wk', room: 'Cedar' })
})
afterAll(() => clinic.stop())

describe('a medicine session from opening to addendum', () => {
  it('refuses an order while something is missing, and says what and who mends it', async () => {
    const refused = await orderDose(clinic.house, ames(), {
      id: entryId.parse(clinic.house.newId()),
      sessionId: session,
      form: orderForm(0.5, 'IV'),
      readBack: 'Read aloud.',
    })
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'dose-gate-closed' } })
    const details = refused.ok ? [] : (refused.refusal.details ?? [])
    expect(details.join('\n')).toContain('Baseline vital signs')
    expect(details.join('\n')).toContain('Somebody is named to take the person home')
    expect(details.join('\n')).toContain('Therapist in the room')
  })

  it('lets nurse and therapist chart side by side, and each sees the other’s entries in one order', async () => {
    const nurse = roomDevice(clinic.house, quist(), session)
    const therapist = roomDevice(clinic.house, okafor(), session)
    await nurse.chart('participant-joined', { deviceLabel: 'Tablet 1' })
    await therapist.chart('participant-joined', { deviceLabel: 'Tablet 2' })
    await nurse.chart('weight-measured', {
      weightGrams: 70_000,
      enteredValue: '70',
      enteredUnit: 'kg',
      heightMm: 1680,
      readBack: '70 kg, that is 154.3 lb',
    })
    await nurse.chart('vitals-taken', baseline)
    await nurse.chart('escort-confirmed', {
      name: 'Jo Ybarra',
      phone: '518-555-0110',
      relationship: 'sister',
      present: false,
    })
    const orderId = await order(clinic.house, ames(), session, orderForm(0.5, 'IV'))
    minutes(3)
    await nurse.chart('infusion-started', {
      orderEntryId: orderId,
      drug: 'ketamine',
      totalMcg: 35_000,
      finalVolumeMicrolitres: 100_000,
      pumpMicrolitresPerHour: 150_000,
      plannedMinutes: 40,
      lot: 'K-2291',
    })
    minutes(10)
    await nurse.chart('vitals-taken', { ...baseline, systolicMmHg: 184, diastolicMmHg: 96 })
    await therapist.chart('observation-noted', { text: 'Eyes closed, breathing slowly, one tear.' })
    const room = await readSession(clinic.house, okafor(), { sessionId: session })
    if (!room.ok) throw new Error(room.refusal.sentence)
    expect(room.value.entries.map((entry) => entry.seq)).toEqual(room.value.entries.map((_entry, at) => at + 1))
    expect(room.value.entries.map((entry) => entry.kind)).toContain('infusion-started')
    expect(room.value.entries.filter((entry) => entry.actor.role === 'therapist')).toHaveLength(2)
  })

  it('counts an entry once, however often it is sent, and refuses its id for anything else (R5, IK5)', async () => {
    const nurse = roomDevice(clinic.house, quist(), session)
    const entry = { ...nurse.draft('vitals-taken', { heartRateBpm: 80, source: 'typed' }), deviceSeq: 20 }
    const answers = await Promise.all(Array.from({ length: 10 }, () => nurse.send(entry)))
    const seqs = new Set(answers.flat().map((answer) => (answer.outcome === 'recorded' ? answer.seq : 'refused')))
    expect(seqs.size).toBe(1)
    const [reused] = await nurse.send({ ...entry, body: { heartRateBpm: 81, source: 'typed' } })
    expect(reused).toMatchObject({ outcome: 'refused', refusal: { code: 'entry-id-reused' } })
  })

  it('a therapist’s administration is refused and changes nothing, the vitals sent with it are recorded (RULINGS 3)', async () => {
    const therapist = roomDevice(clinic.house, okafor(), session)
    const before = (await readLedger(clinic.house, helenAmes.practiceId, session))?.entries.length ?? 0
    const dose = {
      ...therapist.draft('dose-given', { drug: 'ketamine', route: 'IM', givenMcg: 10_000 }),
      deviceSeq: 10,
    }
    const vitals = { ...therapist.draft('vitals-taken', { heartRateBpm: 88, source: 'typed' }), deviceSeq: 11 }
    const answers = await therapist.send(dose, vitals)
    expect(answers.map((one) => one.outcome)).toEqual(['refused', 'recorded'])
    expect((await readLedger(clinic.house, helenAmes.practiceId, session))?.entries).toHaveLength(before + 1)
  })

  it('shows what was weighed here on the person’s chart, with who weighed; billing sees none of it', async () => {
    const chart = await readChart(clinic.house, ames(), { patientId: marisol })
    const shown = chart.ok ? (chart.value.chartedWeights ?? []) : []
    expect(shown.map(({ grams, sessionId, by }) => [grams, sessionId, by])).toEqual([
      [70_000, session, maraQuist.displayName],
    ])
    const billing = await readChart(clinic.house, actAs(priyaRaman, clinic.clock.now), { patientId: marisol })
    expect(billing.ok ? billing.value.chartedWeights : 'refused').toBeNull()
  })

  it('shows another practice nothing, not even that the session exists (S05)', async () => {
    const stranger = await readSession(clinic.house, actAs(samReyes, clinic.clock.now), { sessionId: session })
    expect(stranger).toMatchObject({ ok: false, refusal: { family: 'not-found' } })
  })

  it('does not call the session completed while a discharge criterion is unmet (M08)', async () => {
    const nurse = roomDevice(clinic.house, quist(), session)
    minutes(30)
    await nurse.chart('infusion-stopped', { why: 'complete', volumeGivenMicrolitres: 100_000, givenMcg: 35_000 })
    const [refused] = await nurse.send({
      ...nurse.draft('session-ended', { ending: 'completed', unmetCriteria: [] }),
      deviceSeq: 30,
    })
    expect(refused).toMatchObject({ outcome: 'refused', refusal: { code: 'discharge-criteria-unmet' } })
  })

  it('completes once every criterion is met', async () => {
    const nurse = roomDevice(clinic.house, ames(), session)
    minutes(60)
    await nurse.chart('vitals-taken', baseline)
    await nurse.chart('escort-confirmed', {
      name: 'Jo Ybarra',
      phone: '518-555-0110',
      relationship: 'sister',
      present: true,
    })
    await nurse.chart('discharge-scored', {
      scale: 'padss',
      items: { vitalSigns: 2, activity: 2, nauseaAndPain: 2, bleeding: 2, intake: 2 },
      total: 10,
      oriented: true,
      gaitAtOwnBaseline: true,
      instructionsGiven: true,
      followUpBooked: true,
    })
    await nurse.chart('session-ended', { ending: 'completed', unmetCriteria: [] })
  })

  it('has the escort’s signature under the very text the practice approved, and none of another name (RULINGS 9)', async () => {
    const read = await readSession(clinic.house, quist(), { sessionId: session })
    const [approved] = read.ok ? read.value.instructions : []
    if (approved === undefined) throw new Error('no approved instructions came with the room')
    const { title, version, language, agreement: meaning } = approved.text
    expect(approved.text.lede).toContain('taking Marisol Inés Ybarra-Quinn home from Marigold House')
    const nurse = roomDevice(clinic.house, quist(), session)
    const text = { title, version, language, contentHash: approved.contentHash }
    const signed = { outcome: 'signed', escort: { name: 'Jo Ybarra', relationship: 'sister' }, text, meaning }
    const [refused] = await nurse.send({
      ...nurse.draft('instructions-answered', { ...signed, mark: { how: 'typed', name: 'Ann Other' } }),
      deviceSeq: 60,
    })
    expect(refused).toMatchObject({ outcome: 'refused', refusal: { code: 'signature-other-name' } })
    const [recorded] = await nurse.send({
      ...nurse.draft('instructions-answered', { ...signed, mark: { how: 'typed', name: 'jo ybarra' } }),
      deviceSeq: 61,
    })
    expect(recorded).toMatchObject({ outcome: 'recorded' })
    const ledger = await readLedger(clinic.house, ames().practiceId, session)
    expect(ledger?.state.instructions).toMatchObject({ outcome: 'signed', text })
  })

  it('is not signed while an alert has no answer, nor by a nurse, nor without the password again', async () => {
    const view = await readForSigning(clinic.house, ames(), { sessionId: session })
    if (!view.ok) throw new Error(view.refusal.sentence)
    expect(view.value.unanswered.join()).toContain('184')
    const request = {
      id: entryId.parse(clinic.house.newId()),
      sessionId: session,
      meaning: 'responsible-prescriber' as const,
      shownHash: view.value.contentHash,
      signWithout: [],
    }
    expect(await signSession(clinic.house, ames(), request)).toMatchObject({
      ok: false,
      refusal: { code: 'alerts-unanswered' },
    })
    expect(await signSession(clinic.house, quist(), request)).toMatchObject({
      ok: false,
      refusal: { family: 'not-permitted' },
    })
    await answerAlerts()
    const stale = await signSession(clinic.house, ames(), request)
    expect(stale).toMatchObject({ ok: false, refusal: { code: 'record-changed' } })
    const fresh = await shownHash()
    const withoutPassword = await signSession(
      clinic.house,
      { ...ames(), lastStepUpAt: null },
      { ...request, shownHash: fresh },
    )
    expect(withoutPassword).toMatchObject({ ok: false, refusal: { family: 'step-up-required' } })
  })

  it('is signed once by the signed-in prescriber, locked, and drawn as a paper', async () => {
    const request = {
      id: entryId.parse(clinic.house.newId()),
      sessionId: session,
      meaning: 'responsible-prescriber' as const,
      shownHash: await shownHash(),
      signWithout: [],
    }
    const signed = await signSession(clinic.house, ames(), request)
    expect(signed).toMatchObject({ ok: true, value: { contentHash: request.shownHash } })
    expect(await signSession(clinic.house, ames(), request)).toEqual(signed)
    const again = await signSession(clinic.house, ames(), { ...request, id: entryId.parse(clinic.house.newId()) })
    expect(again).toMatchObject({ ok: false, refusal: { code: 'already-signed' } })
    const paper = await readPaper(clinic.house, ames(), { sessionId: session, paper: 'letter' })
    expect(paper.ok && new TextDecoder('latin1').decode(paper.value.pdf.slice(0, 5))).toBe('%PDF-')
  })

  it('takes an entry that arrives after the lock as an unconfirmed addendum, and leaves the signed hash alone', async () => {
    const signedHash = await shownHash()
    const nurse = roomDevice(clinic.house, quist(), session)
    const late = { ...nurse.draft('vitals-taken', { heartRateBpm: 74, source: 'typed' }), deviceSeq: 40 }
    const [answer] = await nurse.send(late)
    expect(answer).toMatchObject({ outcome: 'recorded' })
    expect(await nurse.send(late)).toEqual([answer])
    const addendum = {
      id: entryId.parse(clinic.house.newId()),
      sessionId: session,
      text: 'Sister called: home safely.',
    }
    const added = await fileAddendum(clinic.house, okafor(), addendum)
    expect(added.ok).toBe(true)
    expect(await fileAddendum(clinic.house, okafor(), addendum)).toEqual(added)
    const otherWords = await fileAddendum(clinic.house, okafor(), { ...addendum, text: 'Sister called: not home yet.' })
    expect(otherWords, 'the same id with another body (R5)').toMatchObject({ refusal: { code: 'id-taken' } })
    const ledger = await readLedger(clinic.house, helenAmes.practiceId, session)
    expect(ledger?.state.addenda.map((one) => one.unconfirmed)).toEqual([true, false])
    expect(ledger?.status).toBe('sealed')
    expect(await shownHash()).toBe(signedHash)
  })
})

async function shownHash(): Promise<string> {
  const view = await readForSigning(clinic.house, ames(), { sessionId: session })
  if (!view.ok) throw new Error(view.refusal.sentence)
  return view.value.contentHash
}

async function answerAlerts(): Promise<void> {
  const { alertsOf } = await import('@holdspace/clinic/session/monitoring')
  const { deviationsOf } = await import('@holdspace/clinic/session/deviations')
  const ledger = await readLedger(clinic.house, helenAmes.practiceId, session)
  if (ledger === null) throw new Error('no ledger')
  const prescriber = roomDevice(clinic.house, ames(), session)
  const open = [...alertsOf(ledger.state, ledger.protocol), ...deviationsOf(ledger.state, ledger.protocol)]
  for (const { ruleId, entryId: about } of open) {
    await prescriber.chart('decision-recorded', {
      about: { ruleId, entryId: about },
      decision: 'continue',
      reason: 'Rechecked at once, 128/80; patient calm.',
    })
  }
}
