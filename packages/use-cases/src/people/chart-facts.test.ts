import { inPractice } from '@holdspace/db/database'
import { storedOf } from '@holdspace/db/fhir-store'
import { asOwner } from '@holdspace/db/testing'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { demoReferrals, referralOf } from '@holdspace/fixture-clinic/demo-referrals'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { helenAmes, lenaOkafor, maraQuist, marigoldHouse, samReyes, theoLind } from '@holdspace/fixture-clinic/people'
import { decideEligible } from '@holdspace/fixture-clinic/ready-for-session'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import type { PatientId } from '@holdspace/kit/ids'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readEligibilityStanding } from '../screen/read-eligibility-standing.ts'
import { readScreening } from '../screen/read-screening.ts'
import { rebuildFhir } from '../share/rebuild-fhir.ts'
import { readBanner } from './read-banner.ts'
import { readHealth } from './read-health.ts'
import { recordFact, recordFactInput } from './record-fact.ts'
import { reviewList, reviewListInput } from './review-list.ts'
import { stateFact, stateFactInput } from './state-fact.ts'

const { practiceId } = marigoldHouse
let clinic: TestHouse
let patientId: PatientId
const nurse = () => actAs(maraQuist, clinic.clock.now)
const newId = () => clinic.house.newId()
const codeOf = (decided: { ok: boolean; refusal?: { code: string } }) => decided.refusal?.code ?? 'ok'

beforeAll(async () => {
  clinic = await testHouse()
  patientId = await openChart(clinic.house, nurse(), marisolFromValley)
})
beforeEach(() => clinic.clock.advance(60_000))
afterAll(() => clinic.stop())

async function health(actor = nurse()) {
  const read = await readHealth(clinic.house, actor, { patientId })
  if (!read.ok) throw new Error(read.refusal.sentence)
  return read.value
}
const titleOf = async () => {
  const read = await readBanner(clinic.house, nurse(), { patientId })
  return read.ok ? read.value.allergyStatus : null
}
const record = (fact: unknown, id = newId(), actor = nurse()) =>
  recordFact(clinic.house, actor, recordFactInput.parse({ id, patientId, fact }))
const state = (kind: string, factId: string, seen: string, says: string, id = newId(), reason = 'Asked today') =>
  stateFact(clinic.house, nurse(), stateFactInput.parse({ id, patientId, kind, factId, seen, says, reason }))
const words = (text: string) => ({ how: 'words', text })

async function review(list: 'allergy' | 'problem' | 'medicine', says: 'as-listed' | 'none-known', id = newId()) {
  const { facts } = await health()
  const lines = { allergy: facts.allergies, problem: facts.problems, medicine: facts.medications }[list]
  const seen = lines.map((one) => ({ id: one.id, status: one.status }))
  return reviewList(clinic.house, nurse(), reviewListInput.parse({ id, patientId, list, says, seen }))
}

/** What partners would be served of one type, newest version, without what was deleted. */
async function served(type: string): Promise<string> {
  const rows = await asOwner(clinic.ownerUrl, async (owner) => {
    await owner.query(`select set_config('app.practice', '${practiceId}', false)`)
    const found = await owner.query(
      'select text as content from clinic.fhir_resource where patient_id = $1 and type = $2 and not deleted',
      [patientId, type],
    )
    return found.rows
  })
  return rows.map((row) => String(row.content)).join('\n')
}

describe('allergies, problems and medicines kept by staff', () => {
  it('a problem entered by a nurse is a hard stop on the eligibility review, with her name (M06)', async () => {
    const decisionBefore = await readScreening(clinic.house, actAs(helenAmes, clinic.clock.now), { patientId })
    const stroke = (read: typeof decisionBefore) =>
      read.ok ? read.value.findings.find((one) => one.rule === 'brain-haemorrhage') : undefined
    expect(stroke(decisionBefore)?.truth).not.toBe('yes')
    const id = newId()
    const fact = { kind: 'problem', named: { how: 'picked', pick: 'snomed-230690007' }, onset: '2024' }
    expect(codeOf(await record(fact, id))).toBe('ok')
    expect(codeOf(await record(fact, id))).toBe('ok')
    expect((await health()).facts.problems.filter((one) => one.id === id)).toHaveLength(1)
    expect(codeOf(await record(fact))).toBe('fact-on-chart')
    const after = stroke(await readScreening(clinic.house, actAs(helenAmes, clinic.clock.now), { patientId }))
    expect(after?.truth).toBe('yes')
    expect(after?.evidence.find((one) => one.kind === 'recorded')).toMatchObject({
      because: expect.stringContaining('On the chart by Mara Quist RN'),
      source: `Condition/${id}`,
      at: clinic.clock.now(),
    })
    expect(await served('Condition')).toContain('230690007')
  })

  it('a hard stop entered after the decision sends it back to the prescriber (M06)', async () => {
    const chart = await openChart(clinic.house, nurse(), referralOf(demoReferrals['ready-today']))
    await decideEligible(clinic.house, chart, { modality: 'kap' })
    const standing = () =>
      inPractice(clinic.house.db, practiceId, (tx) => {
        const place = { practiceId, zone: marigoldHouse.zone, at: clinic.clock.now() }
        return readEligibilityStanding(tx, place, { patientId: chart, track: 'kap' })
      })
    expect(await standing()).toMatchObject({ state: 'met' })
    clinic.clock.advance(60_000)
    const fact = { kind: 'problem', named: { how: 'picked', pick: 'snomed-432119003' } }
    const asked = recordFactInput.parse({ id: newId(), patientId: chart, fact })
    expect(codeOf(await recordFact(clinic.house, nurse(), asked))).toBe('ok')
    expect(await standing()).toMatchObject({ state: 'outdated', because: expect.stringContaining('Aneurysm') })
  })

  it('entered in error it stays readable, raises nothing, and partners learn that it was a mistake', async () => {
    const line = (await health()).facts.problems.find((one) => one.concept.text === 'Stroke')
    if (line === undefined) throw new Error('The stroke is not on the chart.')
    const id = newId()
    expect(codeOf(await state('problem', line.id, 'resolved', 'entered-in-error'))).toBe('chart-changed')
    expect(codeOf(await state('problem', line.id, 'active', 'entered-in-error', id, 'That was her sister'))).toBe('ok')
    expect(codeOf(await state('problem', line.id, 'active', 'entered-in-error', id))).toBe('ok')
    expect(codeOf(await state('problem', line.id, 'entered-in-error', 'active'))).toBe('entered-in-error-is-final')
    const { facts } = await health()
    expect(facts.problems.some((one) => one.id === line.id)).toBe(false)
    expect(facts.enteredInError.problems).toMatchObject([
      {
        id: line.id,
        statements: [{ says: 'entered-in-error', reason: 'That was her sister', byName: 'Mara Quist RN' }],
      },
    ])
    const read = await readScreening(clinic.house, actAs(helenAmes, clinic.clock.now), { patientId })
    const stroke = read.ok ? read.value.findings.find((one) => one.rule === 'brain-haemorrhage') : undefined
    expect(stroke?.truth).not.toBe('yes')
    expect(await served('Condition')).toContain('entered-in-error')
  })

  it('a medicine is held, stopped and taken again, and every word stays', async () => {
    const id = newId()
    await record({ kind: 'medicine', named: { how: 'picked', pick: 'rxnorm-6918' }, instructions: '50 mg a day' }, id)
    expect(codeOf(await state('medicine', id, 'active', 'on-hold'))).toBe('ok')
    clinic.clock.advance(60_000)
    expect(codeOf(await state('medicine', id, 'on-hold', 'stopped'))).toBe('ok')
    clinic.clock.advance(60_000)
    expect(codeOf(await state('medicine', id, 'stopped', 'active'))).toBe('ok')
    const line = (await health()).facts.medications.find((one) => one.id === id)
    expect(line).toMatchObject({ status: 'active', recordedByName: 'Mara Quist RN' })
    expect(line?.statements.map(({ says }) => says)).toEqual(['on-hold', 'stopped', 'active'])
  })

  it('the banner’s four titles follow the list, and “none” is only ever said by somebody (BN6)', async () => {
    expect(await titleOf()).toBe('known')
    expect(codeOf(await review('allergy', 'none-known'))).toBe('allergies-on-chart')
    for (const { id } of (await health()).facts.allergies) {
      expect(codeOf(await state('allergy', id, 'active', 'resolved', newId(), 'Tested, none found'))).toBe('ok')
    }
    expect(await titleOf()).toBe('not-recorded')
    expect(codeOf(await review('allergy', 'as-listed'))).toBe('allergies-not-asked')
    const id = newId()
    expect(codeOf(await review('allergy', 'none-known', id))).toBe('ok')
    expect(codeOf(await review('allergy', 'none-known', id))).toBe('ok')
    expect(await titleOf()).toBe('none-known')
    expect(await served('AllergyIntolerance')).toContain('716186003')
    const [newest, ...others] = (await health()).reviews
    expect(newest).toMatchObject({ list: 'allergy', says: 'none-known', byName: 'Mara Quist RN' })
    expect(others.filter(({ list }) => list === 'allergy')).toEqual([])
    const latex = { kind: 'allergy', named: words('latex'), reactions: ['hives'], criticality: 'high' }
    expect(codeOf(await record(latex))).toBe('ok')
    expect(await titleOf()).toBe('known')
    expect(await served('AllergyIntolerance')).not.toContain('716186003')
    const front = await readBanner(clinic.house, actAs(theoLind, clinic.clock.now), { patientId })
    expect(front.ok && front.value.allergyStatus).toBe('known')
  })

  it('a list is reviewed as it was read: what a colleague added meanwhile is not signed for', async () => {
    const stale = reviewListInput.parse({ id: newId(), patientId, list: 'medicine', says: 'as-listed', seen: [] })
    expect(codeOf(await reviewList(clinic.house, nurse(), stale))).toBe('chart-changed')
    expect(codeOf(await review('medicine', 'as-listed'))).toBe('ok')
    expect((await health()).reviews[0]).toMatchObject({ list: 'medicine', says: 'as-listed' })
  })

  it('two nurses who end the last two allergies at once leave the banner asking again', async () => {
    await record({ kind: 'allergy', named: words('pollen'), reactions: [] })
    const active = (await health()).facts.allergies.filter(({ status }) => status === 'active')
    expect(active).toHaveLength(2)
    const both = await Promise.all(active.map(({ id }) => state('allergy', id, 'active', 'resolved')))
    expect(both.map(codeOf)).toEqual(['ok', 'ok'])
    expect(await titleOf()).toBe('not-recorded')
  })

  it('a rebuild of the projection finds nothing to change', async () => {
    const stored = await inPractice(clinic.house.db, practiceId, (tx) => storedOf(tx, practiceId, patientId))
    expect(stored.length).toBeGreaterThan(0)
    await rebuildFhir(clinic.house, practiceId)
    expect((await rebuildFhir(clinic.house, practiceId)).changed).toBe(0)
  })

  it('therapist and front desk read and do not change; another practice finds nobody', async () => {
    for (const person of [lenaOkafor, theoLind]) {
      const actor = actAs(person, clinic.clock.now)
      expect((await health(actor)).mayChange.allowed).toBe(false)
      const fact = { kind: 'problem', named: words('Tinnitus') }
      expect(codeOf(await record(fact, newId(), actor))).toBe('may-not-chart-change-facts')
    }
    const sam = actAs(samReyes, clinic.clock.now)
    expect(codeOf(await readHealth(clinic.house, sam, { patientId }))).toBe('patient-not-found')
    expect(codeOf(await record({ kind: 'problem', named: words('Tinnitus') }, newId(), sam))).toBe('patient-not-found')
  })
})
