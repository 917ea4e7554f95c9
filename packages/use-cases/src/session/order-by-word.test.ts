import { alertsOf } from '@holdspace/clinic/session/monitoring'
import { inPractice } from '@holdspace/db/database'
import { taskOfEvidence } from '@holdspace/db/task-store'
import { projectSession } from '@holdspace/fhir/project-session'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { helenAmes, lenaOkafor, maraQuist, samReyes } from '@holdspace/fixture-clinic/people'
import { signPlan } from '@holdspace/fixture-clinic/plan-fixtures'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { openRoom, orderForm, readBackOf, roomDevice } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { grams } from '@holdspace/kit/amounts'
import { type EntryId, entryId, type PatientId, type SessionId } from '@holdspace/kit/ids'
import { plusMinutes } from '@holdspace/kit/instant'
import { weightReadBack } from '@holdspace/protocols/weight'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readForSigning } from '../sign/read-for-signing.ts'
import { countersignOrder } from './countersign-order.ts'
import { readLedger } from './ledger.ts'
import { orderDose } from './order-dose.ts'
import { readSession } from './read-session.ts'
import { sessionRefs } from './session-fhir.ts'
import { takeVerbalOrder, verbalOrderEvidence } from './take-verbal-order.ts'

/** An order given by word and a limit of one patient, on a real record (RULINGS 3, 5). */
let clinic: TestHouse
let marisol: PatientId
let session: SessionId
let orderId: EntryId
let readBack: string | null
const ames = () => actAs(helenAmes, clinic.clock.now)
const quist = () => actAs(maraQuist, clinic.clock.now, 2)
const minutes = (count: number) => clinic.clock.advance(count * 60_000)
const baseline = {
  systolicMmHg: 124,
  diastolicMmHg: 78,
  heartRateBpm: 47,
  spo2Percent: 98,
  respiratoryRatePerMin: 14,
  sedationMoaas: 5,
  source: 'typed',
}
const newEntry = () => entryId.parse(clinic.house.newId())
const byWord = (more: object = {}) => ({
  id: orderId,
  sessionId: session,
  form: orderForm(0.5, 'IV'),
  readBack,
  prescriberMembershipId: helenAmes.membershipId,
  saidAt: plusMinutes(clinic.house.clock(), -2),
  ...more,
})

beforeAll(async () => {
  clinic = await testHouse()
  await approveProtocols(clinic.house, ames())
  marisol = await openChart(clinic.house, quist(), marisolFromValley)
  const slowPulse = { ruleId: 'hr.low', item: 'hr' as const, value: 45, reason: 'Takes a beta-blocker' }
  await signPlan(clinic.house, marisol, { track: 'kap', changes: { patientLimits: [slowPulse] } })
  session = await openRoom(clinic.house, quist(), { patientId: marisol, protocolId: 'kap-iv-6-in-3wk', room: 'Cedar' })
  const nurse = roomDevice(clinic.house, quist(), session)
  const therapist = roomDevice(clinic.house, actAs(lenaOkafor, clinic.clock.now, 3), session)
  await therapist.chart('participant-joined', { deviceLabel: 'Tablet 2' })
  await nurse.chart('weight-measured', {
    weightGrams: 70_000,
    enteredValue: '70',
    enteredUnit: 'kg',
    heightMm: 1680,
    readBack: weightReadBack(grams.parse(70_000)),
  })
  await nurse.chart('vitals-taken', baseline)
  await nurse.chart('escort-confirmed', { name: 'Jo', phone: '518-555-0110', relationship: 'sister', present: false })
  minutes(5)
  orderId = newEntry()
  readBack = await readBackOf(clinic.house, quist(), session, orderForm(0.5, 'IV'))
})
afterAll(() => clinic.stop())

describe('limits of one patient, from the signed plan into the room (RULINGS 5)', () => {
  it('pins them with the day they were set; a pulse of 47 is hers and raises nothing', async () => {
    const ledger = await readLedger(clinic.house, helenAmes.practiceId, session)
    expect(ledger?.state.opened?.patientLimits).toMatchObject([
      { ruleId: 'hr.low', value: 45, setBy: helenAmes.displayName, setOn: '2026-11-21' },
    ])
    expect(ledger === null ? null : alertsOf(ledger.state, ledger.protocol)).toEqual([])
    const view = await readForSigning(clinic.house, ames(), { sessionId: session })
    const paper = view.ok ? JSON.stringify(view.value.blocks) : ''
    expect(paper).toContain('set by Dr Helen Ames on 21-Nov-2026: Takes a beta-blocker')
  })
})

describe('an order by word (RULINGS 3)', () => {
  it('is refused to a therapist, in the name of nobody, and without its read-back', async () => {
    const codeOf = (answer: Awaited<ReturnType<typeof takeVerbalOrder>>) => (answer.ok ? 'taken' : answer.refusal.code)
    const okafor = actAs(lenaOkafor, clinic.clock.now, 3)
    expect(codeOf(await takeVerbalOrder(clinic.house, okafor, byWord()))).toBe('may-not-session-take-verbal-order')
    const asNurse = (more: object) => takeVerbalOrder(clinic.house, quist(), byWord(more))
    expect(codeOf(await asNurse({ prescriberMembershipId: samReyes.membershipId }))).toBe('prescriber-not-found')
    expect(codeOf(await asNurse({ prescriberMembershipId: lenaOkafor.membershipId }))).toBe('dose-gate-closed')
    expect(codeOf(await asNurse({ readBack: null }))).toBe('read-back-missing')
    expect(codeOf(await asNurse({ readBack: readBack?.replace('35', '350') }))).toBe('read-back-changed')
  })

  it('names in the room only prescribers whose papers hold', async () => {
    const room = await readSession(clinic.house, quist(), { sessionId: session })
    const named = room.ok ? room.value.prescribers.map((one) => one.displayName) : []
    expect(named).toContain(helenAmes.displayName)
    expect(named).not.toContain(lenaOkafor.displayName)
  })

  it('is written down once with when it was said, and its prescriber finds a task', async () => {
    const sent = byWord()
    const taken = await takeVerbalOrder(clinic.house, quist(), sent)
    expect(taken).toMatchObject({ ok: true })
    expect(await takeVerbalOrder(clinic.house, quist(), sent)).toEqual(taken)
    const changed = { ...sent, form: orderForm(0.4, 'IV') }
    expect(await takeVerbalOrder(clinic.house, quist(), changed)).toMatchObject({
      refusal: { code: 'entry-id-reused' },
    })
    expect(await orderDose(clinic.house, ames(), sent)).toMatchObject({ refusal: { code: 'entry-id-reused' } })
    const ledger = await readLedger(clinic.house, helenAmes.practiceId, session)
    const order = ledger?.state.orders[0]
    expect(order).toMatchObject({ occurredAt: sent.saidAt, verbal: { orderedBy: helenAmes.displayName } })
    expect(order?.actor.name).toBe(maraQuist.displayName)
    expect(await task()).toMatchObject({
      status: 'open',
      owner: { membershipId: helenAmes.membershipId },
      dueAt: plusMinutes(sent.saidAt, 24 * 60),
    })
  })

  it('keeps the record from being signed until it is countersigned under the password; then the task is done', async () => {
    const unanswered = async () => {
      const view = await readForSigning(clinic.house, ames(), { sessionId: session })
      return view.ok ? view.value.unanswered.join() : ''
    }
    expect(await unanswered()).toContain('is not countersigned yet')
    const countersigning = { id: newEntry(), sessionId: session, orderEntryId: orderId }
    expect(await countersignOrder(clinic.house, { ...ames(), lastStepUpAt: null }, countersigning)).toMatchObject({
      refusal: { family: 'step-up-required' },
    })
    const signed = await countersignOrder(clinic.house, ames(), countersigning)
    expect(signed).toMatchObject({ ok: true })
    expect(await countersignOrder(clinic.house, ames(), countersigning)).toEqual(signed)
    const other = { ...countersigning, orderEntryId: newEntry() }
    expect(await countersignOrder(clinic.house, ames(), other)).toMatchObject({ refusal: { code: 'id-taken' } })
    expect(await unanswered()).not.toContain('countersigned')
    expect(await task()).toMatchObject({ status: 'done' })
    const view = await readForSigning(clinic.house, ames(), { sessionId: session })
    const paper = view.ok ? JSON.stringify(view.value.blocks) : ''
    expect(paper).toContain('read back by Mara Quist RN')
    expect(paper).toContain('I gave this order by word')
    const ledger = await readLedger(clinic.house, helenAmes.practiceId, session)
    const told = projectSession(ledger?.entries ?? [], sessionRefs(clinic.house, ames(), null))
    const request = JSON.parse(told.find(({ type }) => type === 'MedicationRequest')?.text ?? '{}')
    expect(request.requester.reference).toContain(helenAmes.membershipId)
    expect(request.recorder.reference).toContain(maraQuist.membershipId)
  })
})

async function task() {
  const evidence = verbalOrderEvidence(session, orderId)
  return inPractice(clinic.house.db, helenAmes.practiceId, (tx) =>
    taskOfEvidence(tx, helenAmes.practiceId, 'countersign-order', evidence),
  )
}
