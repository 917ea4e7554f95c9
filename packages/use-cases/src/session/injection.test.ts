import { unansweredOf } from '@holdspace/clinic/session/deviations'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { helenAmes, lenaOkafor, maraQuist } from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { openRoom, order, orderForm, readBackOf, roomDevice } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { grams, mcgPerMicrolitre } from '@holdspace/kit/amounts'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { entryId, type PatientId, type SessionId } from '@holdspace/kit/ids'
import { weightReadBack } from '@holdspace/protocols/weight'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readLedger } from './ledger.ts'
import { orderDose } from './order-dose.ts'

/** KAP by injection: ordered by weight, drawn from a vial, given into a muscle, and what was not in order stays visible. */
let clinic: TestHouse
let session: SessionId
const nurse = () => actAs(maraQuist, clinic.clock.now, 2)
const kilograms = (shown: number) => ({
  weightGrams: shown * 1000,
  enteredValue: String(shown),
  enteredUnit: 'kg',
  readBack: weightReadBack(grams.parse(shown * 1000)),
})

beforeAll(async () => {
  clinic = await testHouse()
  const ames = actAs(helenAmes, clinic.clock.now)
  await approveProtocols(clinic.house, ames)
  const marisol: PatientId = await openChart(clinic.house, nurse(), marisolFromValley)
  session = await openRoom(clinic.house, nurse(), { patientId: marisol, protocolId: 'kap-im', room: 'Willow' })
  const device = roomDevice(clinic.house, nurse(), session)
  await roomDevice(clinic.house, actAs(lenaOkafor, clinic.clock.now, 3), session).chart('participant-joined', {
    deviceLabel: 'Tablet',
  })
  await device.chart('weight-measured', { ...kilograms(80), heightMm: 1750 })
  const vitals = {
    systolicMmHg: 122,
    diastolicMmHg: 76,
    heartRateBpm: 68,
    spo2Percent: 98,
    respiratoryRatePerMin: 14,
    sedationMoaas: 5,
    temperatureDeciCelsius: 367,
  }
  await device.chart('vitals-taken', { ...vitals, dissociation: 0, source: 'typed' })
  await device.chart('escort-confirmed', {
    name: 'Jo Ybarra',
    phone: '518-555-0110',
    relationship: 'sister',
    present: false,
  })
})
afterAll(() => clinic.stop())

const ledger = async () => {
  const read = await readLedger(clinic.house, maraQuist.practiceId, session)
  if (read === null) throw new Error('The session is not there.')
  return read
}

describe('a session by injection', () => {
  it('refuses an order whose vial is another strength than it was worked out for, and records nothing (M01)', async () => {
    const before = (await ledger()).entries.length
    const form = { ...orderForm(0.75, 'IM'), vialConcentration: mcgPerMicrolitre.parse(10) }
    const asked = { id: entryId.parse(clinic.house.newId()), sessionId: session, form, readBack: 'Read aloud.' }
    const refused = await orderDose(clinic.house, actAs(helenAmes, clinic.clock.now), asked)
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'CONC_MISMATCH' } })
    expect((await ledger()).entries).toHaveLength(before)
  })

  it('refuses an order read back for the weight before a colleague weighed again, and records no order (M02)', async () => {
    const asked = { id: entryId.parse(clinic.house.newId()), sessionId: session, form: orderForm(0.75, 'IM') }
    const prescriber = actAs(helenAmes, clinic.clock.now)
    const readBack = await readBackOf(clinic.house, prescriber, session, asked.form)
    const tablet = roomDevice(clinic.house, nurse(), session)
    await tablet.chart('weight-measured', kilograms(84))
    const refused = await orderDose(clinic.house, prescriber, { ...asked, readBack })
    const now = await readBackOf(clinic.house, prescriber, session, asked.form)
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'read-back-changed' } })
    expect(refused.ok ? '' : refused.refusal.sentence).toContain(now)
    expect((await ledger()).state.orders).toEqual([])
    await tablet.chart('weight-measured', kilograms(80))
  })

  it('orders 0.75 mg/kg for 80 kg as 1.2 mL of 50 mg/mL, and gives it (D26)', async () => {
    const orderId = await order(clinic.house, actAs(helenAmes, clinic.clock.now), session, orderForm(0.75, 'IM'))
    const { state } = await ledger()
    expect(state.orders[0]).toMatchObject({ route: 'IM', drawnMcg: 60_000, volumeMicrolitres: 1_200 })
    const device = roomDevice(clinic.house, nurse(), session)
    await device.chart('dose-given', {
      orderEntryId: orderId,
      drug: 'ketamine',
      route: 'IM',
      givenMcg: 60_000,
      volumeMicrolitres: 1_200,
      site: 'left deltoid',
      lot: 'K-2291',
    })
    const after = await ledger()
    expect(after.state.doses).toMatchObject([{ givenMcg: 60_000, site: 'left deltoid' }])
    expect(unansweredOf(after.state, after.protocol)).toEqual([])
  })

  it('records a dose by a nurse whose licence ended, and does not let the breach go unseen (RULINGS 1, M13)', async () => {
    const ended = nurse().credentials.map((one) => ({ ...one, expires: calendarDate.parse('2026-11-20') }))
    const device = roomDevice(clinic.house, { ...nurse(), credentials: ended }, session)
    const given = { drug: 'ketamine', route: 'IM', givenMcg: 10_000, site: 'right deltoid' }
    const entry = { ...device.draft('dose-given', { ...given, breach: 'Nothing to see here' }), deviceSeq: 40 }
    expect(await device.send(entry)).toMatchObject([{ outcome: 'recorded' }])
    expect(await device.send(entry)).toMatchObject([{ outcome: 'recorded' }])
    const { state, protocol } = await ledger()
    expect(state.doses).toHaveLength(2)
    expect(unansweredOf(state, protocol).join('\n')).toContain('Mara Quist RN’s licence ended on 20-Nov-2026')
    expect(unansweredOf(state, protocol).join('\n')).not.toContain('Nothing to see')
  })
})
