import { describe, expect, test } from 'vitest'
import { askedOfForm, showsCrisisHelp } from './asked-form.ts'
import { askedInstrument } from './catalogue.ts'
import type { AskedInstrument, InstrumentId, PackInstrument } from './instrument.ts'
import { formIn, type PackWording, wordingGaps } from './wording.ts'

function asked(id: InstrumentId): AskedInstrument {
  const found = askedInstrument(id)
  if (found === null) throw new Error(`${id} has no questions`)
  return found
}

function pack(id: InstrumentId): PackInstrument {
  const found = asked(id)
  if (found.delivery !== 'content-pack') throw new Error(`${id} is no pack`)
  return found
}

function form(id: InstrumentId, language: 'en' | 'es' = 'en', brought: Parameters<typeof formIn>[2] = null) {
  const made = formIn(asked(id), language, brought)
  if (!made.ok) throw new Error(made.refusal.sentence)
  return made.value
}

/** Invented words: the real ones are not ours to keep. */
function invented(instrument: PackInstrument): PackWording {
  return {
    stem: 'Invented stem',
    items: Object.fromEntries(instrument.items.map((item) => [item.id, `Invented question ${item.id}`])),
    choices: Object.fromEntries(
      instrument.items
        .filter((item) => item.choices.some((choice) => choice.text === null))
        .map((item) => [item.id, item.choices.map((choice) => `Invented answer ${choice.value}`)]),
    ),
  }
}

describe('a form as it is put to a person', () => {
  test('PHQ-9 in English and in the owner’s Spanish, with the notice', () => {
    const english = form('phq-9')
    expect(english.items).toHaveLength(10)
    expect(english.items[8]).toMatchObject({ id: '9', askedWhen: null, optional: false, ends: null })
    expect(english.items[9]).toMatchObject({ id: 'D', optional: true })
    expect(english.items[0]?.choices).toEqual([
      { value: 0, label: 'Not at all' },
      { value: 1, label: 'Several days' },
      { value: 2, label: 'More than half the days' },
      { value: 3, label: 'Nearly every day' },
    ])
    expect(english.notice).toContain('Spitzer')
    const spanish = form('phq-9', 'es')
    expect(spanish.language).toBe('es')
    expect(spanish.stem).toMatch(/^Durante las últimas 2 semanas/)
    expect(spanish.items[3]?.text).toBe('Se ha sentido cansado(a) o con poca energía')
    expect(spanish.items[3]?.choices[0]?.label).toBe('Ningún día')
  })

  test('where the owner has no Spanish the whole form stays English, never half of it', () => {
    const found = form('peg', 'es')
    expect(found.language).toBe('en')
    expect(found.items[0]?.ends).toEqual({ low: 'No pain', high: 'Pain as bad as you can imagine' })
    expect(found.items[0]?.choices).toHaveLength(11)
    expect(form('audit-c', 'es').note).toMatch(/14 g of alcohol/)
  })

  test('a content pack without the practice’s wording cannot be shown', () => {
    for (const id of ['c-ssrs', 'dast-10', 'mdq', 'who-5'] as const) {
      expect(formIn(pack(id), 'en', null)).toMatchObject({ ok: false, refusal: { code: 'wording-missing' } })
    }
  })

  test('with it, it reads as the practice brought it, under the practice’s notice', () => {
    const wording = invented(pack('mdq'))
    const found = form('mdq', 'es', { wording, notice: '© somebody' })
    expect(found).toMatchObject({ language: 'en', stem: 'Invented stem', notice: '© somebody', note: null })
    expect(found.items[0]).toMatchObject({ text: 'Invented question 1', ends: null })
    expect(found.items[0]?.choices.map((choice) => choice.label)).toEqual(['No', 'Yes'])
    expect(found.items[14]?.choices.map((choice) => choice.label)).toEqual([
      'Invented answer 0',
      'Invented answer 1',
      'Invented answer 2',
      'Invented answer 3',
    ])
  })

  test('a pack with a gap is refused, and the gap is named', () => {
    const who5 = pack('who-5')
    const whole = invented(who5)
    expect(wordingGaps(who5, whole)).toEqual([])
    expect(wordingGaps(who5, { ...whole, stem: ' ' })).toEqual(['stem'])
    expect(wordingGaps(who5, { ...whole, items: { ...whole.items, '2': '' } })).toEqual(['2'])
    expect(wordingGaps(who5, { ...whole, choices: { ...whole.choices, '3': ['a', 'b'] } })).toEqual(['3:choices'])
    const oneBlank = ['a', 'b', 'c', 'd', 'e', ' ']
    expect(wordingGaps(who5, { ...whole, choices: { ...whole.choices, '4': oneBlank } })).toEqual(['4:choices'])
    expect(wordingGaps(pack('dast-10'), { ...invented(pack('dast-10')), choices: {} })).toEqual([])
    const gap = { ...whole, items: { ...whole.items, '5': '' } }
    expect(formIn(who5, 'en', { wording: gap, notice: 'x' })).toMatchObject({ ok: false })
  })
})

describe('crisis help on the spot (RULINGS 7)', () => {
  test('item 9 from 1, and no other question of PHQ-9', () => {
    const found = form('phq-9')
    expect(showsCrisisHelp(found, { '9': 1 })).toBe(true)
    expect(showsCrisisHelp(found, { '9': 3 })).toBe(true)
    expect(showsCrisisHelp(found, { '9': 0 })).toBe(false)
    expect(showsCrisisHelp(found, { '1': 3, '2': 3 })).toBe(false)
    expect(showsCrisisHelp(form('gad-7'), { '7': 3 })).toBe(false)
  })

  test('the check-in’s question, and any yes of the C-SSRS', () => {
    expect(showsCrisisHelp(form('check-in'), { safe: 1 })).toBe(true)
    expect(showsCrisisHelp(form('check-in'), { call: 1, safe: 0 })).toBe(false)
    const cssrs = form('c-ssrs', 'en', { wording: invented(pack('c-ssrs')), notice: 'x' })
    expect(cssrs.crisisWhen.map(({ item }) => item)).toEqual(['1', '2', '3', '4', '5', '6', '6-3mo'])
    expect(showsCrisisHelp(cssrs, { '1': 1 })).toBe(true)
    expect(showsCrisisHelp(cssrs, { '1': 0, '2': 0, '6': 0 })).toBe(false)
  })
})

test('questions open and close with the answer they hang on', () => {
  const ids = (answers: Record<string, number>) => askedOfForm(form('pc-ptsd-5'), answers).map((item) => item.id)
  expect(ids({})).toEqual(['gate'])
  expect(ids({ gate: 0 })).toEqual(['gate'])
  expect(ids({ gate: 1 })).toEqual(['gate', '1', '2', '3', '4', '5'])
})
