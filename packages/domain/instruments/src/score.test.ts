import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Answers, askedItems, checkAnswer } from './answers.ts'
import { askedInstrument, instrumentOf, instruments } from './catalogue.ts'
import { type CutOffInstrument, cutOffsInForce } from './cut-offs.ts'
import type { ScoringContext } from './findings.ts'
import type { AskedInstrument, InstrumentId } from './instrument.ts'
import { bandOf, type Score, scoreAnswers, scoreEntered, totalInWords } from './score.ts'

const unknown: ScoringContext = { sex: 'unknown' }

function asked(id: InstrumentId): AskedInstrument {
  const found = askedInstrument(id)
  if (found === null) throw new Error(`${id} has no questions`)
  return found
}

/** Answers in the order of the questions; null is left out. */
function answered(id: InstrumentId, values: readonly (number | null)[]): Answers {
  const items = asked(id).items
  return Object.fromEntries(
    values.flatMap((value, at) => {
      const item = items[at]
      return value === null || item === undefined ? [] : [[item.id, value]]
    }),
  )
}

function score(id: InstrumentId, values: readonly (number | null)[], context = unknown): Score {
  return scoreAnswers(asked(id), answered(id, values), context)
}

function complete(found: Score | null) {
  if (found === null || found.status === 'incomplete') throw new Error('not complete')
  return found
}

function finding(found: Score | null, id: string) {
  return complete(found).findings.find((one) => one.id === id)
}

/** The vectors of INSTRUMENTS 4.1, row for row. */
const chosenAt = (instrumentId: CutOffInstrument, value: number) =>
  cutOffsInForce([{ instrumentId, version: 1, value, policy: 'Screening policy', approvedBy: 'Dr Helen Ames' }])

describe('PHQ-9', () => {
  test.each([
    [[0, 0, 0, 0, 0, 0, 0, 0, 0], 0, 'minimal', false],
    [[1, 1, 1, 1, 0, 0, 0, 0, 0], 4, 'minimal', false],
    [[1, 1, 1, 1, 1, 0, 0, 0, 0], 5, 'mild', false],
    [[0, 0, 0, 0, 0, 0, 0, 0, 1], 1, 'minimal', true],
    [[1, 1, 1, 1, 1, 1, 1, 1, 1], 9, 'mild', true],
    [[2, 2, 2, 2, 2, 0, 0, 0, 0], 10, 'moderate', false],
    [[2, 2, 2, 2, 2, 2, 2, 0, 0], 14, 'moderate', false],
    [[2, 2, 2, 2, 2, 2, 2, 1, 0], 15, 'moderately severe', false],
    [[3, 3, 3, 3, 3, 2, 2, 0, 0], 19, 'moderately severe', false],
    [[3, 3, 3, 3, 3, 3, 2, 0, 0], 20, 'severe', false],
    [[3, 3, 3, 3, 3, 3, 3, 3, 3], 27, 'severe', true],
  ])('%j is %i, %s', (values, total, band, suicide) => {
    const found = complete(score('phq-9', values))
    expect(found.total).toBe(total)
    expect(found.band?.label).toBe(band)
    expect(finding(found, 'suicide-item')).toMatchObject({ positive: suicide, says: `item 9 answered ${values[8]}` })
  })

  test('one answer missing: no total, and it says which', () => {
    expect(score('phq-9', [3, 3, 3, null, 3, 3, 3, 3, 1])).toEqual({ status: 'incomplete', missing: ['4'] })
  })

  test('the difficulty question neither counts nor is needed', () => {
    const nine = [1, 1, 1, 1, 1, 0, 0, 0, 0]
    expect(complete(score('phq-9', nine)).total).toBe(5)
    expect(complete(score('phq-9', [...nine, 3])).total).toBe(5)
  })
})

describe('PHQ-2', () => {
  test.each([
    [[0, 0], 0, false],
    [[1, 1], 2, false],
    [[2, 1], 3, true],
    [[3, 3], 6, true],
  ])('%j is %i', (values, total, positive) => {
    const found = complete(score('phq-2', values))
    expect(found.total).toBe(total)
    expect(found.band?.label).toBe(positive ? 'positive' : 'negative')
    const says = positive ? 'positive' : 'negative'
    expect(finding(found, 'positive')).toEqual({ id: 'positive', positive, says, rule: 'PHQ-2 at 3 or more' })
  })
})

describe('GAD-7', () => {
  test.each([
    [[0, 0, 0, 0, 0, 0, 0], 0, 'minimal'],
    [[1, 1, 1, 1, 0, 0, 0], 4, 'minimal'],
    [[1, 1, 1, 1, 1, 0, 0], 5, 'mild'],
    [[2, 2, 2, 2, 1, 0, 0], 9, 'mild'],
    [[2, 2, 2, 2, 2, 0, 0], 10, 'moderate'],
    [[2, 2, 2, 2, 2, 2, 2], 14, 'moderate'],
    [[3, 2, 2, 2, 2, 2, 2], 15, 'severe'],
    [[3, 3, 3, 3, 3, 3, 3], 21, 'severe'],
  ])('%j is %i, %s', (values, total, band) => {
    const found = complete(score('gad-7', values))
    expect(found.total).toBe(total)
    expect(found.band?.label).toBe(band)
    expect(found.findings).toEqual([])
  })

  test('one answer missing: no total', () => {
    expect(score('gad-7', [3, 3, 3, 3, 3, 3, null])).toEqual({ status: 'incomplete', missing: ['7'] })
  })
})

describe('AUDIT-C', () => {
  const men: ScoringContext = { sex: 'male' }
  const women: ScoringContext = { sex: 'female' }
  test.each([
    [[0, 0, 0], 0, false, false],
    [[4, 0, 0], 4, true, true],
    [[2, 1, 0], 3, false, true],
    [[1, 1, 0], 2, false, false],
    [[4, 4, 4], 12, true, true],
  ])('%j is %i', (values, total, forMen, forWomen) => {
    expect(complete(score('audit-c', values, men)).total).toBe(total)
    expect(finding(score('audit-c', values, men), 'positive')).toMatchObject({
      positive: forMen,
      rule: 'AUDIT-C at 4 or more (men)',
    })
    expect(finding(score('audit-c', values, women), 'positive')).toMatchObject({
      positive: forWomen,
      rule: 'AUDIT-C at 3 or more (women)',
    })
    expect(finding(score('audit-c', values, unknown), 'positive')).toMatchObject({
      positive: forWomen,
      rule: 'AUDIT-C at 3 or more (sex not known)',
    })
  })

  test('never drinking skips the other two, and answers given before do not count', () => {
    expect(complete(score('audit-c', [0, null, null])).total).toBe(0)
    expect(complete(score('audit-c', [0, 4, 4])).total).toBe(0)
    expect(score('audit-c', [1, null, 0])).toEqual({ status: 'incomplete', missing: ['2'] })
    expect(askedItems(asked('audit-c'), {}).map((item) => item.id)).toEqual(['1'])
  })
})

describe('PEG', () => {
  test.each([
    [[7, 8, 6], 7, '7'],
    [[7, 8, 7], 7.3, '7.3'],
    [[0, 0, 0], 0, '0'],
    [[10, 10, 10], 10, '10'],
    [[5, 5, 6], 5.3, '5.3'],
    [[5, 6, 6], 5.7, '5.7'],
  ])('%j is %d', (values, total, words) => {
    const found = complete(score('peg', values))
    expect(found.total).toBe(total)
    expect(found.band).toBeNull()
    expect(totalInWords(total)).toBe(words)
  })

  test('an answer missing: no mean of the others', () => {
    expect(score('peg', [10, 10, null])).toEqual({ status: 'incomplete', missing: ['3'] })
  })
})

describe('PCL-5', () => {
  const with20 = (set: { [item: number]: number }) => Array.from({ length: 20 }, (_, at) => set[at + 1] ?? 0)
  const all = (value: number) => Array.from({ length: 20 }, () => value)
  test.each([
    ['all 0', all(0), 0, false, false],
    ['all 4', all(4), 80, true, true],
    ['the pattern without the total', with20({ 1: 2, 6: 2, 8: 2, 9: 2, 15: 2, 16: 2 }), 12, false, true],
    [
      'the total without the pattern',
      with20({ 1: 4, 2: 4, 3: 4, 4: 4, 5: 4, 15: 3, 16: 3, 17: 3, 18: 3, 19: 1 }),
      33,
      true,
      false,
    ],
    ['all 1', all(1), 20, false, false],
    ['one short of the cut-off', with20({ 1: 4, 2: 4, 3: 4, 4: 4, 5: 4, 15: 4, 16: 4, 17: 4 }), 32, false, false],
    ['no B', with20({ 6: 2, 8: 2, 9: 2, 15: 2, 16: 2 }), 10, false, false],
    ['no C', with20({ 5: 2, 8: 2, 14: 2, 15: 2, 20: 2 }), 10, false, false],
    ['one of D', with20({ 5: 2, 7: 2, 14: 2, 15: 2, 20: 2 }), 10, false, false],
    ['one of E', with20({ 5: 2, 7: 2, 8: 2, 14: 2, 20: 2 }), 10, false, false],
    ['at the edges of every group', with20({ 5: 2, 7: 2, 8: 2, 14: 2, 15: 2, 20: 2 }), 12, false, true],
    ['the pattern counts from 2, not from 1', with20({ 1: 1, 6: 2, 8: 2, 9: 2, 15: 2, 16: 2 }), 11, false, false],
  ])('%s', (_name, values, total, positive, pattern) => {
    const found = score('pcl-5', values)
    expect(complete(found).total).toBe(total)
    expect(finding(found, 'positive')).toMatchObject({
      positive,
      rule: 'PCL-5 at 33 or more (supplied: 33 in the sources seen (V2))',
    })
    expect(finding(found, 'symptom-pattern')).toMatchObject({
      positive: pattern,
      says: pattern ? 'symptom pattern present' : 'symptom pattern not present',
    })
  })

  test('the cut-off is the practice’s', () => {
    const values = with20({ 1: 4, 2: 4, 3: 4, 4: 4, 5: 4, 15: 4, 16: 4, 17: 3 })
    const context: ScoringContext = { sex: 'unknown', cutOffs: chosenAt('pcl-5', 31) }
    expect(finding(score('pcl-5', values, context), 'positive')).toMatchObject({
      positive: true,
      rule: 'PCL-5 at 31 or more (the practice’s own, version 1, approved by Dr Helen Ames)',
    })
  })

  test('a total entered from paper says nothing of the pattern', () => {
    const found = scoreEntered(instrumentOf('pcl-5'), 40, unknown)
    expect(complete(found).findings.map((one) => one.id)).toEqual(['positive'])
  })
})

describe('PC-PTSD-5', () => {
  test('no such event: 0, and the five are not asked', () => {
    const found = score('pc-ptsd-5', [0])
    expect(complete(found).total).toBe(0)
    expect(finding(found, 'positive')?.positive).toBe(false)
  })

  test.each([
    [[1, 1, 1, 0, 0, 0], 2, false],
    [[1, 1, 1, 1, 0, 0], 3, true],
    [[1, 1, 1, 1, 1, 1], 5, true],
  ])('%j is %i: the gate itself counts nothing', (values, total, positive) => {
    const found = score('pc-ptsd-5', values)
    expect(complete(found).total).toBe(total)
    expect(finding(found, 'positive')).toMatchObject({
      positive,
      rule: 'PC-PTSD-5 at 3 or more (supplied: Prins 2016 (V))',
    })
  })

  test('the practice may set 4', () => {
    const context: ScoringContext = { sex: 'unknown', cutOffs: chosenAt('pc-ptsd-5', 4) }
    expect(finding(score('pc-ptsd-5', [1, 1, 1, 1, 0, 0], context), 'positive')?.positive).toBe(false)
  })

  test('the gate answered yes and one of five missing: no total', () => {
    expect(score('pc-ptsd-5', [1, 1, 1, null, 0, 0])).toEqual({ status: 'incomplete', missing: ['3'] })
    expect(score('pc-ptsd-5', [null])).toEqual({ status: 'incomplete', missing: ['gate'] })
  })
})

describe('content packs: the logic without the wording', () => {
  const ten = (yes: readonly number[]) => Array.from({ length: 10 }, (_, at) => (yes.includes(at + 1) ? 1 : 0))
  test.each([
    [ten([3]), 0, 'none'],
    [ten([]), 1, 'low'],
    [ten([1]), 2, 'low'],
    [ten([1, 2]), 3, 'moderate'],
    [ten([1, 2, 4, 5]), 5, 'moderate'],
    [ten([1, 2, 4, 5, 6]), 6, 'substantial'],
    [ten([1, 2, 4, 5, 6, 7, 8]), 8, 'substantial'],
    [ten([1, 2, 4, 5, 6, 7, 8, 9]), 9, 'severe'],
    [ten([1, 2, 4, 5, 6, 7, 8, 9, 10]), 10, 'severe'],
  ])('DAST-10 with item 3 the other way round: %j is %i', (values, total, band) => {
    const found = complete(score('dast-10', values))
    expect(found.total).toBe(total)
    expect(found.band?.label).toBe(band)
    expect(finding(found, 'positive')?.positive).toBe(total >= 3)
  })

  const mdq = (yes: number, same: number, problem: number) => [
    ...Array.from({ length: 13 }, (_, at) => (at < yes ? 1 : 0)),
    same,
    problem,
  ]
  test.each([
    [7, 1, 2, true],
    [13, 1, 3, true],
    [6, 1, 3, false],
    [7, 0, 3, false],
    [7, 1, 1, false],
  ])('MDQ: %i of 13, same period %i, problem %i', (yes, same, problem, positive) => {
    const found = score('mdq', mdq(yes, same, problem))
    expect(complete(found).total).toBe(yes)
    expect(finding(found, 'positive')?.positive).toBe(positive)
  })

  test.each([
    [[5, 4, 4, 0, 0], 52, 'well-being'],
    [[5, 5, 2, 0, 0], 48, 'poor well-being'],
    [[5, 2, 0, 0, 0], 28, 'likely depression'],
    [[5, 3, 0, 0, 0], 32, 'poor well-being'],
    [[5, 5, 5, 5, 5], 100, 'well-being'],
  ])('WHO-5: %j is %i, %s', (values, total, band) => {
    const found = complete(score('who-5', values))
    expect(found.total).toBe(total)
    expect(found.band?.label).toBe(band)
  })
})

describe('a total entered by hand', () => {
  test.each([
    ['isi', 0, 'not clinically significant'],
    ['isi', 7, 'not clinically significant'],
    ['isi', 8, 'subthreshold'],
    ['isi', 14, 'subthreshold'],
    ['isi', 15, 'moderate'],
    ['isi', 21, 'moderate'],
    ['isi', 22, 'severe'],
    ['isi', 28, 'severe'],
  ] as const)('%s %i is %s', (id, total, band) => {
    expect(complete(scoreEntered(instrumentOf(id), total, unknown)).band?.label).toBe(band)
  })

  test.each([
    ['isi', 29],
    ['isi', -1],
    ['isi', 7.5],
    ['madrs', 61],
    ['y-bocs', 41],
    ['cadss', 93],
    ['phq-9', 28],
    ['who-5', 50],
    ['peg', 7.33],
    ['peg', 10.1],
    ['isi', Number.NaN],
    ['c-ssrs', 1],
    ['check-in', 1],
  ] as const)('%s cannot come to %d', (id, total) => {
    expect(scoreEntered(instrumentOf(id), total, unknown)).toBeNull()
  })

  test.each([
    ['madrs', 60],
    ['y-bocs', 40],
    ['cadss', 92],
    ['phq-9', 27],
    ['who-5', 52],
    ['peg', 7.3],
  ] as const)('%s can come to %d', (id, total) => {
    expect(complete(scoreEntered(instrumentOf(id), total, unknown)).total).toBe(total)
  })

  test('a PHQ-9 total from paper says nothing of item 9: it is not assumed to be 0', () => {
    expect(complete(scoreEntered(instrumentOf('phq-9'), 12, unknown)).findings).toEqual([])
    expect(complete(scoreEntered(instrumentOf('mdq'), 9, unknown)).findings).toEqual([])
  })
})

describe('the check-in', () => {
  test('no total; what makes somebody call is named', () => {
    const found = score('check-in', [2, 1, 0, 1, 1])
    expect(complete(found).total).toBeNull()
    expect(complete(found).band).toBeNull()
    expect(complete(found).findings.map((one) => [one.id, one.positive, one.says])).toEqual([
      ['suicide-item', true, 'thoughts of self-harm'],
      ['wants-call', true, 'asks for a call'],
      ['feels-worse', true, 'feels worse'],
    ])
  })

  test('nothing of that kind', () => {
    expect(complete(score('check-in', [1, 1, 0, 0, 0])).findings.map((one) => [one.positive, one.says])).toEqual([
      [false, 'no thoughts of self-harm'],
      [false, 'asks for no call'],
      [false, 'does not feel worse'],
    ])
  })
})

describe('answers that come in from outside', () => {
  test('a question or an answer the instrument does not have is refused by name', () => {
    expect(checkAnswer(asked('phq-9'), '9', 3)).toEqual({ ok: true, value: true })
    expect(checkAnswer(asked('phq-9'), '10', 0)).toMatchObject({ ok: false, refusal: { code: 'no-such-question' } })
    expect(checkAnswer(asked('phq-9'), '9', 4)).toMatchObject({
      ok: false,
      refusal: { code: 'no-such-answer', details: ['9'] },
    })
    expect(checkAnswer(asked('peg'), '1', 10)).toEqual({ ok: true, value: true })
  })
})

/** Whatever is answered: within the range, in exactly one band, and no total while anything is missing. */
describe('properties', () => {
  const scorable = instruments.filter((one): one is AskedInstrument => one.delivery !== 'score-entry')
  const anyAnswers = (instrument: AskedInstrument) =>
    fc.record(
      Object.fromEntries(
        instrument.items.map((item) => [
          item.id,
          fc.option(fc.constantFrom(...item.choices.map((choice) => choice.value)), { nil: null }),
        ]),
      ),
    )
  const given = (picked: Record<string, number | null>): Answers =>
    Object.fromEntries(Object.entries(picked).flatMap(([id, value]) => (value === null ? [] : [[id, value]])))

  test.each(scorable.map((one) => [one.id, one] as const))('%s', (_id, instrument) => {
    fc.assert(
      fc.property(anyAnswers(instrument), (picked) => {
        const answers = given(picked)
        const found = scoreAnswers(instrument, answers, unknown)
        const isMissing = askedItems(instrument, answers).some(
          (item) => item.optional !== true && answers[item.id] === undefined,
        )
        expect(found.status).toBe(isMissing ? 'incomplete' : 'complete')
        if (found.status === 'incomplete') return
        const { scoring } = instrument
        if (scoring.kind === 'sum' || scoring.kind === 'mean') {
          expect(found.total).toBeGreaterThanOrEqual(scoring.min)
          expect(found.total).toBeLessThanOrEqual(scoring.max)
          const fitting = instrument.bands.filter(
            (band) => found.total !== null && found.total >= band.from && found.total <= band.to,
          )
          expect(fitting.length).toBe(instrument.bands.length === 0 ? 0 : 1)
        } else expect(found.total).toBeNull()
      }),
      { numRuns: 300 },
    )
  })

  test('bands touch each other and cover the range', () => {
    for (const one of instruments) {
      if (one.bands.length === 0 || one.scoring.kind !== 'sum') continue
      expect(one.bands[0]?.from).toBe(one.scoring.min)
      expect(one.bands.at(-1)?.to).toBe(one.scoring.max)
      one.bands.slice(1).forEach((band, at) => {
        expect(band.from).toBe((one.bands[at]?.to ?? -2) + 1)
      })
      expect(bandOf(one, one.scoring.max + 1)).toBeNull()
    }
    expect(bandOf(instrumentOf('phq-9'), null)).toBeNull()
  })
})
