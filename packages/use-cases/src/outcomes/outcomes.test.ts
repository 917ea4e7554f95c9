import { measureStanding } from '@holdspace/clinic/screening/measures'
import { inPractice } from '@holdspace/db/database'
import { measuresOf } from '@holdspace/db/measure-store'
import { waitingTasks } from '@holdspace/db/task-store'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { demoReferrals, referralOf } from '@holdspace/fixture-clinic/demo-referrals'
import { seedSession } from '@holdspace/fixture-clinic/demo-sessions'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { enterTotalOf } from '@holdspace/fixture-clinic/outcome-fixtures'
import { danaWhitfield, helenAmes, maraQuist, priyaRaman, samReyes, theoLind } from '@holdspace/fixture-clinic/people'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import type { PatientId } from '@holdspace/kit/ids'
import { plusMinutes } from '@holdspace/kit/instant'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readNextDose } from '../doses/read-next-dose.ts'
import { askDueMeasures, noteMissedMeasures } from './ask-measures.ts'
import { planDueMeasures } from './plan-measures.ts'
import { readOutcomes } from './read-outcomes.ts'
import { readPracticeOutcomes } from './read-practice-outcomes.ts'

let clinic: TestHouse
let nils: PatientId
const day = 24 * 60
const mara = () => actAs(maraQuist, clinic.clock.now, 2)
const later = (minutes: number) => clinic.clock.set(plusMinutes(clinic.clock.now(), minutes))
const machinery = () => ({ kind: 'system', practiceId: mara().practiceId, reason: 'measures' }) as const
const measures = () => inPractice(clinic.house.db, mara().practiceId, (tx) => measuresOf(tx, mara().practiceId, nils))
const calls = () =>
  inPractice(clinic.house.db, mara().practiceId, (tx) => waitingTasks(tx, mara().practiceId, 100)).then((all) =>
    all.filter((task) => task.kind === 'check-in-unanswered').map((task) => task.title),
  )
const codeOf = (decided: { ok: true } | { ok: false; refusal: { code: string } }) =>
  decided.ok ? 'accepted' : decided.refusal.code

beforeAll(async () => {
  clinic = await testHouse()
  const { house, clock } = clinic
  await approveProtocols(house, actAs(helenAmes, clock.now))
  // Without the address he has in the demo: somebody has to call.
  const { email: _none, ...withoutAddress } = demoReferrals['series-complete']
  nils = await openChart(house, mara(), referralOf(withoutAddress))
  await enterTotalOf(house, nils, 'phq-9', 20)
  later(day)
  await seedSession(house, clock, {
    patientId: nils,
    room: 'Willow',
    weightGrams: 68_000,
    heightMm: 1720,
    untilMinute: 90,
    isFinished: true,
    escort: { name: 'Nils Lindqvist', phone: '518-555-0177', relationship: 'brother' },
  })
})
afterAll(() => clinic.stop())

describe('after a session', () => {
  it('given it ended, then its four measures are planned, once', async () => {
    expect(await planDueMeasures(clinic.house, machinery())).toBe(1)
    expect(await planDueMeasures(clinic.house, machinery())).toBe(0)
    expect((await measures()).map((one) => one.kind)).toEqual([
      'check-in-24h',
      'check-in-72h',
      'after-7-days',
      'after-1-month',
    ])
  })

  it('given a measure is due and no address is on file, then somebody calls: nothing is silent (AL8)', async () => {
    expect(await askDueMeasures(clinic.house, machinery())).toBe(0)
    expect(await calls()).toEqual([])
    later(day)
    await askDueMeasures(clinic.house, machinery())
    const [first] = await measures()
    expect(first?.notSentWhy).toBe('No email address is on file.')
    expect(await calls()).toHaveLength(1)
    await askDueMeasures(clinic.house, machinery())
    expect(await calls()).toHaveLength(1)
  })

  it('given nobody answers in time, then it is missed, and told once', async () => {
    later(day)
    await noteMissedMeasures(clinic.house, machinery())
    const [first] = await measures()
    if (first === undefined) throw new Error('no measure')
    expect(measureStanding({ ...first, now: clinic.clock.now() })).toBe('missed')
    expect(await noteMissedMeasures(clinic.house, machinery())).toBe(0)
    expect(await calls()).toHaveLength(1)
  })
})

describe('outcomes of one person', () => {
  it('given measures before and after, then the plot has them, the dose with its number, and the course in words', async () => {
    later(6 * day)
    await enterTotalOf(clinic.house, nils, 'phq-9', 9)
    const read = await readOutcomes(clinic.house, mara(), { patientId: nils })
    if (!read.ok) throw new Error(read.refusal.sentence)
    const [series] = read.value.series
    expect(series).toMatchObject({ instrumentId: 'phq-9', max: 27, incomplete: 0 })
    expect(series?.points.map((point) => point.total)).toEqual([20, 9])
    expect(series?.progress).toMatchObject({
      course: 'response',
      fallPercent: 55,
      says: 'Response: 20 → 9, 55 % lower.',
    })
    expect(read.value.doses).toMatchObject([{ number: 1, route: 'IV', dissociationPeak: 7 }])
    expect(read.value.doses[0]?.mcgPerKg).toBeGreaterThan(400)
    // Entered by staff, the questionnaire answers the measure that asked for it; the two check-ins stay as they were.
    expect(read.value.measures.map(({ label, standing }) => `${label}: ${standing}`)).toEqual([
      'Check-in, 24 hours: missed',
      'Check-in, 72 hours: missed',
      'After 7 days: answered',
      'After 1 month: planned',
    ])
  })

  it('given she orders the next dose, then the doses so far, what they did, the step with its working and the range', async () => {
    const read = await readNextDose(clinic.house, actAs(helenAmes, clinic.clock.now), { patientId: nils })
    if (!read.ok || read.value === null) throw new Error('no next dose')
    const { doses, response, proposal, range } = read.value
    expect(doses).toMatchObject([{ number: 1, phq9After: 9, dissociationPeak: 7, sedationLowest: 4, overMinutes: 40 }])
    expect(doses[0]?.givenMcg).toBeGreaterThan(30_000)
    expect(response).toBe('Response: 20 → 9, 55 % lower.')
    expect(proposal).toMatchObject({ kind: 'none', working: ['PHQ-9 20 → 9: (20 − 9) ÷ 20 = 55 %'] })
    expect(range.lines.map((line) => line.what)).toEqual(['Protocol', 'Never above', 'Plan'])
    expect(range.allowed?.replaceAll('\u00a0', ' ')).toBe('0.5 mg/kg to 0.75 mg/kg')
    const desk = await readNextDose(clinic.house, actAs(theoLind, clinic.clock.now), { patientId: nils })
    expect(codeOf(desk)).toBe('may-not-plan-read')
    expect(codeOf(await readNextDose(clinic.house, actAs(samReyes, clinic.clock.now), { patientId: nils }))).toBe(
      'patient-not-found',
    )
  })

  it('given another practice or the front desk, then there is nothing to see', async () => {
    const read = (person: typeof samReyes) =>
      readOutcomes(clinic.house, actAs(person, clinic.clock.now), { patientId: nils })
    expect(codeOf(await read(samReyes))).toBe('patient-not-found')
    expect(codeOf(await read(theoLind))).toBe('may-not-outcome-read')
    expect(codeOf(await read(priyaRaman))).toBe('may-not-outcome-read')
  })
})

describe('outcomes of the practice', () => {
  it('counts people by protocol and indication, and lets no small number out', async () => {
    const read = await readPracticeOutcomes(clinic.house, actAs(danaWhitfield, clinic.clock.now), {
      instrumentId: 'phq-9',
    })
    if (!read.ok) throw new Error(read.refusal.sentence)
    expect(read.value.people).toBe(1)
    expect(read.value.groups).toMatchObject([{ treated: 1, measured: 1, responded: 1, share: { percent: 100 } }])
    const [, row] = read.value.csv.split('\r\n')
    expect(row).toMatch(/"<11","<11","","","",""$/)
  })

  it('is not for the front desk, and another practice sees its own alone', async () => {
    const ask = (person: typeof samReyes) =>
      readPracticeOutcomes(clinic.house, actAs(person, clinic.clock.now), { instrumentId: 'phq-9' })
    expect(codeOf(await ask(theoLind))).toBe('may-not-outcome-read-practice')
    expect(await ask(samReyes)).toMatchObject({ ok: true, value: { people: 0, groups: [] } })
  })
})
