import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { helenAmes, lenaOkafor, maraQuist, samReyes, theoLind } from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { openRoom, order, roomDevice, unitOrderForm } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import type { SessionId } from '@holdspace/kit/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPapers } from '../bill/read-papers.ts'
import { readDataSheet } from './read-data-sheet.ts'
import { readForSigning } from './read-for-signing.ts'

let clinic: TestHouse
let session: SessionId
let patientId: Awaited<ReturnType<typeof openChart>>
const ames = () => actAs(helenAmes, clinic.clock.now)
const quist = () => actAs(maraQuist, clinic.clock.now, 2)
const minutes = (count: number) => clinic.clock.advance(count * 60_000)
const baseline = {
  systolicMmHg: 124,
  diastolicMmHg: 78,
  heartRateBpm: 72,
  spo2Percent: 98,
  respiratoryRatePerMin: 14,
  sedationMoaas: 5,
  source: 'typed',
}
const sheet = (actor: ReturnType<typeof ames>) =>
  readDataSheet(clinic.house, actor, { sessionId: session, paper: 'letter' })

beforeAll(async () => {
  clinic = await testHouse()
  await approveProtocols(clinic.house, ames())
  patientId = await openChart(clinic.house, quist(), marisolFromValley)
  session = await openRoom(clinic.house, quist(), { patientId, protocolId: 'esketamine-nasal', room: 'Cedar' })
  await roomDevice(clinic.house, actAs(lenaOkafor, clinic.clock.now, 3), session).chart('participant-joined', {
    deviceLabel: 'Tablet 2',
  })
  const nurse = roomDevice(clinic.house, quist(), session)
  await nurse.chart('vitals-taken', baseline)
  await nurse.chart('escort-confirmed', {
    name: 'Jo Ybarra',
    phone: '518-555-0110',
    relationship: 'sister',
    present: true,
  })
})
afterAll(() => clinic.stop())

describe('the data sheet of an esketamine session', () => {
  it('given nothing was given yet, then there is none, and the record offers none', async () => {
    expect(await sheet(ames())).toMatchObject({ ok: false, refusal: { code: 'no-data-sheet' } })
    const view = await readForSigning(clinic.house, ames(), { sessionId: session })
    expect(view).toMatchObject({ ok: true, value: { hasDataSheet: false } })
  })

  it('given two devices were used, then it is drawn from the record, a draft until the record is signed', async () => {
    const nurse = roomDevice(clinic.house, quist(), session)
    const orderEntryId = await order(clinic.house, ames(), session, unitOrderForm(56))
    const device = {
      orderEntryId,
      drug: 'esketamine',
      route: 'IN',
      givenMcg: 28_000,
      unit: 'device',
      units: [{ strengthMcg: 28_000, count: 1 }],
      lot: 'KB4471',
    }
    await nurse.chart('dose-given', device)
    minutes(5)
    await nurse.chart('dose-given', device)
    minutes(40)
    await nurse.chart('vitals-taken', baseline)
    const drawn = await sheet(ames())
    if (!drawn.ok) throw new Error(drawn.refusal.sentence)
    expect(drawn.value.fileName).toMatch(/^draft-esketamine-data-sheet-.+-\d{4}-\d{2}-\d{2}\.pdf$/)
    expect(new TextDecoder('latin1').decode(drawn.value.pdf.slice(0, 5))).toBe('%PDF-')
    const view = await readForSigning(clinic.house, ames(), { sessionId: session })
    expect(view).toMatchObject({ ok: true, value: { hasDataSheet: true } })
    // Papers lists it with the signed record, and nothing of this session is signed.
    const papers = await readPapers(clinic.house, ames(), { patientId })
    if (!papers.ok) throw new Error(papers.refusal.sentence)
    expect(papers.value.papers.filter((one) => one.title === 'Esketamine data sheet')).toEqual([])
  })

  it('given the front desk or another practice asks, then it is not theirs', async () => {
    expect(await sheet(actAs(theoLind, clinic.clock.now))).toMatchObject({
      ok: false,
      refusal: { code: 'may-not-record-print' },
    })
    expect(await sheet(actAs(samReyes, clinic.clock.now))).toMatchObject({
      ok: false,
      refusal: { family: 'not-found' },
    })
  })
})
