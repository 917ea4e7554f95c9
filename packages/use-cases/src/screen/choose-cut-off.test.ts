import { actAs } from '@holdspace/fixture-clinic/act-as'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { danaWhitfield, helenAmes, maraQuist, rosaVance, samReyes } from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import type { PatientId } from '@holdspace/kit/ids'
import { plusMinutes } from '@holdspace/kit/instant'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readOutcomes } from '../outcomes/read-outcomes.ts'
import { chooseCutOff } from './choose-cut-off.ts'
import { enterTotal } from './enter-instrument.ts'
import { listInstruments } from './list-instruments.ts'

let clinic: TestHouse
let marisol: PatientId
const ames = () => actAs(helenAmes, clinic.clock.now)
const steppedUp = () => ({ ...ames(), lastStepUpAt: clinic.clock.now() })
const choose = (actor: ReturnType<typeof ames>, value: number, id = clinic.house.newId()) =>
  chooseCutOff(clinic.house, actor, { id, instrumentId: 'pcl-5', value, policy: 'Screening policy 2026-03' })
const codeOf = (decided: { ok: true } | { ok: false; refusal: { code: string } }) =>
  decided.ok ? 'accepted' : decided.refusal.code
async function inCatalogue(person = helenAmes) {
  const listed = await listInstruments(clinic.house, actAs(person, clinic.clock.now))
  if (!listed.ok) throw new Error(listed.refusal.sentence)
  return listed.value.lines.find((one) => one.id === 'pcl-5')?.cutOff
}
/** A total of PCL-5 is read: the finding with its rule. */
async function readAs(total: number) {
  const entered = await enterTotal(clinic.house, actAs(maraQuist, clinic.clock.now), {
    responseId: clinic.house.newId(),
    patientId: marisol,
    instrumentId: 'pcl-5',
    total,
    ratedBy: 'Mara Quist',
  })
  if (!entered.ok || entered.value.score.status !== 'complete') throw new Error('not scored')
  return entered.value.score.findings[0]
}

beforeAll(async () => {
  clinic = await testHouse()
  marisol = await openChart(clinic.house, ames(), marisolFromValley)
})
afterAll(() => clinic.stop())

describe('the cut-off of PCL-5', () => {
  it('given nobody chose one, then the supplied one reads the total, with its source', async () => {
    expect(await readAs(32)).toMatchObject({
      positive: false,
      rule: 'PCL-5 at 33 or more (supplied: 33 in the sources seen (V2))',
    })
    expect(await inCatalogue()).toMatchObject({ value: 33, chosen: [] })
  })

  it('given somebody else, or the password not given again, then nothing is chosen', async () => {
    expect(codeOf(await choose(actAs(maraQuist, clinic.clock.now), 31))).toBe('may-not-instrument-choose-cut-off')
    expect(codeOf(await choose(actAs(danaWhitfield, clinic.clock.now), 31))).toBe('may-not-instrument-choose-cut-off')
    const longAgo = { ...ames(), lastStepUpAt: plusMinutes(clinic.clock.now(), -120) }
    expect(codeOf(await choose(longAgo, 31))).toBe('step-up-required')
    expect(await inCatalogue()).toMatchObject({ value: 33, chosen: [] })
  })

  it('given the medical director chooses 31, then totals from now on are read by it, and the rule names who chose', async () => {
    expect(await choose(steppedUp(), 31)).toEqual({ ok: true, value: { version: 1 } })
    const rule = 'PCL-5 at 31 or more (the practice’s own, version 1, approved by Dr Helen Ames)'
    expect(await readAs(32)).toMatchObject({ positive: true, rule })
    expect(await inCatalogue()).toMatchObject({
      value: 31,
      chosen: [{ version: 1, policy: 'Screening policy 2026-03' }],
    })
    const outcomes = await readOutcomes(clinic.house, ames(), { patientId: marisol })
    if (!outcomes.ok) throw new Error(outcomes.refusal.sentence)
    expect(outcomes.value.series[0]).toMatchObject({ instrumentId: 'pcl-5', cutOff: { value: 31 } })
  })

  it('given the same again, or a number off the scale, then it is refused; another practice keeps its own', async () => {
    expect(codeOf(await choose(steppedUp(), 31))).toBe('cut-off-unchanged')
    expect(codeOf(await choose(steppedUp(), 81))).toBe('cut-off-not-on-scale')
    expect(await choose(steppedUp(), 32)).toEqual({ ok: true, value: { version: 2 } })
    expect(await inCatalogue(samReyes)).toMatchObject({ value: 33, chosen: [] })
    expect(codeOf(await choose({ ...actAs(rosaVance, clinic.clock.now), lastStepUpAt: clinic.clock.now() }, 31))).toBe(
      'may-not-instrument-choose-cut-off',
    )
  })
})
