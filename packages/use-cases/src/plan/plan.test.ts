import { planId } from '@holdspace/clinic/plan/plan-content'
import { inPractice } from '@holdspace/db/database'
import { taskOfEvidence } from '@holdspace/db/task-store'
import { asOwner } from '@holdspace/db/testing'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { demoReferrals, referralOf } from '@holdspace/fixture-clinic/demo-referrals'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import {
  type FixturePerson,
  helenAmes,
  juniperRow,
  lenaOkafor,
  maraQuist,
  marigoldHouse,
  samReyes,
  theoLind,
} from '@holdspace/fixture-clinic/people'
import { careTeamOf, draftPlan, joinTeam, proposePlanFor, signNewest } from '@holdspace/fixture-clinic/plan-fixtures'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { openRoom, roomDevice } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { mcgPerKg } from '@holdspace/kit/amounts'
import { dateInZone } from '@holdspace/kit/calendar-date'
import type { PatientId } from '@holdspace/kit/ids'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCareTeamStanding } from '../team/read-care-team.ts'
import { endPlan } from './end-plan.ts'
import { proposePlan } from './propose-plan.ts'
import { readPlan } from './read-plan.ts'
import { readPlanInForce, readPlanStanding } from './read-plan-standing.ts'
import { signPlan as signVersion } from './sign-plan.ts'
import { takePatientSignature } from './take-patient-signature.ts'

let clinic: TestHouse
let marisol: PatientId
let ana: PatientId
const { practiceId } = marigoldHouse
const as = (person: FixturePerson) => actAs(person, clinic.clock.now)
const today = () => dateInZone(clinic.clock.now(), marigoldHouse.zone)
const standing = (patient: PatientId, session?: { protocolId: string; protocolVersion: string }) =>
  inPractice(clinic.house.db, practiceId, (tx) => readPlanStanding(tx, practiceId, patient, today(), session))
const teamStanding = (patient: PatientId) =>
  inPractice(clinic.house.db, practiceId, (tx) => readCareTeamStanding(tx, practiceId, patient, today()))

async function read(patientId: PatientId, person = helenAmes) {
  const answer = await readPlan(clinic.house, as(person), { patientId })
  if (!answer.ok) throw new Error(answer.refusal.sentence)
  const { plan } = answer.value
  if (plan === null) throw new Error('no plan')
  return { ...answer.value, plan, newest: plan.versions[0] }
}

beforeAll(async () => {
  clinic = await testHouse()
  await approveProtocols(clinic.house, as(helenAmes))
  marisol = await openChart(clinic.house, as(maraQuist), marisolFromValley)
  ana = await openChart(clinic.house, as(maraQuist), referralOf(demoReferrals['ready-today']))
})
afterAll(() => clinic.stop())

describe('given nobody planned anything yet', () => {
  test('then plan and care team are missing, and say who mends it', async () => {
    expect(await standing(marisol)).toMatchObject({ state: 'missing', fixer: 'prescriber' })
    expect(await teamStanding(marisol)).toMatchObject({ state: 'missing', because: 'No lead prescriber is named yet.' })
  })
})

describe('given a plan on the KAP track', () => {
  test('when the dose goes beyond the protocol, then it is refused by the name the dose arithmetic uses', async () => {
    const draft = draftPlan(clinic.house, 'kap', {
      dose: { kind: 'per-kg', leastMcgPerKg: mcgPerKg.parse(500), mostMcgPerKg: mcgPerKg.parse(900) },
    })
    const wish = { patientId: marisol, planId: planId.parse(clinic.house.newId()), version: 1, draft, whyChanged: '' }
    expect(await proposePlan(clinic.house, as(helenAmes), wish)).toMatchObject({
      ok: false,
      refusal: { code: 'OVER_RANGE', field: 'draft.dose' },
    })
    expect(await proposePlan(clinic.house, as(theoLind), wish)).toMatchObject({ refusal: { family: 'not-permitted' } })
  })

  test('when it is signed by prescriber, therapist and patient, then it carries the next dose; one signature short it does not', async () => {
    await careTeamOf(clinic.house, marisol, { track: 'kap' })
    const plan = await proposePlanFor(clinic.house, marisol, { track: 'kap' })
    const { newest } = await read(marisol)
    expect(newest.signers).toEqual(['prescriber', 'therapist', 'patient'])
    const task = (signer: string) =>
      inPractice(clinic.house.db, practiceId, (tx) =>
        taskOfEvidence(tx, practiceId, 'sign-plan', { type: 'plan', id: `${plan} 1 ${signer}` }),
      )
    // Dr Ames proposed it; the therapist is asked.
    expect(await task('prescriber')).toBeNull()
    expect(await task('therapist')).toMatchObject({ status: 'open', owner: { membershipId: lenaOkafor.membershipId } })
    expect(await standing(marisol)).toMatchObject({ state: 'missing', fixer: 'prescriber' })
    const asked = { planId: plan, shownHash: newest.contentHash }
    const stale = { ...as(helenAmes), lastStepUpAt: null }
    expect(
      await signVersion(clinic.house, stale, { id: clinic.house.newId(), ...asked, signer: 'prescriber' }),
    ).toMatchObject({ ok: false, refusal: { family: 'step-up-required' } })
    const other = { id: clinic.house.newId(), planId: plan, shownHash: 'ab'.repeat(32), signer: 'prescriber' as const }
    expect(await signVersion(clinic.house, as(helenAmes), other)).toMatchObject({ refusal: { code: 'plan-changed' } })
    for (const [person, signer] of [
      [helenAmes, 'prescriber'],
      [lenaOkafor, 'therapist'],
    ] as const) {
      const signed = await signVersion(clinic.house, as(person), { id: clinic.house.newId(), ...asked, signer })
      expect(signed.ok).toBe(true)
    }
    expect(await standing(marisol)).toMatchObject({ state: 'missing', fixer: 'nurse' })
    expect(await task('therapist')).toMatchObject({ status: 'done' })
    const wrongName = { method: 'typed' as const, typedName: 'Somebody Else' }
    const taking = { id: clinic.house.newId(), ...asked }
    expect(await takePatientSignature(clinic.house, as(maraQuist), { ...taking, signing: wrongName })).toMatchObject({
      refusal: { code: 'plan-typed-name-differs' },
    })
    const drawn = { method: 'drawn' as const, strokes: 'M10 10 L40 30 L80 12' }
    expect((await takePatientSignature(clinic.house, as(maraQuist), { ...taking, signing: drawn })).ok).toBe(true)
    // Sent twice, it is one signature.
    expect((await takePatientSignature(clinic.house, as(maraQuist), { ...taking, signing: drawn })).ok).toBe(true)
    expect(await standing(marisol)).toMatchObject({ state: 'met' })
    expect(await teamStanding(marisol)).toMatchObject({ state: 'met' })
  })

  test('when the session runs another protocol, then the plan does not carry it', async () => {
    expect(await standing(marisol, { protocolId: 'kap-im', protocolVersion: '1.0.0' })).toMatchObject({
      state: 'missing',
    })
    expect(await standing(marisol, { protocolId: 'kap-iv-6-in-3wk', protocolVersion: '1.0.0' })).toMatchObject({
      state: 'met',
    })
  })

  test('when it is changed after signing, then the new version needs every signature anew and says in words what changed', async () => {
    const { plan, newest } = await read(marisol)
    const change = {
      patientId: marisol,
      planId: plan.planId,
      version: 2,
      draft: draftPlan(clinic.house, 'kap', {
        touch: { permission: 'refused', kinds: [], limits: '' },
        doses: 4,
      }),
      whyChanged: 'She asked for no touch at all.',
    }
    expect(await proposePlan(clinic.house, as(lenaOkafor), { ...change, whyChanged: '' })).toMatchObject({
      refusal: { code: 'plan-change-without-reason' },
    })
    expect((await proposePlan(clinic.house, as(lenaOkafor), change)).ok).toBe(true)
    expect(
      await proposePlan(clinic.house, as(helenAmes), { ...change, draft: { ...change.draft, doses: 5 } }),
    ).toMatchObject({ refusal: { code: 'plan-changed' } })
    const after = await read(marisol)
    expect(after.plan.versions.map((version) => version.version)).toEqual([2, 1])
    expect(after.plan.versions[1]).toMatchObject({
      contentHash: newest.contentHash,
      signatures: expect.arrayContaining([]),
    })
    expect(after.versions[0]?.diff).toEqual([
      'Doses: 6 over 21 days, at least 48 h apart → 4 over 18 days, at least 48 h apart.',
      'Touch: agreed: holding a hand, a hand on the shoulder. Ask first, every time. → refused.',
    ])
    expect(after.newest.signatures).toEqual([])
    expect(await standing(marisol)).toMatchObject({ state: 'missing', fixer: 'prescriber' })
    const inForce = await inPractice(clinic.house.db, practiceId, (tx) => readPlanInForce(tx, practiceId, marisol))
    expect(inForce?.doses).toBe(6)
    await signNewest(clinic.house, marisol, {})
    expect(await standing(marisol)).toMatchObject({ state: 'met' })
  })

  test('when a therapist moves a limit for one patient, then only a prescriber may, and the reason is kept with the name (RULINGS 5)', async () => {
    const { plan } = await read(marisol)
    const limit = { ruleId: 'hr-low', item: 'hr' as const, value: 45, reason: 'Metoprolol: her pulse is 48 at rest' }
    const { choices } = await read(marisol)
    const rule = choices.protocols
      .find((one) => one.id === 'kap-iv-6-in-3wk')
      ?.rules.find((one) => one.ladder === 'hr-low')
    if (rule === undefined) throw new Error('the protocol has no ladder for a slow pulse')
    const draft = draftPlan(clinic.house, 'kap', { doses: 4, patientLimits: [{ ...limit, ruleId: rule.id }] })
    const change = { patientId: marisol, planId: plan.planId, version: 3, draft, whyChanged: 'Beta-blocker' }
    expect(await proposePlan(clinic.house, as(lenaOkafor), change)).toMatchObject({
      refusal: { code: 'plan-limits-prescriber-only' },
    })
    expect((await proposePlan(clinic.house, as(helenAmes), change)).ok).toBe(true)
    expect((await read(marisol)).newest.content.patientLimits).toEqual([
      { ...limit, ruleId: rule.id, setBy: 'Dr Helen Ames', setOn: today() },
    ])
    const strange = draftPlan(clinic.house, 'kap', {
      patientLimits: [{ ruleId: 'no-such-rule', item: 'sbp', value: 190, reason: 'white coat' }],
    })
    const next = { ...change, version: 4, draft: strange }
    expect(await proposePlan(clinic.house, as(helenAmes), next)).toMatchObject({
      refusal: { code: 'LIMIT_NOT_ADJUSTABLE' },
    })
  })

  test('when the prescriber ends it, then no dose follows from it and nobody signs it', async () => {
    const { plan, newest } = await read(marisol)
    const ending = { planId: plan.planId, ending: 'stopped' as const, words: 'She wishes to pause.' }
    expect(await endPlan(clinic.house, as(lenaOkafor), ending)).toMatchObject({ refusal: { family: 'not-permitted' } })
    expect((await endPlan(clinic.house, as(helenAmes), ending)).ok).toBe(true)
    expect(await standing(marisol)).toMatchObject({ state: 'withdrawn' })
    const signing = { id: clinic.house.newId(), planId: plan.planId, shownHash: newest.contentHash }
    expect(await signVersion(clinic.house, as(helenAmes), { ...signing, signer: 'prescriber' })).toMatchObject({
      refusal: { code: 'plan-ended' },
    })
  })
})

describe('given a plan on the infusion track', () => {
  test('then no therapist signs it or is needed (RULINGS 4), and nobody off the team signs', async () => {
    await joinTeam(clinic.house, ana, maraQuist, 'nurse')
    const plan = await proposePlanFor(clinic.house, ana, { track: 'infusion' })
    const { newest } = await read(ana)
    expect(newest.signers).toEqual(['prescriber', 'patient'])
    const asked = { planId: plan, shownHash: newest.contentHash }
    const byTherapist = { id: clinic.house.newId(), ...asked, signer: 'therapist' as const }
    expect(await signVersion(clinic.house, as(lenaOkafor), byTherapist)).toMatchObject({
      refusal: { code: 'plan-signature-not-needed' },
    })
    const byPrescriber = { id: clinic.house.newId(), ...asked, signer: 'prescriber' as const }
    expect(await signVersion(clinic.house, as(helenAmes), byPrescriber)).toMatchObject({
      refusal: { code: 'plan-signer-not-on-team' },
    })
    await joinTeam(clinic.house, ana, helenAmes, 'lead-prescriber')
    await signNewest(clinic.house, ana, {})
    expect(await standing(ana)).toMatchObject({ state: 'met' })
    expect(await teamStanding(ana)).toMatchObject({ state: 'met', because: 'Dr Helen Ames' })
  })

  test('when the day of review passes, then the plan lapses', async () => {
    const later = await inPractice(clinic.house.db, practiceId, (tx) =>
      readPlanStanding(tx, practiceId, ana, '2027-12-01' as ReturnType<typeof today>),
    )
    expect(later).toMatchObject({ state: 'lapsed' })
  })
})

test('given a dose was given today, then the patient’s signature on a plan is refused until the next morning (RULINGS 9)', async () => {
  const minh = await openChart(clinic.house, as(maraQuist), referralOf(demoReferrals['in-session']))
  await careTeamOf(clinic.house, minh, { track: 'kap' })
  const plan = await proposePlanFor(clinic.house, minh, { track: 'kap' })
  const nurse = actAs(maraQuist, clinic.clock.now, 2)
  const session = await openRoom(clinic.house, nurse, { patientId: minh, protocolId: 'kap-iv-6-in-3wk', room: 'Fern' })
  const device = roomDevice(clinic.house, nurse, session)
  const dose = { drug: 'ketamine', route: 'IM', givenMcg: 5_000 }
  await device.chart('dose-given', dose)
  const { newest } = await read(minh)
  const signing = { method: 'typed' as const, typedName: (await read(minh)).patientName }
  const taking = { id: clinic.house.newId(), planId: plan, shownHash: newest.contentHash, signing }
  expect(await takePatientSignature(clinic.house, as(maraQuist), taking)).toMatchObject({
    refusal: { code: 'signature-locked' },
  })
})

describe('given another practice', () => {
  test('then it learns nothing of the plan and changes nothing (S05)', async () => {
    const { plan, newest } = await read(ana)
    const stranger = as(samReyes)
    expect(await readPlan(clinic.house, stranger, { patientId: ana })).toMatchObject({
      refusal: { code: 'patient-not-found' },
    })
    const signing = { id: clinic.house.newId(), planId: plan.planId, shownHash: newest.contentHash }
    expect(await signVersion(clinic.house, stranger, { ...signing, signer: 'prescriber' })).toMatchObject({
      refusal: { code: 'plan-not-found' },
    })
    const seen = await inPractice(clinic.house.db, juniperRow.practiceId, (tx) =>
      readPlanStanding(tx, juniperRow.practiceId, ana, today()),
    )
    expect(seen).toMatchObject({ state: 'missing' })
  })

  test('then the application itself cannot rewrite a plan, a signature or a team', async () => {
    const tables = ['plan_version', 'plan_signature', 'plan_ending', 'care_team_period', 'care_team_ending']
    const { rows } = await asOwner(clinic.ownerUrl, (owner) =>
      owner.query(
        `select table_name from information_schema.role_column_grants
         where grantee = 'holdspace_app' and table_schema = 'clinic' and privilege_type in ('UPDATE', 'DELETE')
           and table_name = any($1)`,
        [tables],
      ),
    )
    expect(rows).toEqual([])
  })
})
