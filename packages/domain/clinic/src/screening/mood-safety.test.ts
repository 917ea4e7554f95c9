import { instant } from '@holdspace/kit/instant'
import { describe, expect, test } from 'vitest'
import { ames, ana, at, nurse, okafor, staff, today } from '../../testing/screening-people.ts'
import { decideMoodSafety, moodSafetyStanding, type SafetyAssessment, type SafetyQuestion } from './mood-safety.ts'

const calm: SafetyAssessment = {
  thoughts: 'none',
  intent: 'no',
  plan: 'no',
  means: 'no',
  attempt: 'never',
  protects: 'Two children; her sister visits daily.',
  safetyPlan: 'not-needed',
}
const reason = 'Spoke with her for twenty minutes.'

function ask(assessment: Partial<SafetyAssessment>, rest: Partial<SafetyQuestion> = {}) {
  const decided = decideMoodSafety({
    actor: ames,
    today,
    patientId: ana,
    assessment: { ...calm, ...assessment },
    tier: null,
    outcome: 'proceed',
    reason,
    ...rest,
  })
  return decided.ok ? 'accepted' : decided.refusal.code
}

describe('the decision about mood and safety (RULINGS 7)', () => {
  test('a prescriber or a therapist with a licence, and nobody else', () => {
    expect(ask({})).toBe('accepted')
    expect(ask({}, { actor: okafor })).toBe('accepted')
    expect(ask({}, { actor: nurse })).toBe('may-not-safety-decide')
    expect(ask({}, { actor: staff('outside-therapist', 7, { guestPatients: [ana] }) })).toBe('may-not-safety-decide')
    expect(ask({}, { actor: staff('therapist', 4, { credentials: [] }) })).toBe('licence-not-in-force')
  })

  test('a reason, always', () => {
    expect(ask({}, { reason: '012345678 ' })).toBe('reason-missing')
    expect(ask({}, { reason: '0123456789' })).toBe('accepted')
    expect(ask({}, { reason: '', outcome: 'hold' })).toBe('reason-missing')
  })

  test.each(['thoughts', 'intent', 'plan', 'means', 'attempt'] as const)(
    'nobody goes on while %s was not asked; holding stays open',
    (question) => {
      expect(ask({ [question]: 'not-asked' })).toBe('safety-not-asked')
      expect(ask({ [question]: 'not-asked' }, { outcome: 'proceed-with-precautions' })).toBe('safety-not-asked')
      expect(ask({ [question]: 'not-asked' }, { outcome: 'hold' })).toBe('accepted')
      expect(ask({ [question]: 'not-asked' }, { outcome: 'higher-care' })).toBe('accepted')
    },
  )

  test.each([
    [{ intent: 'yes' }, null],
    [{ plan: 'yes' }, null],
    [{ attempt: 'within-three-months' }, null],
    [{}, 'high'],
  ] as const)('%j with C-SSRS %s: nobody is dosed', (assessment, tier) => {
    const planned = { ...assessment, safetyPlan: 'made' } as const
    expect(ask(planned, { tier })).toBe('acute-risk')
    expect(ask(planned, { tier, outcome: 'proceed-with-precautions' })).toBe('acute-risk')
    expect(ask(planned, { tier, outcome: 'hold' })).toBe('accepted')
    expect(ask(planned, { tier, outcome: 'higher-care' })).toBe('accepted')
  })

  test.each([
    [{ thoughts: 'thoughts-of-suicide' }, null],
    [{}, 'moderate'],
  ] as const)('%j with C-SSRS %s: precautions and a safety plan', (assessment, tier) => {
    expect(ask(assessment, { tier })).toBe('precautions-needed')
    const outcome = 'proceed-with-precautions'
    for (const safetyPlan of ['not-needed', 'declined', 'not-made'] as const) {
      expect(ask({ ...assessment, safetyPlan }, { tier, outcome })).toBe('safety-plan-needed')
    }
    for (const safetyPlan of ['made', 'reviewed'] as const) {
      expect(ask({ ...assessment, safetyPlan }, { tier, outcome })).toBe('accepted')
    }
  })

  test('a wish to be dead, means at hand or an old attempt leave it to the clinician', () => {
    for (const assessment of [
      { thoughts: 'wish-to-be-dead' },
      { means: 'yes' },
      { attempt: 'over-three-months-ago' },
    ] as const) {
      expect(ask(assessment)).toBe('accepted')
    }
    expect(ask({}, { tier: 'low' })).toBe('accepted')
    expect(ask({}, { tier: 'none-identified' })).toBe('accepted')
  })
})

describe('how it stands for the dose gate', () => {
  const decision = { decisionId: 's1', outcome: 'proceed', decidedAt: at('12:00'), decidedByName: 'Dr Ames' } as const
  const stand = (rest: Partial<Parameters<typeof moodSafetyStanding>[0]> = {}) =>
    moodSafetyStanding({ decision, alertAt: null, lastSessionAt: null, now: at('13:00'), ...rest })
  const evidence = { type: 'mood-safety-decision', id: 's1', at: at('12:00') }

  test('nobody decided; with an answer waiting it says so', () => {
    expect(stand({ decision: null })).toEqual({ state: 'missing', because: 'Nobody has decided yet.' })
    expect(stand({ decision: null, alertAt: at('11:00') })).toEqual({
      state: 'undecided',
      since: at('11:00'),
      because: 'A safety answer waits for a clinician’s decision.',
    })
  })

  test('decided to go on', () => {
    expect(stand()).toEqual({ state: 'met', because: 'Dr Ames decided: go on', evidence })
    expect(stand({ decision: { ...decision, outcome: 'proceed-with-precautions' } })).toEqual({
      state: 'met',
      because: 'Dr Ames decided: go on with precautions',
      evidence,
    })
  })

  test('a safety answer after the decision closes the gate again, whatever was decided', () => {
    expect(stand({ alertAt: at('12:01') })).toEqual({
      state: 'outdated',
      because: 'A safety answer came after the decision.',
      evidence,
      since: at('12:01'),
    })
    expect(stand({ alertAt: at('12:00') }).state).toBe('met')
    expect(stand({ alertAt: at('11:59') }).state).toBe('met')
  })

  test('held, or higher care first', () => {
    expect(stand({ decision: { ...decision, outcome: 'hold' } })).toEqual({
      state: 'refused',
      because: 'Dr Ames decided to hold.',
      evidence,
      since: at('12:00'),
    })
    expect(stand({ decision: { ...decision, outcome: 'higher-care' } }).because).toBe('Dr Ames: higher care first.')
  })

  test('a decision before the last session is asked again at the next; the session of this visit does not undo it', () => {
    expect(stand({ lastSessionAt: at('12:30') }).state).toBe('met')
    expect(stand({ lastSessionAt: at('12:30'), now: instant.parse('2026-11-23T00:30:00.000Z') })).toEqual({
      state: 'outdated',
      because: 'Decided before the last session; ask again today.',
      evidence,
    })
    expect(stand({ lastSessionAt: at('12:30'), now: instant.parse('2026-11-23T00:29:59.999Z') }).state).toBe('met')
    const before = { lastSessionAt: at('11:00'), now: instant.parse('2026-11-24T12:00:00.000Z') }
    expect(stand(before).state).toBe('met')
    expect(stand({ ...before, lastSessionAt: at('12:00') }).state).toBe('met')
  })

  test('it holds seven days at most', () => {
    expect(stand({ now: instant.parse('2026-11-29T12:00:00.000Z') }).state).toBe('met')
    expect(stand({ now: instant.parse('2026-11-29T12:00:00.001Z') })).toEqual({
      state: 'expired',
      because: 'Decided more than seven days ago.',
      evidence,
    })
  })
})
