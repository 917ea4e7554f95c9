import { cents, centsOf } from '@holdspace/billing/cents'
import { superbillContent } from '@holdspace/documents/superbill'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { marigoldProfile, openBilling, sellPaidPackage } from '@holdspace/fixture-clinic/billing-fixtures'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { helenAmes, priyaRaman, samReyes, theoLind } from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { dateInZone, plusPeriod } from '@holdspace/kit/calendar-date'
import type { PatientId } from '@holdspace/kit/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chargeWithoutSession } from './charge-without-session.ts'
import { voidCharges } from './correct-account.ts'
import { issuePaper } from './issue-paper.ts'
import { readAccount } from './read-account.ts'

let clinic: TestHouse
let marisol: PatientId
const as = (person: typeof theoLind) => actAs(person, clinic.clock.now)
const today = () => dateInZone(clinic.clock.now(), 'America/New_York')

beforeAll(async () => {
  clinic = await testHouse()
  marisol = await openChart(clinic.house, as(theoLind), marisolFromValley)
  await openBilling(clinic.house)
})
afterAll(() => clinic.stop())

function charge(
  wanted: { code?: string; units?: number; reason?: string; usePackage?: boolean; days?: number; by?: string } = {},
) {
  const { code = 'EVAL', units = 1, reason = 'First visit', usePackage = false, days = 0, by = null } = wanted
  return {
    sheetId: clinic.house.newId(),
    patientId: marisol,
    serviceDate: plusPeriod(today(), `P${days}D`),
    lines: [{ code, units, unitCents: cents.parse(37_500), usePackage, reason, renderedBy: by }],
  }
}

async function owed(): Promise<number> {
  const account = await readAccount(clinic.house, as(priyaRaman), { patientId: marisol })
  if (!account.ok) throw new Error(account.refusal.sentence)
  return account.value.standing.owedCents
}

describe('what no session gave rise to', () => {
  it('is charged by billing with what it was for, once however often it is sent, and taken back with a reason', async () => {
    const sheet = charge()
    for (let times = 0; times < 2; times += 1) {
      expect(await chargeWithoutSession(clinic.house, as(priyaRaman), sheet)).toMatchObject({
        ok: true,
        value: { owedCents: centsOf(37_500) },
      })
    }
    expect(await owed()).toBe(37_500)
    const taken = {
      reversalId: clinic.house.newId(),
      sheetId: sheet.sheetId,
      patientId: marisol,
      reason: 'Wrong person',
    }
    expect(await voidCharges(clinic.house, as(priyaRaman), taken)).toMatchObject({ ok: true })
    expect(await owed()).toBe(0)
  })

  it('is refused without a reason, of a service nobody priced, for a day to come, and to whoever does not charge', async () => {
    const by = (person: typeof theoLind, sheet: ReturnType<typeof charge>) =>
      chargeWithoutSession(clinic.house, as(person), sheet)
    expect(await by(priyaRaman, charge({ reason: '' }))).toMatchObject({ refusal: { code: 'reason-needed' } })
    expect(await by(priyaRaman, charge({ code: 'NOTHING' }))).toMatchObject({ refusal: { code: 'not-in-schedule' } })
    expect(await by(priyaRaman, charge({ days: 1 }))).toMatchObject({ refusal: { code: 'service-in-the-future' } })
    expect(await by(priyaRaman, charge({ units: 0 }))).toMatchObject({ refusal: { code: 'nothing-charged' } })
    expect(await by(helenAmes, charge())).toMatchObject({ refusal: { family: 'not-permitted' } })
    expect(await by(samReyes, charge())).toMatchObject({ ok: false })
    expect(await owed()).toBe(0)
  })

  it('names on the superbill who did it, or says that nobody is named; never somebody the practice does not know for it', async () => {
    const doctor = marigoldProfile.providers.find(({ performs }) => performs === 'prescriber')
    const therapist = marigoldProfile.providers.find(({ performs }) => performs === 'therapist')
    const asked = { reason: 'First visit', usePackage: false }
    const wrong = charge({ ...asked, by: therapist?.npi ?? '' })
    expect(await chargeWithoutSession(clinic.house, as(priyaRaman), wrong)).toMatchObject({
      ok: false,
      refusal: { code: 'provider-not-known', field: 'renderedBy' },
    })
    const told = async (by?: string) => {
      const sheet = charge({ ...asked, ...(by === undefined ? {} : { by }) })
      expect((await chargeWithoutSession(clinic.house, as(priyaRaman), sheet)).ok).toBe(true)
      const paperId = clinic.house.newId()
      const paper = { kind: 'superbill' as const, sheetIds: [sheet.sheetId], diagnoses: [], referring: null }
      const issued = await issuePaper(clinic.house, as(theoLind), { paperId, patientId: marisol, paper })
      expect(issued.ok).toBe(true)
      const account = await readAccount(clinic.house, as(priyaRaman), { patientId: marisol })
      if (!account.ok) throw new Error(account.refusal.sentence)
      return superbillContent
        .pick({ providers: true })
        .loose()
        .parse(account.value.papers.find((one) => one.paperId === paperId)?.document).providers
    }
    expect(await told(doctor?.npi)).toMatchObject([{ name: 'Dr Helen Ames', npi: doctor?.npi, mark: '1' }])
    expect(await told()).toEqual([])
  })

  it('is taken from a package that holds it, and then nothing is owed for it', async () => {
    const before = await owed()
    await sellPaidPackage(clinic.house, marisol)
    const sheet = { ...charge({ usePackage: true, code: 'KAP-DOSE', reason: 'Held at the partner clinic' }) }
    expect(await chargeWithoutSession(clinic.house, as(priyaRaman), sheet)).toMatchObject({
      ok: true,
      value: { owedCents: 0 },
    })
    expect(await owed()).toBe(before)
  })
})
