import { calendarDate } from '@holdspace/kit/calendar-date'
import { describe, expect, test } from 'vitest'
import { problemFlagRules } from './flag-rules.ts'
import { medicineFlagRules } from './flag-rules-medicines.ts'
import { type ClinicalPicture, flagsOf } from './flags.ts'
import { codeSystems } from './read-concept.ts'

const today = calendarDate.parse('2026-11-21')
const nobody: ClinicalPicture = {
  birthDate: calendarDate.parse('1985-07-14'),
  problems: [],
  allergies: [],
  medications: [],
}
const problem = (text: string, status: 'active' | 'resolved' | 'not-stated' = 'active', code?: string) => ({
  sourceId: 'c1',
  status,
  concept: { text, codings: code === undefined ? [] : [{ system: codeSystems.snomed, code }] },
})
const medicine = (text: string, status: 'active' | 'stopped' = 'active') => ({
  sourceId: 'm1',
  status,
  concept: { text, codings: [] },
})
const titles = (picture: Partial<ClinicalPicture>) =>
  flagsOf({ ...nobody, ...picture }, today).map((flag) => flag.title)

describe('problems', () => {
  test.each([
    ['Stroke', 'Stroke or TIA'],
    ['Ischaemic cerebrovascular accident', 'Stroke or TIA'],
    ['Essential hypertension', 'High blood pressure'],
    ['Schizoaffective disorder', 'Psychosis or schizophrenia spectrum'],
    ['Interstitial cystitis', 'Bladder symptoms or cystitis'],
    ['Hipertensión: high blood pressure', 'High blood pressure'],
    ['Bipolar I disorder', 'Bipolar disorder or mania'],
    ['Abdominal aortic aneurysm', 'Aneurysm or vascular malformation'],
    ['Obstructive sleep apnea', 'Sleep apnoea'],
  ])('given the words “%s”, then: %s', (words, title) => {
    expect(titles({ problems: [problem(words)] })).toContain(title)
  })

  test.each([
    'Heat stroke',
    'Family history of stroke',
    'No history of stroke',
    'Screening for hypertension',
    'Backstroke swimming injury',
    'Viral sinusitis (disorder)',
  ])('given “%s”, then there is no flag', (words) => {
    expect(titles({ problems: [problem(words)] })).toEqual([])
  })

  test('given a code and no helpful words, then the flag names the code', () => {
    const [flag] = flagsOf({ ...nobody, problems: [problem('CVA NOS', 'not-stated', '230690007')] }, today)
    expect(flag).toMatchObject({ rule: 'stroke', severity: 'hard-stop', source: 'Condition/c1' })
    expect(flag?.because).toBe('Problem “CVA NOS” (SNOMED 230690007), status not stated.')
  })

  test('given a resolved stroke and a resolved pregnancy, then the stroke still counts and the pregnancy does not', () => {
    const problems = [problem('Stroke', 'resolved'), problem('Normal pregnancy', 'resolved')]
    expect(titles({ problems })).toEqual(['Stroke or TIA'])
  })
})

describe('medicines and allergies', () => {
  test.each([
    ['Methylphenidate Hydrochloride 20 MG Oral Tablet', 'Stimulant'],
    ['Hydrochlorothiazide 25 MG Oral Tablet', 'Blood pressure medicine'],
    ['metoprolol succinate 50 mg', 'Blood pressure medicine'],
    ['lisinopril 10 mg', 'Blood pressure medicine'],
    ['phenelzine 15 mg', 'MAO inhibitor'],
    ['LORazepam 1 mg', 'Benzodiazepine'],
    ['esketamine nasal spray', 'Ketamine or esketamine elsewhere'],
  ])('given %s, then: %s', (words, title) => {
    expect(titles({ medications: [medicine(words)] })).toEqual([title])
  })

  test('given a stopped stimulant and a stopped MAO inhibitor, then only the MAO inhibitor is flagged', () => {
    expect(titles({ medications: [medicine('modafinil', 'stopped'), medicine('phenelzine', 'stopped')] })).toEqual([
      'MAO inhibitor',
    ])
  })

  test('given an allergy to ketamine, then it is a hard stop and stands first', () => {
    const allergies = [{ sourceId: 'a1', status: 'active' as const, concept: { text: 'Ketamine', codings: [] } }]
    const flags = flagsOf({ ...nobody, allergies, medications: [medicine('modafinil')] }, today)
    expect(flags.map((flag) => flag.rule)).toEqual(['ketamine-allergy', 'stimulant'])
  })
})

test('given 65 today, then the age is a caution; given 64, it is not', () => {
  expect(titles({ birthDate: calendarDate.parse('1961-11-21') })).toEqual(['65 or older'])
  expect(titles({ birthDate: calendarDate.parse('1961-11-22') })).toEqual([])
})

test('given nothing in the data, then nothing is claimed', () => {
  expect(flagsOf(nobody, today)).toEqual([])
})

test('every rule has an id of its own, something to ask, and codes that look like codes', () => {
  const rules = [...problemFlagRules, ...medicineFlagRules]
  expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length)
  for (const rule of rules) expect(rule.ask).toMatch(/[.?]$/)
  for (const rule of problemFlagRules) for (const code of rule.snomed) expect(code).toMatch(/^\d{6,18}$/)
})
