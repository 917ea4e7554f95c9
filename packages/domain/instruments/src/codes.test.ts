import { describe, expect, test } from 'vitest'
import { askedInstrument, instruments } from './catalogue.ts'
import type { InstrumentId } from './instrument.ts'

/** The pinned table of INSTRUMENTS section 2: panel, items in order, total. */
const pinned: readonly (readonly [
  InstrumentId,
  panel: string | null,
  items: readonly (string | null)[],
  total: string | null,
])[] = [
  [
    'phq-9',
    '44249-1',
    ['44250-9', '44255-8', '44259-0', '44254-1', '44251-7', '44258-2', '44252-5', '44253-3', '44260-8', '69722-7'],
    '44261-6',
  ],
  ['phq-2', '55757-9', ['44250-9', '44255-8'], '55758-7'],
  ['gad-7', '69737-5', ['69725-0', '68509-9', '69733-4', '69734-2', '69735-9', '69689-8', '69736-7'], '70274-6'],
  ['audit-c', '72109-2', ['68518-0', '68519-8', '68520-6'], '75626-2'],
  ['c-ssrs', '93373-9', ['93246-7', '93247-5', '93248-3', '93249-1', '93250-9', '93267-3', '93269-9'], '93374-7'],
  ['dast-10', '82666-9', Array<null>(10).fill(null), '82667-7'],
  ['peg', '91148-7', ['75893-8', '91145-3', '91146-1'], '91147-9'],
  ['pcl-5', null, Array<null>(20).fill(null), null],
  ['pc-ptsd-5', null, Array<null>(6).fill(null), null],
  ['mdq', null, Array<null>(15).fill(null), null],
  ['who-5', null, Array<null>(5).fill(null), null],
]

function hasCheckDigit(code: string): boolean {
  const [digits = '', check] = code.split('-')
  const sum = [...digits].reverse().reduce((all, digit, at) => {
    const doubled = at % 2 === 0 ? Number(digit) * 2 : Number(digit)
    return all + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return String((10 - (sum % 10)) % 10) === check
}

const rejected = ['89204-2', '68517-2', '76504-0', '83480-9', '83476-7', '96809-2', '97162-3']

describe('codes of instruments', () => {
  test.each(pinned)('%s carries the pinned LOINC codes in order', (id, panel, items, total) => {
    const instrument = askedInstrument(id)
    expect(instrument?.panelLoinc).toBe(panel)
    expect(instrument?.items.map((item) => item.loinc)).toEqual(items)
    expect(instrument?.totalLoinc).toBe(total)
  })

  test('every code passes the check digit, and none is of the list of known wrong ones', () => {
    const codes = instruments.flatMap((one) => [
      one.panelLoinc,
      one.totalLoinc,
      ...(one.delivery === 'score-entry' ? [] : one.items.map((item) => item.loinc)),
    ])
    const given = codes.filter((code): code is string => code !== null)
    expect(given.length).toBeGreaterThan(40)
    expect(given.filter((code) => !hasCheckDigit(code))).toEqual([])
    expect(given.filter((code) => rejected.includes(code))).toEqual([])
  })

  test('the four answers of PHQ-9 and GAD-7 carry their LOINC answer codes', () => {
    const codes = ['LA6568-5', 'LA6569-3', 'LA6570-1', 'LA6571-9']
    for (const id of ['phq-9', 'gad-7'] as const) {
      const choices = askedInstrument(id)?.items[0]?.choices ?? []
      expect(choices.map((choice) => choice.value)).toEqual([0, 1, 2, 3])
      expect(choices.map((choice) => choice.answerCode)).toEqual(codes)
    }
  })

  test('ids of questions are unique within an instrument', () => {
    for (const one of instruments) {
      const ids = one.delivery === 'score-entry' ? [] : one.items.map((item) => item.id)
      expect(new Set(ids).size, one.id).toBe(ids.length)
    }
  })
})
