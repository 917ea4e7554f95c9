import { calendarDate } from '@holdspace/kit/calendar-date'
import { describe, expect, test } from 'vitest'
import { ames, ana, answering, at, calm, nurse, okafor, patel, staff, today } from '../../testing/screening-people.ts'
import {
  decideEligibility,
  decideOverride,
  decideSettling,
  type EligibilityQuestion,
  eligibilityStanding,
  type RecordedEligibility,
} from './decide-eligibility.ts'
import { screen } from './screen.ts'
import type { ScreeningFacts } from './screening-facts.ts'
import { screeningRules } from './screening-rules.ts'

const reason = 'Two trials failed; no hard stop; wants therapy.'
const everyCaution = screeningRules.filter((rule) => rule.weight === 'caution').map((rule) => rule.id)

function ask(facts: ScreeningFacts, rest: Partial<EligibilityQuestion> = {}) {
  return decideEligibility({
    actor: ames,
    today,
    patientId: ana,
    findings: screen(facts),
    outcome: 'eligible',
    reason,
    capacity: 'yes',
    acknowledged: everyCaution,
    ...rest,
  })
}

const codeOf = (decided: ReturnType<typeof ask> | ReturnType<typeof decideOverride>) =>
  decided.ok ? 'accepted' : decided.refusal.code

describe('the decision about eligibility', () => {
  test('given nothing stands, then a prescriber may say yes, and nobody else is needed', () => {
    const decided = ask(calm())
    expect(decided).toMatchObject({ ok: true, value: { awaits: [] } })
  })

  test('only a prescriber with a licence in force decides', () => {
    for (const actor of [nurse, okafor, staff('front-desk', 5), staff('admin', 6)]) {
      expect(codeOf(ask(calm(), { actor }))).toBe('may-not-screening-decide')
    }
    expect(codeOf(ask(calm(), { actor: staff('prescriber', 1, { credentials: [] }) }))).toBe('licence-not-in-force')
  })

  test('a reason is asked of every outcome', () => {
    for (const outcome of ['eligible', 'not-eligible', 'more-information'] as const) {
      expect(codeOf(ask(calm(), { outcome, reason: ' too short ' }))).toBe('reason-missing')
      expect(codeOf(ask(calm(), { outcome, reason: '0123456789' }))).toBe('accepted')
      expect(codeOf(ask(calm(), { outcome, reason: '012345678' }))).toBe('reason-missing')
    }
  })

  test('without capacity nobody is eligible, whatever else is so; saying no stays open', () => {
    expect(codeOf(ask(calm(), { capacity: 'no' }))).toBe('capacity-not-confirmed')
    expect(codeOf(ask(calm(), { capacity: 'unknown' }))).toBe('capacity-not-confirmed')
    expect(codeOf(ask(calm(), { capacity: 'unknown', outcome: 'not-eligible' }))).toBe('accepted')
    expect(codeOf(ask(calm(), { capacity: 'unknown', outcome: 'more-information' }))).toBe('accepted')
  })

  test('a stop that nobody may go past refuses, and names itself', () => {
    const higher = calm({ needsHigherCare: { truth: 'yes', because: 'x', source: null, at: null } })
    expect(ask(higher)).toMatchObject({
      ok: false,
      refusal: { code: 'stop-never-overridable', details: ['Suicide risk that needs higher care first'] },
    })
    expect(codeOf(ask(calm({ birthDate: calendarDate.parse('2010-01-01') })))).toBe('stop-never-overridable')
  })

  test.each(screeningRules.filter((rule) => rule.weight === 'absolute').map((rule) => [rule.id, rule] as const))(
    'unknown is not safe: %s unknown refuses a yes',
    (id, rule) => {
      const findings = screen(calm()).map((one) => (one.rule.id === id ? { ...one, truth: 'unknown' as const } : one))
      const decided = ask(calm(), { findings })
      expect(decided).toMatchObject({ ok: false, refusal: { code: 'stop-unknown', details: [rule.title] } })
    },
  )

  test.each(
    screeningRules.filter((rule) => rule.weight === 'absolute').map((rule) => [rule.id, rule.overridable] as const),
  )('a hard stop that stands: %s', (id, overridable) => {
    const findings = screen(calm()).map((one) => (one.rule.id === id ? { ...one, truth: 'yes' as const } : one))
    const decided = ask(calm(), { findings })
    if (overridable) expect(decided).toMatchObject({ ok: true, value: { awaits: [id] } })
    else expect(codeOf(decided)).toBe('stop-never-overridable')
  })

  test('every caution that stands or is unknown is read by name; what is only told is not asked', () => {
    const facts = answering({ 'takes-opioid': 'yes', diabetes: 'yes' })
    const without = everyCaution.filter((id) => id !== 'opioid')
    expect(ask(facts, { acknowledged: without })).toMatchObject({
      ok: false,
      refusal: { code: 'caution-not-read', details: ['Opioid'] },
    })
    expect(codeOf(ask(facts))).toBe('accepted')
    expect(codeOf(ask(answering({ 'takes-opioid': 'not-sure' }), { acknowledged: without }))).toBe('caution-not-read')
    const noOpioid = everyCaution.filter((id) => id !== 'opioid')
    expect(codeOf(ask(calm(), { acknowledged: noOpioid }))).toBe('accepted')
  })

  test('the decision keeps how everything stood that was not a plain no', () => {
    const decided = ask(answering({ 'takes-opioid': 'yes', aneurysm: 'yes' }))
    if (!decided.ok) throw new Error(decided.refusal.sentence)
    expect(decided.value.considered).toContainEqual({ rule: 'aneurysm', weight: 'absolute', truth: 'yes' })
    expect(decided.value.considered).toContainEqual({ rule: 'opioid', weight: 'caution', truth: 'yes' })
    expect(decided.value.considered.some((one) => one.truth === 'no')).toBe(false)
    const refused = ask(answering({ aneurysm: 'yes' }), { outcome: 'not-eligible' })
    expect(refused).toMatchObject({ ok: true, value: { awaits: [] } })
  })
})

const recorded: RecordedEligibility = {
  decisionId: 'd1',
  track: 'kap',
  outcome: 'eligible',
  reason,
  considered: [],
  awaits: [],
  decidedAt: at('12:00'),
  decidedOn: today,
  decidedBy: ames.membershipId,
  decidedByName: 'Dr Helen Ames',
  overrides: [],
}
const owed: RecordedEligibility = { ...recorded, awaits: ['aneurysm', 'heart'] }
const past = (rule: string) => ({ rule, byName: 'Dr Ravi Patel', reason, at: at('13:00') })

describe('the second signature', () => {
  const second = (rest: Partial<Parameters<typeof decideOverride>[0]> = {}) =>
    decideOverride({ actor: patel, today, patientId: ana, decision: owed, rule: 'aneurysm', reason, ...rest })

  test('another prescriber may, with a reason', () => {
    expect(codeOf(second())).toBe('accepted')
    expect(codeOf(second({ reason: 'no' }))).toBe('reason-missing')
    expect(codeOf(second({ reason: '0123456789' }))).toBe('accepted')
  })

  test('never the one who decided', () => {
    expect(codeOf(second({ actor: ames }))).toBe('second-person-needed')
  })

  test('nobody else: no nurse, no therapist, no administrator', () => {
    for (const actor of [nurse, okafor, staff('admin', 6), staff('outside-therapist', 7, { guestPatients: [ana] })]) {
      expect(codeOf(second({ actor }))).toBe('may-not-screening-override')
    }
  })

  test('only what a decision waits for, only once, and never what nobody may go past', () => {
    expect(codeOf(second({ decision: null }))).toBe('nothing-to-override')
    expect(codeOf(second({ rule: 'mania' }))).toBe('nothing-to-override')
    expect(codeOf(second({ decision: { ...owed, overrides: [past('aneurysm')] } }))).toBe('overridden-before')
    const hopeless = { ...owed, awaits: ['under-18', 'no-such-rule'] }
    expect(codeOf(second({ decision: hopeless, rule: 'under-18' }))).toBe('stop-never-overridable')
    expect(codeOf(second({ decision: hopeless, rule: 'no-such-rule' }))).toBe('stop-never-overridable')
  })
})

describe('how it stands for the gate', () => {
  const stand = (decision: RecordedEligibility | null, rest: Partial<Parameters<typeof eligibilityStanding>[0]> = {}) =>
    eligibilityStanding({ decision, findings: screen(calm()), today, reopenedAt: null, ...rest })

  test('nobody decided', () => {
    expect(stand(null)).toEqual({ state: 'missing', because: 'No prescriber has decided yet.' })
  })

  test('decided, with its evidence', () => {
    expect(stand(recorded)).toEqual({
      state: 'met',
      because: 'Dr Helen Ames decided: eligible',
      evidence: { type: 'eligibility-decision', id: 'd1', at: at('12:00') },
    })
  })

  test('against it, or more asked for', () => {
    expect(stand({ ...recorded, outcome: 'not-eligible' })).toMatchObject({
      state: 'refused',
      because: 'Dr Helen Ames decided against it.',
    })
    expect(stand({ ...recorded, outcome: 'more-information' })).toMatchObject({
      state: 'undecided',
      because: 'Dr Helen Ames asks for more before deciding.',
    })
  })

  test('a hard stop waits for its second person, by name', () => {
    const findings = screen(answering({ aneurysm: 'yes', 'heart-attack-or-failure': 'yes' }))
    expect(stand(owed, { findings })).toMatchObject({
      state: 'undecided',
      because:
        'A second signature is owed for: Aneurysm or malformed vessel, Heart attack, unstable angina or heart failure.',
    })
    expect(stand({ ...owed, overrides: [past('aneurysm')] }, { findings }).because).toBe(
      'A second signature is owed for: Heart attack, unstable angina or heart failure.',
    )
    expect(stand({ ...owed, overrides: [past('aneurysm'), past('heart')] }, { findings })).toMatchObject({
      state: 'met',
      because:
        'Dr Helen Ames decided: eligible; Aneurysm or malformed vessel answered for by Dr Ravi Patel; Heart attack, unstable angina or heart failure answered for by Dr Ravi Patel',
    })
  })

  test('a stop that came up since makes it outdated, known or not', () => {
    expect(stand(recorded, { findings: screen(answering({ pregnant: 'yes' })) })).toMatchObject({
      state: 'outdated',
      because: 'Came up after the decision: Pregnancy.',
    })
    expect(stand(recorded, { findings: screen(answering({ pregnant: 'not-sure' })) }).state).toBe('outdated')
    expect(stand(recorded, { findings: screen(answering({ 'takes-opioid': 'yes' })) }).state).toBe('met')
  })

  test('an answer on the day sends it back to the prescriber, until it is decided again', () => {
    expect(stand(recorded, { reopenedAt: at('12:01') })).toMatchObject({
      state: 'outdated',
      because: 'An answer on the day asks the prescriber to decide again.',
    })
    expect(stand(recorded, { reopenedAt: at('12:00') }).state).toBe('met')
    expect(stand(recorded, { reopenedAt: at('11:00') }).state).toBe('met')
  })

  test('it holds 180 days and no longer', () => {
    const decidedOn = calendarDate.parse('2026-05-26')
    expect(stand({ ...recorded, decidedOn }).state).toBe('met')
    expect(stand({ ...recorded, decidedOn: calendarDate.parse('2026-05-25') })).toMatchObject({
      state: 'expired',
      because: 'Decided more than 180 days ago.',
    })
  })
})

describe('settling what is unknown', () => {
  const settle = (rest: Partial<Parameters<typeof decideSettling>[0]> = {}) =>
    decideSettling({ actor: ames, today, patientId: ana, rule: 'psychosis', how: reason, ...rest })

  test('a prescriber, in words another can check', () => {
    expect(codeOf(settle())).toBe('accepted')
    expect(codeOf(settle({ how: '012345678 ' }))).toBe('finding-missing')
    expect(codeOf(settle({ how: '0123456789' }))).toBe('accepted')
    expect(codeOf(settle({ actor: nurse }))).toBe('may-not-screening-decide')
    expect(codeOf(settle({ rule: 'nothing' }))).toBe('no-such-rule')
  })

  test('neither age nor the need for higher care is settled here', () => {
    expect(codeOf(settle({ rule: 'under-18' }))).toBe('not-settled-here')
    expect(codeOf(settle({ rule: 'needs-higher-care' }))).toBe('not-settled-here')
  })
})
