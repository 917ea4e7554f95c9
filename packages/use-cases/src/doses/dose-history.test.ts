import { actAs } from '@holdspace/fixture-clinic/act-as'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { lenaOkafor, maraQuist, samReyes, theoLind } from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { calendarDate } from '@holdspace/kit/calendar-date'
import type { PatientId } from '@holdspace/kit/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enterDoseElsewhere, enterDoseElsewhereInput } from './enter-dose-elsewhere.ts'
import { readDoseHistory } from './read-dose-history.ts'
import { recordReview } from './record-review.ts'
import { takeBackDoseElsewhere } from './take-back-dose-elsewhere.ts'

let clinic: TestHouse
let patientId: PatientId
beforeAll(async () => {
  clinic = await testHouse()
  patientId = await openChart(clinic.house, mara(), marisolFromValley)
})
afterAll(() => clinic.stop())

const mara = () => actAs(maraQuist, clinic.clock.now, 2)
const codeOf = (answer: { ok: boolean; refusal?: { code: string } }) => answer.refusal?.code ?? 'ok'
const given = (more: Record<string, unknown> = {}) =>
  enterDoseElsewhereInput.parse({
    id: clinic.house.newId(),
    patientId,
    givenOn: '2026-08-01',
    route: 'IM',
    amountMcg: 60_000,
    givenWhere: 'Lakeside Ketamine, Hudson',
    knownFrom: 'Letter of 5 September',
    ...more,
  })
const historyOf = async () => {
  const history = await readDoseHistory(clinic.house, mara(), { patientId })
  if (!history.ok) throw new Error(history.refusal.sentence)
  return history.value
}

describe('doses a person had elsewhere', () => {
  it('count toward the reviews once each, however often they are sent; what was taken back counts no more', async () => {
    const doses = [1, 8, 15, 22, 29].map((day) => given({ givenOn: `2026-08-${String(day).padStart(2, '0')}` }))
    const [first] = doses
    if (first === undefined) throw new Error('No dose.')
    for (const dose of [...doses, first])
      expect(codeOf(await enterDoseElsewhere(clinic.house, mara(), dose))).toBe('ok')
    const sixth = given({ givenOn: '2026-09-05', amountMcg: null })
    await enterDoseElsewhere(clinic.house, mara(), sixth)
    expect((await historyOf()).totals).toMatchObject([{ route: 'IM', doses: 6, totalMcg: 300_000, unknown: 1 }])
    const wrong = { id: sixth.id, patientId, reason: 'That was her sister' }
    expect(codeOf(await takeBackDoseElsewhere(clinic.house, mara(), wrong))).toBe('ok')
    const history = await historyOf()
    expect(history.totals).toMatchObject([{ doses: 5, unknown: 0 }])
    expect(history.elsewhere.find(({ id }) => id === sixth.id)?.takenBack).toMatchObject({ byName: 'Mara Quist RN' })
  })

  it('make a review due, and a review starts the count again', async () => {
    const dueNow = async () =>
      (await historyOf()).reviews.filter(({ state }) => state === 'due').map(({ rule }) => rule.id)
    expect(await dueNow()).toEqual(['bladder', 'misuse'])
    const review = { id: clinic.house.newId(), patientId, ruleId: 'bladder', finding: 'No urgency, no pain, no blood.' }
    expect(codeOf(await recordReview(clinic.house, mara(), review))).toBe('ok')
    expect(await dueNow()).toEqual(['misuse'])
  })

  it('are refused by name: in the future, an amount nobody gives, by a therapist, in another practice', async () => {
    const tomorrow = given({ givenOn: calendarDate.parse('2026-11-22') })
    expect(codeOf(await enterDoseElsewhere(clinic.house, mara(), tomorrow))).toBe('dose-in-the-future')
    expect(() => given({ amountMcg: 60_000_000 })).toThrow('up to 1,000 mg')
    const therapist = actAs(lenaOkafor, clinic.clock.now)
    expect(codeOf(await enterDoseElsewhere(clinic.house, therapist, given()))).toBe('may-not-dose-history-enter')
    expect(codeOf(await readDoseHistory(clinic.house, therapist, { patientId }))).toBe('ok')
    expect(codeOf(await readDoseHistory(clinic.house, actAs(theoLind, clinic.clock.now), { patientId }))).toBe(
      'may-not-dose-history-read',
    )
    const sam = actAs(samReyes, clinic.clock.now)
    expect(codeOf(await readDoseHistory(clinic.house, sam, { patientId }))).toBe('patient-not-found')
    expect(codeOf(await enterDoseElsewhere(clinic.house, sam, given()))).toBe('patient-not-found')
    const notHers = { id: clinic.house.newId(), patientId, reason: 'Entered twice' }
    expect(codeOf(await takeBackDoseElsewhere(clinic.house, mara(), notHers))).toBe('dose-elsewhere-not-found')
  })
})
