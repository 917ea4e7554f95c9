import { calendarDate } from '@holdspace/kit/calendar-date'
import { describe, expect, test } from 'vitest'
import { answering, at, calm } from '../../testing/screening-people.ts'
import type { ScreeningQuestionId } from '../intake/history-questions.ts'
import { contraindicationQuestionIds, historyQuestionIds } from '../intake/history-questions.ts'
import { problemFlagRules } from '../referral/flag-rules.ts'
import { ketamineAllergy, medicineFlagRules } from '../referral/flag-rules-medicines.ts'
import { findingsOfWeight, screen } from './screen.ts'
import type { ImportedFlag, ScreeningFacts } from './screening-facts.ts'
import type { ScreeningRule } from './screening-rule.ts'
import { neverOverridable, screeningRule, screeningRules } from './screening-rules.ts'
import { allOf, not, type Truth, truths } from './truth.ts'

function truthOf(rule: string, facts: ScreeningFacts): Truth | undefined {
  return screen(facts).find((finding) => finding.rule.id === rule)?.truth
}

function flag(rule: string, recordedAt: ImportedFlag['recordedAt'] = at('09:00')): ImportedFlag {
  const because = `Problem “${rule}”, active.`
  return { rule, title: rule, severity: 'hard-stop', because, ask: 'Ask.', source: `Condition/${rule}`, recordedAt }
}

describe('three values', () => {
  test.each([
    [[], 'unknown'],
    [['yes'], 'yes'],
    [['no'], 'no'],
    [['unknown'], 'unknown'],
    [['yes', 'yes'], 'yes'],
    [['yes', 'unknown'], 'unknown'],
    [['unknown', 'yes'], 'unknown'],
    [['yes', 'no'], 'no'],
    [['unknown', 'no'], 'no'],
    [['no', 'unknown'], 'no'],
  ] as const)('all of %j is %s', (values, expected) => {
    expect(allOf(values)).toBe(expected)
  })

  test('not', () => {
    expect(truths.map(not)).toEqual(['no', 'yes', 'unknown'])
  })
})

/** Every rule × every way its questions can be answered: yes, no, not sure, not asked (the exhaustive table). */
describe('every rule, in every combination of answers', () => {
  const given = ['yes', 'no', 'not-sure', null] as const
  type Given = (typeof given)[number]
  const asTruth = (answer: Given): Truth => (answer === 'yes' || answer === 'no' ? answer : 'unknown')

  /** Written a second time, from the clinic's words rather than from the code. */
  function expected({ answers }: ScreeningRule, [one = 'unknown', other = 'unknown']: readonly Truth[]): Truth {
    switch (answers.how) {
      case 'any': {
        const all = answers.questions.length === 1 ? [one] : [one, other]
        if (all.some((value) => value === 'yes')) return 'yes'
        return all.every((value) => value === 'no') ? 'no' : 'unknown'
      }
      case 'current':
        if (one === 'no') return 'no'
        return other === 'yes' ? 'yes' : 'unknown'
      case 'uncontrolled':
        if (one === 'no' || other === 'yes') return 'no'
        return one === 'yes' && other === 'no' ? 'yes' : 'unknown'
      case 'missing':
        return one === 'no' ? 'yes' : one === 'yes' ? 'no' : 'unknown'
      case 'unclear':
        return one === 'no' ? 'no' : 'unknown'
      case 'nothing':
        return 'unknown'
    }
  }

  const cases = screeningRules
    .filter((rule) => rule.answers.how !== 'nothing')
    .flatMap((rule) => {
      const questions = questionsRead(rule)
      const combinations = questions.reduce<readonly (readonly Given[])[]>(
        (all, _question) => all.flatMap((before) => given.map((answer) => [...before, answer])),
        [[]],
      )
      return combinations.map((answers) => [rule.id, answers, rule, questions] as const)
    })

  test('the table is whole', () => {
    expect(cases.length).toBeGreaterThan(200)
  })

  test.each(cases)('%s with %j', (_id, answers, rule, questions) => {
    const changed = Object.fromEntries(questions.map((question, place) => [question, answers[place] ?? null]))
    expect(truthOf(rule.id, answering(changed))).toBe(expected(rule, answers.map(asTruth)))
  })
})

describe('what an import says', () => {
  const standing = screeningRules.flatMap((rule) => (rule.flags.stands ?? []).map((id) => [rule.id, id] as const))
  const asking = screeningRules.flatMap((rule) => (rule.flags.asks ?? []).map((id) => [rule.id, id] as const))

  test.each(standing)('%s stands by an imported %s, even when the person says no', (rule, id) => {
    const found = screen(calm({ flags: [flag(id)] })).find((finding) => finding.rule.id === rule)
    expect(found?.truth).toBe('yes')
    expect(found?.evidence.some((one) => one.source === `Condition/${id}` && one.says === 'yes')).toBe(true)
  })

  test.each(asking)('%s is asked again by an imported %s', (rule, id) => {
    expect(truthOf(rule, calm({ flags: [flag(id)] }))).toBe('unknown')
  })

  test('every flag of a referral speaks to a rule here: nothing that was red is lost', () => {
    const known = [
      ...problemFlagRules.map((rule) => rule.id),
      ...medicineFlagRules.map((rule) => rule.id),
      ketamineAllergy.id,
      'raised-pressure',
    ]
    const heard = new Set(screeningRules.flatMap((rule) => [...(rule.flags.stands ?? []), ...(rule.flags.asks ?? [])]))
    expect(known.filter((id) => !heard.has(id))).toEqual([])
    expect([...heard].filter((id) => !known.includes(id))).toEqual([])
  })

  test('every hard stop of a referral is a hard stop here, or asks one', () => {
    for (const rule of problemFlagRules.filter((one) => one.severity === 'hard-stop')) {
      const stops = screeningRules.filter((one) => one.weight === 'absolute' && one.flags.stands?.includes(rule.id))
      expect(stops.length, rule.id).toBeGreaterThan(0)
    }
  })

  test('an empty import is no answer: nobody asked, so it is unknown', () => {
    const nobodyAsked = calm({
      answers: [],
      needsHigherCare: { truth: 'unknown', because: '', source: null, at: null },
    })
    const stops = findingsOfWeight(screen(nobodyAsked), 'absolute')
    const unknown = stops.filter((finding) => finding.truth === 'unknown').map((finding) => finding.rule.id)
    expect(unknown).toHaveLength(12)
    expect(stops.filter((finding) => finding.truth === 'no').map((finding) => finding.rule.id)).toEqual(['under-18'])
    expect(truthOf('sedative', calm())).toBe('unknown')
  })

  test('the person’s no against the record’s yes is shown as a conflict', () => {
    const found = screen(calm({ flags: [flag('aneurysm')] })).find((finding) => finding.rule.id === 'aneurysm')
    expect(found?.conflict).toBe(true)
    expect(screen(calm()).some((finding) => finding.conflict)).toBe(false)
    const of = (facts: ScreeningFacts, rule: string) => screen(facts).find((one) => one.rule.id === rule)?.conflict
    expect(of(answering({ stroke: 'yes' }, { flags: [flag('stroke')] }), 'brain-haemorrhage')).toBe(false)
    expect(of(answering({ aneurysm: 'not-sure' }, { flags: [flag('aneurysm')] }), 'aneurysm')).toBe(false)
    expect(of(answering({ aneurysm: 'yes' }), 'aneurysm')).toBe(false)
    expect(of(calm({ flags: [flag('sedative')] }), 'sedative')).toBe(false)
  })
})

describe('scores, age and the decision about safety', () => {
  const score = (instrumentId: string, positives: readonly string[]) => ({
    instrumentId,
    title: instrumentId.toUpperCase(),
    total: 9,
    band: null,
    positives,
    at: at('10:00'),
    source: `response/${instrumentId}`,
  })

  test.each([
    ['bipolar', 'mdq', 'positive'],
    ['substance-use', 'audit-c', 'positive'],
    ['substance-use', 'dast-10', 'positive'],
    ['suicidality', 'phq-9', 'suicide-item'],
    ['suicidality', 'c-ssrs', 'tier'],
  ])('%s stands by %s', (rule, instrumentId, finding) => {
    expect(truthOf(rule, calm({ scores: [score(instrumentId, [finding])] }))).toBe('yes')
    expect(truthOf(rule, calm({ scores: [score(instrumentId, [])] }))).toBe('no')
    const found = screen(calm({ scores: [score(instrumentId, [finding])] })).find((one) => one.rule.id === rule)
    const said = found?.evidence.find((one) => one.kind === 'score')
    expect(said).toMatchObject({ source: `response/${instrumentId}`, at: at('10:00') })
    expect(said?.because).toBe(`${instrumentId.toUpperCase()} 9: ${finding.replaceAll('-', ' ')}, yes.`)
  })

  test('a score without a total is told without one', () => {
    const cssrs = { ...score('c-ssrs', ['tier']), total: null }
    const found = screen(calm({ scores: [cssrs] })).find((one) => one.rule.id === 'suicidality')
    expect(found?.evidence[0]?.because).toBe('C-SSRS: tier, yes.')
  })

  test.each([
    ['2008-11-23', 'yes', 'no'],
    ['2008-11-22', 'no', 'no'],
    ['1985-07-14', 'no', 'no'],
    ['1961-11-23', 'no', 'no'],
    ['1961-11-22', 'no', 'yes'],
  ])('born %s: under 18 %s, 65 or older %s', (birthDate, under18, over65) => {
    const facts = calm({ birthDate: calendarDate.parse(birthDate) })
    expect([truthOf('under-18', facts), truthOf('age-65', facts)]).toEqual([under18, over65])
  })

  test.each(truths)('higher care: %s', (truth) => {
    const needsHigherCare = { truth, because: 'told', source: 'mood-safety/2', at: at('11:00') }
    const found = screen(calm({ needsHigherCare })).find((one) => one.rule.id === 'needs-higher-care')
    expect(found?.truth).toBe(truth)
    expect(found?.evidence).toEqual([
      { kind: 'decision', says: truth, because: 'told', source: 'mood-safety/2', at: at('11:00') },
    ])
  })
})

describe('a prescriber settles what is unknown', () => {
  const settle = (rule: string, truth: 'yes' | 'no', time: string) => ({
    rule,
    truth,
    how: 'Spoke with the psychiatrist.',
    byName: 'Dr Ames',
    at: at(time),
    source: `settled/${rule}/${time}`,
  })
  const pastPsychosis = { 'psychosis-ever': 'yes', 'psychosis-now': 'no' } as const

  test('psychosis once, none now, is unknown until a prescriber has settled it', () => {
    expect(truthOf('psychosis', answering(pastPsychosis))).toBe('unknown')
    expect(truthOf('psychosis', answering(pastPsychosis, { settled: [settle('psychosis', 'no', '11:00')] }))).toBe('no')
    expect(truthOf('psychosis', answering(pastPsychosis, { settled: [settle('psychosis', 'yes', '11:00')] }))).toBe(
      'yes',
    )
    expect(truthOf('psychosis-past', answering(pastPsychosis))).toBe('yes')
  })

  test('the newest word counts, whatever the order', () => {
    const words = [settle('psychosis', 'yes', '11:00'), settle('psychosis', 'no', '12:00')]
    expect(truthOf('psychosis', answering(pastPsychosis, { settled: words }))).toBe('no')
    expect(truthOf('psychosis', answering(pastPsychosis, { settled: words.toReversed() }))).toBe('no')
    const found = screen(answering(pastPsychosis, { settled: words })).find((one) => one.rule.id === 'psychosis')
    expect(found?.evidence.at(-1)).toMatchObject({
      kind: 'settled',
      because: 'Dr Ames found out: no. Spoke with the psychiatrist.',
      source: 'settled/psychosis/12:00',
    })
  })

  test('what came after it opens the question again', () => {
    const settled = [settle('psychosis', 'no', '09:00')]
    expect(truthOf('psychosis', answering(pastPsychosis, { settled }))).toBe('unknown')
    const same = [settle('psychosis', 'no', '10:00')]
    expect(truthOf('psychosis', answering(pastPsychosis, { settled: same }))).toBe('no')
    const imported = calm({ flags: [flag('bipolar', at('12:00'))], settled: [settle('mania', 'no', '11:00')] })
    expect(truthOf('mania', imported)).toBe('unknown')
    const before = calm({ flags: [flag('bipolar', at('10:00'))], settled: [settle('mania', 'no', '11:00')] })
    expect(truthOf('mania', before)).toBe('no')
    const undated = calm({ flags: [flag('bipolar', null)], settled: [settle('mania', 'no', '11:00')] })
    expect(truthOf('mania', undated)).toBe('no')
  })

  test('a yes of anybody is not settled away: that takes an override', () => {
    const settled = [settle('aneurysm', 'no', '12:00')]
    expect(truthOf('aneurysm', answering({ aneurysm: 'yes' }, { settled }))).toBe('yes')
    expect(truthOf('aneurysm', calm({ flags: [flag('aneurysm')], settled }))).toBe('yes')
  })

  test('a yes found out stands against a no of the person; a no adds nothing to a no', () => {
    expect(truthOf('aneurysm', calm({ settled: [settle('aneurysm', 'yes', '12:00')] }))).toBe('yes')
    expect(truthOf('aneurysm', calm({ settled: [settle('aneurysm', 'no', '12:00')] }))).toBe('no')
    expect(truthOf('heart', calm({ settled: [settle('aneurysm', 'yes', '12:00')] }))).toBe('no')
  })
})

describe('how it is read', () => {
  test('hard stops first, then cautions, then what is only told; what stands before what is unknown', () => {
    const findings = screen(
      answering({ aneurysm: 'yes', pregnant: 'not-sure', 'takes-opioid': 'yes', diabetes: 'yes' }),
    )
    const order = findings.map(({ rule, truth }) => `${rule.weight} ${truth}`)
    expect([...new Set(order)]).toEqual([
      'absolute yes',
      'absolute unknown',
      'absolute no',
      'caution yes',
      'caution unknown',
      'caution no',
      'information yes',
      'information no',
    ])
    expect(findings).toHaveLength(screeningRules.length)
  })

  test('an answer is told by its id in words, never by the question’s wording', () => {
    const because = (facts: ScreeningFacts, rule: string) =>
      screen(facts)
        .find((one) => one.rule.id === rule)
        ?.evidence.map((one) => one.because)
    expect(because(answering({ aneurysm: 'not-sure' }), 'aneurysm')).toEqual(['Answered not sure: aneurysm.'])
    expect(because(answering({ aneurysm: null }), 'aneurysm')).toEqual(['Not asked yet: aneurysm.'])
    expect(because(answering({ 'high-blood-pressure': 'yes' }), 'uncontrolled-hypertension')).toEqual([
      'Answered yes: high blood pressure. Answered yes: blood pressure controlled.',
    ])
    expect(because(answering({ 'psychosis-now': null, 'psychosis-ever': 'no' }), 'psychosis')).toEqual([
      'Answered no: psychosis ever.',
    ])
  })

  test('the source and the time of an answer stay with it', () => {
    const evidence = screen(calm()).find((one) => one.rule.id === 'aneurysm')?.evidence
    expect(evidence).toEqual([
      { kind: 'answer', says: 'no', because: 'Answered no: aneurysm.', source: 'packet/aneurysm', at: at('10:00') },
    ])
    const nothing = screen(answering({ aneurysm: null })).find((one) => one.rule.id === 'aneurysm')?.evidence
    expect(nothing?.[0]).toMatchObject({ source: null, at: null })
  })
})

function questionsRead({ answers }: ScreeningRule): readonly ScreeningQuestionId[] {
  switch (answers.how) {
    case 'any':
      return answers.questions
    case 'current':
      return [answers.ever, answers.now]
    case 'uncontrolled':
      return [answers.has, answers.controlled]
    case 'missing':
    case 'unclear':
      return [answers.question]
    case 'nothing':
      return []
  }
}

describe('the table itself', () => {
  test('ids are unique, every rule has a source and asks something', () => {
    const ids = screeningRules.map((rule) => rule.id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const rule of screeningRules) {
      expect(rule.source.length, rule.id).toBeGreaterThan(5)
      expect(rule.ask.length, rule.id).toBeGreaterThan(5)
    }
    expect(screeningRule('aneurysm')?.title).toBe('Aneurysm or malformed vessel')
    expect(screeningRule('nothing')).toBeNull()
  })

  test('every question of the patient’s forms is read by a rule or opens one', () => {
    const read = new Set<string>(screeningRules.flatMap(questionsRead))
    const unread = [...historyQuestionIds, ...contraindicationQuestionIds].filter((id) => !read.has(id))
    expect(unread).toEqual([])
  })

  test('nobody goes past a need for higher care or an age under 18; every other stop takes a second person', () => {
    expect(neverOverridable).toEqual(['needs-higher-care', 'under-18'])
  })

  test('the hard stops are those of the clinic’s protocols', () => {
    expect(screeningRules.filter((rule) => rule.weight === 'absolute').map((rule) => rule.id)).toEqual([
      'pregnancy',
      'uncontrolled-hypertension',
      'heart',
      'aneurysm',
      'brain-haemorrhage',
      'psychosis',
      'mania',
      'ketamine-hypersensitivity',
      'recent-substance-use',
      'cognition',
      'symptomatic-brain-injury',
      'needs-higher-care',
      'under-18',
    ])
  })
})
