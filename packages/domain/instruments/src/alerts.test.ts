import { describe, expect, test } from 'vitest'
import { alertRules, alertsOfSavedAnswers, alertsOfScore } from './alerts.ts'
import type { Answers } from './answers.ts'
import { tierCodes, tierOf } from './c-ssrs.ts'
import { askedInstrument, instrumentOf } from './catalogue.ts'
import type { InstrumentId } from './instrument.ts'
import { scoreAnswers, scoreEntered } from './score.ts'

function saved(id: InstrumentId, answers: Answers) {
  const instrument = askedInstrument(id)
  return instrument === null ? [] : alertsOfSavedAnswers(instrument, answers).map((one) => one.rule)
}

function scored(id: InstrumentId, answers: Answers, sex: 'male' | 'unknown' = 'unknown') {
  const instrument = askedInstrument(id)
  return instrument === null
    ? []
    : alertsOfScore(instrument, scoreAnswers(instrument, answers, { sex })).map((one) => one.rule)
}

function entered(id: InstrumentId, total: number) {
  const score = scoreEntered(instrumentOf(id), total, { sex: 'unknown' })
  return score === null ? null : alertsOfScore(instrumentOf(id), score)
}

const nine = (values: readonly number[]) => Object.fromEntries(values.map((value, at) => [String(at + 1), value]))

describe('AL1: the suicide item (RULINGS 7)', () => {
  test.each([1, 2, 3])('item 9 answered %i fires on the saved answer, with nothing else answered', (value) => {
    const instrument = instrumentOf('phq-9')
    if (instrument.delivery === 'score-entry') throw new Error('PHQ-9 has questions')
    expect(alertsOfSavedAnswers(instrument, { '9': value })).toEqual([
      { rule: 'AL1', because: `PHQ-9 item 9 answered ${value}` },
    ])
  })

  test('item 9 answered 0, or not yet, fires nothing', () => {
    expect(saved('phq-9', { '9': 0 })).toEqual([])
    expect(saved('phq-9', { '1': 3, '2': 3 })).toEqual([])
  })

  test('question 9 of another instrument is no suicide item', () => {
    expect(saved('pcl-5', { '9': 4 })).toEqual([])
    expect(saved('mdq', { '9': 1 })).toEqual([])
  })

  test('the check-in’s own question fires as well', () => {
    expect(saved('check-in', { safe: 1 })).toEqual(['AL1'])
    expect(saved('check-in', { safe: 0 })).toEqual([])
    expect(saved('phq-9', { safe: 1 })).toEqual([])
  })

  test('it has a named owner, a clock that runs out of hours as well, and closes the dose gate', () => {
    expect(alertRules.AL1).toMatchObject({
      owner: 'prescriber',
      acknowledgeMinutes: 20,
      closesDoseGate: true,
      outOfHours: 'on-call',
      severity: 'high',
    })
  })
})

/** The tier table of INSTRUMENTS section 5, row for row; null is a question that was not asked or answered. */
describe('C-SSRS tiers', () => {
  const n = 0
  const y = 1
  test.each([
    [[n, n, null, null, null, n, null], 'none-identified', []],
    [[y, n, null, null, null, n, null], 'low', ['AL3']],
    [[y, y, n, n, n, n, null], 'low', ['AL3']],
    [[n, y, n, n, n, n, null], 'low', ['AL3']],
    [[y, y, y, n, n, n, null], 'moderate', ['AL3']],
    [[y, y, n, y, n, n, null], 'high', ['AL2']],
    [[y, y, n, n, y, n, null], 'high', ['AL2']],
    [[n, n, null, null, null, y, n], 'moderate', ['AL3']],
    [[n, n, null, null, null, y, y], 'high', ['AL2']],
    [[y, y, y, null, n, n, null], null, []],
    [[y, y, y, n, null, n, null], null, []],
    [[y, y, null, n, n, n, null], null, []],
    [[n, n, null, null, null, y, null], null, []],
    [[n, n, null, null, null, null, null], null, []],
    [[null, n, null, null, null, n, null], null, []],
    [[n, null, null, null, null, n, null], null, []],
    [[n, n, y, y, y, n, y], 'none-identified', []],
  ] as const)('%j', (row, tier, alerts) => {
    const ids = ['1', '2', '3', '4', '5', '6', '6-3mo']
    const answers = Object.fromEntries(row.flatMap((value, at) => (value === null ? [] : [[ids[at] ?? '', value]])))
    expect(tierOf(answers)).toBe(tier)
    expect(saved('c-ssrs', answers)).toEqual(alerts)
  })

  test('a yes that alone means high acts before the screener is complete', () => {
    expect(saved('c-ssrs', { '2': 1, '4': 1 })).toEqual(['AL2'])
    expect(saved('c-ssrs', { '2': 1, '5': 1 })).toEqual(['AL2'])
    expect(saved('c-ssrs', { '6': 1, '6-3mo': 1 })).toEqual(['AL2'])
    expect(saved('c-ssrs', { '2': 0, '4': 1 })).toEqual([])
    expect(saved('c-ssrs', { '6': 0, '6-3mo': 1 })).toEqual([])
  })

  test('an incomplete screener has no score; a complete one names its tier and never says cleared', () => {
    const cssrs = askedInstrument('c-ssrs')
    if (cssrs === null) throw new Error('the screener has questions')
    expect(scoreAnswers(cssrs, { '1': 1, '2': 1, '3': 1, '5': 0, '6': 0 }, { sex: 'unknown' })).toEqual({
      status: 'incomplete',
      missing: ['4'],
    })
    const none = scoreAnswers(cssrs, { '1': 0, '2': 0, '6': 0 }, { sex: 'unknown' })
    expect(none).toMatchObject({
      status: 'complete',
      total: null,
      findings: [{ id: 'tier', positive: false, says: 'none identified', tier: 'none-identified' }],
    })
    const low = scoreAnswers(cssrs, { '1': 1, '2': 0, '6': 0 }, { sex: 'unknown' })
    expect(low).toMatchObject({ findings: [{ id: 'tier', positive: true, says: 'low', tier: 'low' }] })
    expect(tierCodes).toEqual({ 'none-identified': null, low: 'LA9194-7', moderate: 'LA6751-7', high: 'LA9193-9' })
  })
})

describe('alerts of a total', () => {
  test.each([
    [19, []],
    [20, ['AL4']],
    [27, ['AL4']],
  ])('PHQ-9 %i', (total, alerts) => {
    expect(entered('phq-9', total)?.map((one) => one.rule)).toEqual(alerts)
  })

  test.each([
    [14, []],
    [15, ['AL4']],
  ])('GAD-7 %i', (total, alerts) => {
    expect(entered('gad-7', total)?.map((one) => one.rule)).toEqual(alerts)
  })

  test('a severe band says which score, and other instruments of the same height say nothing', () => {
    expect(entered('phq-9', 22)).toEqual([{ rule: 'AL4', because: 'PHQ-9 22' }])
    expect(entered('pcl-5', 60)).toEqual([])
    expect(entered('isi', 28)).toEqual([])
    expect(entered('who-5', 4)).toEqual([])
  })

  test('the severe band and the suicide item are two alerts', () => {
    expect(scored('phq-9', nine([3, 3, 3, 3, 3, 3, 3, 3, 3]))).toEqual(['AL4'])
    expect(saved('phq-9', nine([3, 3, 3, 3, 3, 3, 3, 3, 3]))).toEqual(['AL1'])
  })

  test('AUDIT-C and DAST-10 flag use to the prescriber, by sex where it matters', () => {
    expect(scored('audit-c', { '1': 2, '2': 1, '3': 0 })).toEqual(['AL5'])
    expect(scored('audit-c', { '1': 2, '2': 1, '3': 0 }, 'male')).toEqual([])
    expect(entered('dast-10', 3)).toEqual([{ rule: 'AL5', because: 'DAST-10 3' }])
    expect(entered('dast-10', 2)).toEqual([])
  })

  test('MDQ and PC-PTSD-5', () => {
    const thirteen = Object.fromEntries(Array.from({ length: 13 }, (_, at) => [String(at + 1), 1]))
    expect(scored('mdq', { ...thirteen, 'same-period': 1, problem: 2 })).toEqual(['AL6'])
    expect(scored('mdq', { ...thirteen, 'same-period': 0, problem: 2 })).toEqual([])
    expect(entered('pc-ptsd-5', 3)).toEqual([{ rule: 'AL7', because: 'PC-PTSD-5 3' }])
    expect(entered('pc-ptsd-5', 2)).toEqual([])
    expect(scored('phq-2', { '1': 3, '2': 3 })).toEqual([])
  })

  test('the check-in: a call asked for, or worse since the session', () => {
    const calm = { mood: 1, sleep: 1, effects: 0, safe: 0, call: 0 }
    expect(scored('check-in', calm)).toEqual([])
    expect(scored('check-in', { ...calm, call: 1 })).toEqual(['CI1'])
    expect(scored('check-in', { ...calm, mood: 2 })).toEqual(['CI2'])
    const checkIn = askedInstrument('check-in')
    if (checkIn === null) throw new Error('the check-in has questions')
    const both = scoreAnswers(checkIn, { ...calm, mood: 2, call: 1 }, { sex: 'unknown' })
    expect(alertsOfScore(checkIn, both)).toEqual([
      { rule: 'CI1', because: 'Check-in: asks for a call' },
      { rule: 'CI2', because: 'Check-in: feels worse since the session' },
    ])
  })

  test('no total, no alert of a total', () => {
    expect(scored('phq-9', nine([3, 3, 3, 3, 3, 3, 3, 3]))).toEqual([])
  })
})
