import type { PatientActor, StaffActor } from '@holdspace/clinic/access/actor'
import { dayOfQuestions } from '@holdspace/clinic/screening/day-of-questions'
import { screeningRules } from '@holdspace/clinic/screening/screening-rules'
import { inPractice } from '@holdspace/db/database'
import { alertsOf, resultsOf } from '@holdspace/db/instrument-store'
import { waitingTasks } from '@holdspace/db/task-store'
import { asOwner } from '@holdspace/db/testing'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { demoReferrals, referralOf } from '@holdspace/fixture-clinic/demo-referrals'
import { answerPacket, openPacketLink, patientWithCookie, sendPacket } from '@holdspace/fixture-clinic/intake-fixtures'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import {
  danaWhitfield,
  helenAmes,
  lenaOkafor,
  maraQuist,
  rosaVance,
  samReyes,
  theoLind,
} from '@holdspace/fixture-clinic/people'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { accountId, membershipId, type PatientId } from '@holdspace/kit/ids'
import { plusMinutes } from '@holdspace/kit/instant'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rebuildFhir } from '../share/rebuild-fhir.ts'
import { saveOwnAnswer, submitOwnInstrument } from './answer-own-instrument.ts'
import { attestDay } from './attest-day.ts'
import { decideEligibility } from './decide-eligibility.ts'
import { decideSafety } from './decide-safety.ts'
import { enterInstrument, enterTotal } from './enter-instrument.ts'
import { listInstruments, readForm } from './list-instruments.ts'
import { overrideStop } from './override-stop.ts'
import { readOwnInstrument } from './own-instrument.ts'
import { raiseAlerts } from './raise-alerts.ts'
import { readEligibilityStanding } from './read-eligibility-standing.ts'
import { readMoodSafetyStanding } from './read-mood-safety-standing.ts'
import { readScreening } from './read-screening.ts'
import { settleRule } from './settle-rule.ts'
import { switchWording } from './switch-wording.ts'

let clinic: TestHouse
let ana: PatientId
const id = () => clinic.house.newId()
const ames = () => actAs(helenAmes, clinic.clock.now)
const mara = () => actAs(maraQuist, clinic.clock.now, 2)
/** A second prescriber, whom the fixture clinic does not employ. */
const patel = (): StaffActor => ({
  ...ames(),
  accountId: accountId.parse('018f0000-0000-7000-8000-0000000000e1'),
  membershipId: membershipId.parse('018f0000-0000-7000-8000-0000000000e2'),
  displayName: 'Dr Ravi Patel',
  duties: [],
})

beforeAll(async () => {
  clinic = await testHouse()
  ana = await openChart(clinic.house, mara(), referralOf(demoReferrals['ready-today']))
})
afterAll(() => clinic.stop())

const inMarigold = <T>(work: Parameters<typeof inPractice<T>>[2]) =>
  inPractice(clinic.house.db, ames().practiceId, work)
const tasksOf = (kind: string) =>
  inMarigold((tx) => waitingTasks(tx, ames().practiceId, 100)).then((all) =>
    all.filter((task) => task.kind === kind && task.person !== null),
  )
const codeOf = (decided: { ok: true } | { ok: false; refusal: { code: string } }) =>
  decided.ok ? 'accepted' : decided.refusal.code

/** Rolls back what a test only looked at. */
class Undone extends Error {}

describe('a questionnaire on the patient’s phone', () => {
  let patient: PatientActor
  const phq9 = 'instrument:phq-9'
  const save = (questionId: string, value: number, answerId = id()) =>
    saveOwnAnswer(clinic.house, patient, { answerId, itemId: phq9, questionId, value, language: 'en' })

  beforeAll(async () => {
    const { link } = await sendPacket(clinic.house, mara(), ana, [
      { kind: 'identity' },
      { kind: 'instrument', ref: 'phq-9' },
      { kind: 'instrument', ref: 'c-ssrs' },
    ])
    patient = await answerPacket(clinic.house, link)
  })

  it('given the form, then its questions are the owner’s, and it says whom to call', async () => {
    const own = await readOwnInstrument(clinic.house, patient, { itemId: phq9, language: 'es' })
    expect(own).toMatchObject({ ok: true, value: { answers: {}, form: { language: 'es', instrumentId: 'phq-9' } } })
    if (own.ok) expect(own.value.help.practiceName).toBe('Marigold House')
  })

  it('given an answer the question does not have, then it is refused and nothing is kept', async () => {
    expect(codeOf(await save('9', 4))).toBe('no-such-answer')
    expect(codeOf(await save('10', 1))).toBe('no-such-question')
  })

  it('given item 9 is answered 1 and nothing was sent, then a task with owner and clock is open at once (RULINGS 7)', async () => {
    expect(codeOf(await save('9', 1))).toBe('accepted')
    const [task, ...more] = await tasksOf('suicide-item-answered')
    expect(more).toEqual([])
    expect(task?.title).toMatch(/^PHQ-9 item 9 answered 1\./)
    expect(task?.dueAt).toBe(plusMinutes(clinic.clock.now(), 20))
    expect(task?.owner).toBeDefined()
    expect(await inMarigold((tx) => resultsOf(tx, ames().practiceId, ana))).toEqual([])
  })

  it('given the answer is taken back, then the task stays: nothing is cleared by itself (INSTRUMENTS 1.8)', async () => {
    expect(codeOf(await save('9', 0))).toBe('accepted')
    expect(codeOf(await save('9', 2))).toBe('accepted')
    expect(await tasksOf('suicide-item-answered')).toHaveLength(1)
  })

  it('given the answer grows worse once somebody dealt with the first, then it is asked anew (M11)', async () => {
    await asOwner(clinic.ownerUrl, (owner) =>
      owner.query(`update clinic.task set status = 'done', done_at = now() where kind = 'suicide-item-answered'`),
    )
    expect(codeOf(await save('9', 2))).toBe('accepted')
    expect(await tasksOf('suicide-item-answered')).toEqual([])
    expect(codeOf(await save('9', 3))).toBe('accepted')
    const [task, ...more] = await tasksOf('suicide-item-answered')
    expect(more).toEqual([])
    expect(task?.title).toMatch(/^PHQ-9 item 9 answered 3\./)
    expect(codeOf(await save('9', 2))).toBe('accepted')
    expect(await tasksOf('suicide-item-answered')).toHaveLength(1)
  })

  it('given a screener told first as low and then as high, then the high one has its own task and clock (M12)', async () => {
    await inMarigold(async (tx) => {
      const { practiceId, practiceZone: zone } = ames()
      const [known] = await alertsOf(tx, practiceId, ana)
      const about = { practiceId, zone, patientId: ana, responseId: known?.responseId ?? '', at: clinic.clock.now() }
      const low = { rule: 'AL3', because: 'C-SSRS: low' } as const
      const high = { rule: 'AL2', because: 'C-SSRS: high' } as const
      expect(await raiseAlerts(clinic.house, tx, { ...about, alerts: [low] })).toBe(1)
      expect(await raiseAlerts(clinic.house, tx, { ...about, alerts: [high] })).toBe(1)
      expect(await raiseAlerts(clinic.house, tx, { ...about, alerts: [high] })).toBe(0)
      const told = (await waitingTasks(tx, practiceId, 100)).filter((task) => task.kind === 'suicide-screen-positive')
      expect(told.map((task) => task.title.slice(0, 12)).toSorted()).toEqual(['C-SSRS: high', 'C-SSRS: low.'])
      expect(told.find((task) => task.title.startsWith('C-SSRS: high'))?.dueAt).toBe(
        plusMinutes(clinic.clock.now(), 15),
      )
      throw new Undone()
    }).catch((thrown: unknown) => {
      if (!(thrown instanceof Undone)) throw thrown
    })
  })

  it('given the rest is answered and sent, then it is scored, and the form is closed', async () => {
    for (const question of ['1', '2', '3', '4', '5', '6', '7', '8']) await save(question, 2)
    expect(codeOf(await submitOwnInstrument(clinic.house, patient, { itemId: phq9, language: 'en' }))).toBe('accepted')
    const [result] = await inMarigold((tx) => resultsOf(tx, ames().practiceId, ana))
    expect(result).toMatchObject({
      status: 'complete',
      total: 18,
      band: 'moderately severe',
      mode: 'link',
      answeredBy: 'patient',
    })
    expect(codeOf(await save('1', 0))).toBe('form-submitted')
    expect(codeOf(await submitOwnInstrument(clinic.house, patient, { itemId: phq9, language: 'en' }))).toBe(
      'form-submitted',
    )
  })

  it('given an instrument whose wording is not shipped, then the form is not shown and nothing is invented', async () => {
    const own = await readOwnInstrument(clinic.house, patient, { itemId: 'instrument:c-ssrs', language: 'en' })
    expect(codeOf(own)).toBe('wording-missing')
  })

  it('given somebody who has not shown who they are, or another packet’s item, then nothing is answered', async () => {
    const { link } = await sendPacket(clinic.house, mara(), ana, [
      { kind: 'identity' },
      { kind: 'instrument', ref: 'gad-7' },
    ])
    const stranger = await patientWithCookie(clinic.house, await openPacketLink(clinic.house, link))
    const input = { answerId: id(), itemId: 'instrument:gad-7', questionId: '1', value: 1, language: 'en' } as const
    expect(codeOf(await saveOwnAnswer(clinic.house, stranger, input))).toBe('identity-not-shown')
    expect(codeOf(await saveOwnAnswer(clinic.house, patient, input))).toBe('form-not-found')
  })

  it('given FHIR, then the answers and the total derived from them are there, and the total carries its LOINC code', async () => {
    const rows = await asOwner(clinic.ownerUrl, (owner) =>
      owner.query<{ type: string; text: string }>(
        `select type, text from clinic.fhir_resource where patient_id = $1 and type in ('Observation', 'QuestionnaireResponse')`,
        [ana],
      ),
    )
    const survey = rows.rows
      .map((row) => JSON.parse(row.text))
      .filter((one) => one.category?.[0]?.coding?.[0]?.code === 'survey')
    expect(survey).toMatchObject([{ valueQuantity: { value: 18 }, code: { coding: [{ code: '44261-6' }] } }])
  })
})

describe('the projection made anew', () => {
  it('given a rebuild, then what partners read of questionnaires stays as it was', async () => {
    const rows = () =>
      asOwner(clinic.ownerUrl, (owner) =>
        owner.query(
          `select type, id, version, deleted, text from clinic.fhir_resource
           where patient_id = $1 and (type = 'QuestionnaireResponse' or id like '%-total') order by type, id`,
          [ana],
        ),
      ).then((found) => found.rows)
    const before = await rows()
    await rebuildFhir(clinic.house, ames().practiceId)
    expect(await rows()).toEqual(before)
    expect(before.filter((row) => row.type === 'Observation')).toHaveLength(1)
  })
})

describe('a questionnaire entered by staff', () => {
  const nine = (values: readonly number[]) => Object.fromEntries(values.map((value, at) => [String(at + 1), value]))
  const enter = (rest: Partial<Parameters<typeof enterInstrument>[2]> = {}, actor = mara()) =>
    enterInstrument(clinic.house, actor, {
      responseId: id(),
      patientId: ana,
      instrumentId: 'phq-9',
      language: 'en',
      mode: 'paper',
      answeredBy: 'patient',
      measuredAt: clinic.clock.now(),
      answers: nine([1, 1, 1, 1, 0, 0, 0, 0, 0]),
      ...rest,
    })

  it('given a paper, then it is scored at once; one left out gives no total', async () => {
    expect(await enter()).toMatchObject({ ok: true, value: { score: { status: 'complete', total: 4 }, raised: 0 } })
    expect(await enter({ answers: nine([3, 3, 3]) })).toMatchObject({
      ok: true,
      value: { score: { status: 'incomplete', missing: ['4', '5', '6', '7', '8', '9'] } },
    })
  })

  it('given the same response twice, then it is one', async () => {
    const responseId = id()
    expect(codeOf(await enter({ responseId }))).toBe('accepted')
    expect(codeOf(await enter({ responseId }))).toBe('response-submitted')
  })

  it('given an answer that does not exist, then nothing at all is kept', async () => {
    const responseId = id()
    expect(codeOf(await enter({ responseId, answers: { '1': 7 } }))).toBe('no-such-answer')
    expect(codeOf(await enter({ responseId }))).toBe('accepted')
  })

  it('given a severe total with a suicide answer, then both tasks are open', async () => {
    const responseId = id()
    const entered = await enter({ responseId, answers: nine([3, 3, 3, 3, 3, 3, 3, 3, 3]) })
    expect(entered).toMatchObject({ ok: true, value: { raised: 2 } })
    const alerts = await inMarigold((tx) => alertsOf(tx, ames().practiceId, ana))
    expect(
      alerts
        .filter((alert) => alert.responseId === responseId)
        .map((alert) => alert.rule)
        .sort(),
    ).toEqual(['AL1', 'AL4'])
  })

  it('given a day in the future, a stranger’s role or another practice, then it is refused', async () => {
    expect(codeOf(await enter({ measuredAt: plusMinutes(clinic.clock.now(), 1) }))).toBe('rated-in-the-future')
    expect(codeOf(await enter({}, actAs(theoLind, clinic.clock.now)))).toBe('may-not-instrument-record')
    expect(codeOf(await enter({}, actAs(samReyes, clinic.clock.now)))).toBe('patient-not-found')
    expect(codeOf(await enter({ instrumentId: 'isi' }))).toBe('score-entry-only')
    expect(codeOf(await enter({ instrumentId: 'dast-10' }))).toBe('wording-missing')
  })

  it('given a total from elsewhere, then only a possible one is kept, with its rater', async () => {
    const total = (instrumentId: 'isi' | 'madrs' | 'c-ssrs', value: number) =>
      enterTotal(clinic.house, mara(), {
        responseId: id(),
        patientId: ana,
        instrumentId,
        total: value,
        measuredAt: clinic.clock.now(),
        ratedBy: 'Dr Helen Ames',
      })
    expect(await total('isi', 16)).toMatchObject({ ok: true, value: { score: { band: { label: 'moderate' } } } })
    expect(await total('madrs', 60)).toMatchObject({ ok: true })
    expect(codeOf(await total('isi', 29))).toBe('total-not-possible')
    expect(codeOf(await total('c-ssrs', 1))).toBe('total-not-possible')
  })
})

describe('the wording of a content pack', () => {
  const wording = { stem: 'Invented', items: { '1': 'a', '2': 'b', '3': 'c', '4': 'd', '5': 'e' }, choices: {} }
  const fiveWords = ['0', '1', '2', '3', '4', '5'].map((value) => `Invented ${value}`)
  const choices = Object.fromEntries(['1', '2', '3', '4', '5'].map((item) => [item, fiveWords]))
  const turn = (rest: Partial<Extract<Parameters<typeof switchWording>[2], { switched: 'on' }>>, actor: StaffActor) =>
    switchWording(clinic.house, actor, {
      switched: 'on',
      id: id(),
      instrumentId: 'who-5',
      wording: { ...wording, choices },
      notice: '© the owner',
      reference: 'Permission 2026-4',
      ...rest,
    })

  it('given an administrator confirms the right by name, then it can be asked; switched off, it cannot', async () => {
    const admin = actAs(danaWhitfield, clinic.clock.now)
    const form = () => readForm(clinic.house, mara(), { instrumentId: 'who-5', language: 'en' })
    expect(codeOf(await form())).toBe('wording-missing')
    expect(codeOf(await turn({ wording }, admin))).toBe('wording-incomplete')
    expect(codeOf(await turn({ notice: '' }, admin))).toBe('notice-missing')
    expect(codeOf(await turn({ reference: '' }, admin))).toBe('attestation-missing')
    expect(codeOf(await turn({}, ames()))).toBe('may-not-instrument-switch-wording')
    expect(codeOf(await turn({ instrumentId: 'isi' }, admin))).toBe('score-entry-only')
    expect(codeOf(await turn({ instrumentId: 'phq-9' }, admin))).toBe('wording-shipped')
    expect(codeOf(await turn({}, admin))).toBe('accepted')
    expect(await form()).toMatchObject({ ok: true, value: { stem: 'Invented', notice: '© the owner' } })
    const off = { switched: 'off', id: id(), instrumentId: 'who-5', reference: 'Permission ended' } as const
    expect(codeOf(await switchWording(clinic.house, admin, off))).toBe('accepted')
    expect(codeOf(await form())).toBe('wording-missing')
    const listed = await listInstruments(clinic.house, admin)
    if (!listed.ok) throw new Error(listed.refusal.sentence)
    expect(listed.value.lines.find((line) => line.id === 'who-5')).toMatchObject({
      isOn: false,
      wording: { switched: 'off', byName: 'Dana Whitfield' },
    })
    expect(listed.value.lines.filter((line) => line.isOn).map((line) => line.delivery)).toEqual(
      Array(8).fill('embedded'),
    )
  })
})

describe('the decision about eligibility', () => {
  const cautions = screeningRules.filter((rule) => rule.weight === 'caution').map((rule) => rule.id)
  const decide = (rest: Partial<Parameters<typeof decideEligibility>[2]> = {}, actor = ames()) =>
    decideEligibility(clinic.house, actor, {
      decisionId: id(),
      patientId: ana,
      track: 'kap',
      outcome: 'eligible',
      reason: 'Two adequate trials failed; wants therapy.',
      capacity: 'yes',
      willing: 'yes',
      supported: 'yes',
      acknowledged: cautions,
      ...rest,
    })
  const standing = (track: 'kap' | 'infusion' = 'kap') =>
    inMarigold((tx) =>
      readEligibilityStanding(
        tx,
        { practiceId: ames().practiceId, zone: ames().practiceZone, at: clinic.clock.now() },
        { patientId: ana, track },
      ),
    )
  const moodSafety = () =>
    inMarigold((tx) =>
      readMoodSafetyStanding(
        tx,
        { practiceId: ames().practiceId, zone: ames().practiceZone, at: clinic.clock.now() },
        ana,
      ),
    )
  const later = () => clinic.clock.set(plusMinutes(clinic.clock.now(), 1))

  it('given nothing was asked, then unknown is not safe', async () => {
    expect(codeOf(await decide())).toBe('stop-unknown')
    expect(await standing()).toMatchObject({ state: 'missing' })
    expect(await moodSafety()).toMatchObject({ state: 'undecided' })
  })

  it('given the patient’s forms say yes to an aneurysm, then it stands with its source', async () => {
    const { link } = await sendPacket(clinic.house, mara(), ana, [
      { kind: 'identity' },
      { kind: 'history' },
      { kind: 'contraindications' },
    ])
    await answerPacket(clinic.house, link, { answers: { aneurysm: 'yes' } })
    const read = await readScreening(clinic.house, ames(), { patientId: ana })
    if (!read.ok) throw new Error(read.refusal.sentence)
    const [first] = read.value.findings
    expect(first).toMatchObject({ rule: 'aneurysm', truth: 'yes', weight: 'absolute' })
    expect(first?.evidence[0]?.source).toMatch(/^packet\/.+\/aneurysm$/)
    expect(read.value.openSafetyAlerts.length).toBeGreaterThan(0)
  })

  it('given a suicide answer waits, then the stop is unknown until a clinician decided about safety', async () => {
    expect(codeOf(await decide())).toBe('stop-unknown')
    later()
    const assessment = {
      thoughts: 'wish-to-be-dead',
      intent: 'no',
      plan: 'no',
      means: 'no',
      attempt: 'never',
      protects: 'Her sister',
      safetyPlan: 'made',
    } as const
    const safety = (rest: object, actor: StaffActor = actAs(lenaOkafor, clinic.clock.now)) =>
      decideSafety(clinic.house, actor, {
        decisionId: id(),
        patientId: ana,
        assessment,
        outcome: 'proceed-with-precautions',
        reason: 'Spoke with her for twenty minutes.',
        ...rest,
      })
    expect(codeOf(await safety({ assessment: { ...assessment, intent: 'yes' } }))).toBe('acute-risk')
    expect(codeOf(await safety({}, mara()))).toBe('may-not-safety-decide')
    const decisionId = id()
    expect(codeOf(await safety({ decisionId }))).toBe('accepted')
    expect(codeOf(await safety({ decisionId }))).toBe('accepted')
    expect(codeOf(await safety({ decisionId, outcome: 'hold' })), 'changed after an answer got lost').toBe('id-taken')
    expect(await moodSafety()).toMatchObject({ state: 'met' })
  })

  it('given an unknown is settled by a prescriber, then the yes waits for a second person, who is not the first', async () => {
    const screening = await readScreening(clinic.house, ames(), { patientId: ana })
    if (!screening.ok) throw new Error(screening.refusal.sentence)
    const open = screening.value.findings.filter((one) => one.weight === 'absolute' && one.truth === 'unknown')
    for (const { rule } of open) {
      const settled = {
        id: id(),
        patientId: ana,
        rule,
        truth: 'no',
        how: 'Asked her at length; nothing of the kind.',
      } as const
      expect(codeOf(await settleRule(clinic.house, mara(), settled))).toBe('may-not-screening-decide')
      expect(codeOf(await settleRule(clinic.house, ames(), settled))).toBe('accepted')
    }
    const decisionId = id()
    expect(await decide({ decisionId })).toMatchObject({ ok: true, value: { awaits: ['aneurysm'] } })
    expect(await standing()).toMatchObject({ state: 'undecided' })
    expect(await standing('infusion')).toMatchObject({ state: 'missing' })
    const past = {
      id: id(),
      patientId: ana,
      decisionId,
      rule: 'aneurysm',
      reason: 'Coiled in 2019; neurosurgeon agrees.',
    }
    expect(codeOf(await overrideStop(clinic.house, ames(), past))).toBe('second-person-needed')
    expect(codeOf(await overrideStop(clinic.house, mara(), past))).toBe('may-not-screening-override')
    expect(codeOf(await overrideStop(clinic.house, patel(), { ...past, decisionId: id() }))).toBe('nothing-to-override')
    expect(codeOf(await overrideStop(clinic.house, patel(), past))).toBe('accepted')
    expect(codeOf(await overrideStop(clinic.house, patel(), { ...past, id: id() }))).toBe('overridden-before')
    const stands = await standing()
    expect(stands.state).toBe('met')
    expect(stands.because).toContain('answered for by Dr Ravi Patel')
  })

  it('given the form of the day says she may be pregnant, then the decision is asked for again, and a task is open', async () => {
    later()
    const answers = Object.fromEntries(dayOfQuestions.map((one) => [one.id, one.calm])) as never
    const day = (changed: object) =>
      attestDay(clinic.house, mara(), {
        formId: id(),
        patientId: ana,
        answers: { ...(answers as object), ...changed } as never,
      })
    expect(await day({})).toMatchObject({ ok: true, value: { reopens: [], forTheDay: [] } })
    expect(await standing()).toMatchObject({ state: 'met' })
    later()
    expect(await day({ 'day-pregnant': 'yes', 'day-ride-named': 'no' })).toMatchObject({
      ok: true,
      value: { reopens: ['day-pregnant'], forTheDay: ['day-ride-named'] },
    })
    expect(await standing()).toMatchObject({ state: 'outdated', because: 'Came up after the decision: Pregnancy.' })
    later()
    expect(await day({ 'day-thoughts-of-suicide': 'not-sure' })).toMatchObject({ ok: true })
    expect(await moodSafety()).toMatchObject({ state: 'outdated' })
  })

  it('given a newer decision, then the older takes no signature', async () => {
    later()
    const decisionId = id()
    expect(codeOf(await decide({ decisionId, outcome: 'not-eligible' }))).toBe('accepted')
    expect(codeOf(await decide({ decisionId, outcome: 'not-eligible' }))).toBe('accepted')
    expect(codeOf(await decide({ decisionId, outcome: 'more-information' }))).toBe('id-taken')
    expect(await standing()).toMatchObject({ state: 'refused' })
  })

  it('given another practice, a guest of no team or the front desk, then the screening is not there', async () => {
    const read = (actor: StaffActor) => readScreening(clinic.house, actor, { patientId: ana })
    expect(codeOf(await read(actAs(samReyes, clinic.clock.now)))).toBe('patient-not-found')
    expect(codeOf(await read(actAs(theoLind, clinic.clock.now)))).toBe('may-not-screening-read')
    expect(['may-not-screening-read', 'patient-not-found']).toContain(
      codeOf(await read(actAs(rosaVance, clinic.clock.now))),
    )
  })

  it('every step left its line in the access record', async () => {
    const { rows } = await asOwner(clinic.ownerUrl, (owner) =>
      owner.query<{ act: string }>(`select distinct act from clinic.audit_event where patient_id = $1`, [ana]),
    )
    expect(rows.map((row) => row.act)).toEqual(
      expect.arrayContaining([
        'instrument.answer',
        'instrument.record',
        'screening.read',
        'screening.decide',
        'screening.override',
        'screening.attest-day',
        'safety.decide',
      ]),
    )
  })
})
