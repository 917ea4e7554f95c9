import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { AskedForm, FormItem } from './asked-form.ts'
import { languagesOf } from './catalogue.ts'
import type { AskedInstrument, Choice, InstrumentId, Item, Language, PackInstrument, Words } from './instrument.ts'

/** The wording of a content pack as a practice brought it: in one language, by item id. */
export interface PackWording {
  readonly stem: string
  readonly items: Readonly<Record<string, string>>
  /** The answers of an item in order, where they are not plain yes and no. */
  readonly choices: Readonly<Record<string, readonly string[]>>
}

/** Answers at which a person is shown at once whom to call now (AL1, AL2; RULINGS 7). */
const crisisAnswers: { readonly [Id in InstrumentId]?: AskedForm['crisisWhen'] } = {
  'phq-9': [{ item: '9', from: 1 }],
  'check-in': [{ item: 'safe', from: 1 }],
  'c-ssrs': ['1', '2', '3', '4', '5', '6', '6-3mo'].map((item) => ({ item, from: 1 })),
}

/**
 * The form in a language. Wording that is not shipped comes from the practice's pack; without it the form cannot be
 * shown. A language the owner has no translation in falls back to English: nothing is translated here.
 */
export function formIn(
  instrument: AskedInstrument,
  wanted: Language,
  pack: { readonly wording: PackWording; readonly notice: string } | null,
): Decision<AskedForm> {
  const crisisWhen = crisisAnswers[instrument.id] ?? []
  const named = { instrumentId: instrument.id, version: instrument.version, title: instrument.title, crisisWhen }
  if (instrument.delivery === 'embedded') {
    const language: Language = languagesOf(instrument).includes(wanted) ? wanted : 'en'
    const say = (words: Words) => words[language] ?? words.en
    return accept({
      ...named,
      language,
      stem: say(instrument.stem),
      note: instrument.note === undefined ? null : say(instrument.note),
      notice: instrument.licence.notice,
      items: instrument.items.map((item) => formItem(item, item.text === null ? '' : say(item.text), say)),
    })
  }
  if (pack === null || wordingGaps(instrument, pack.wording).length > 0) return refuse(wordingMissing)
  const { wording } = pack
  return accept({
    ...named,
    language: 'en',
    stem: wording.stem,
    note: null,
    notice: pack.notice,
    items: instrument.items.map((item) => packItem(item, wording)),
  })
}

function formItem(item: Item, text: string, say: (words: Words) => string): FormItem {
  return {
    ...frameOf(item, text),
    choices: item.choices.map((choice) => ({ value: choice.value, label: labelOf(choice, say) })),
    ends: item.ends === undefined ? null : { low: say(item.ends.low), high: say(item.ends.high) },
  }
}

function packItem(item: Item, wording: PackWording): FormItem {
  const own = wording.choices[item.id]
  return {
    ...frameOf(item, wording.items[item.id] ?? ''),
    choices: item.choices.map((choice, at) => ({
      value: choice.value,
      label: own?.[at] ?? labelOf(choice, (words) => words.en),
    })),
    ends: null,
  }
}

function frameOf(item: Item, text: string) {
  return { id: item.id, text, askedWhen: item.askedWhen ?? null, optional: item.optional === true }
}

function labelOf(choice: Choice, say: (words: Words) => string): string {
  return choice.text === null ? String(choice.value) : say(choice.text)
}

/** What a pack still lacks: `stem`, an item's id, or `<item>:choices`. Empty when it is whole. */
export function wordingGaps(instrument: PackInstrument, wording: PackWording): readonly string[] {
  const blank = (text: string | undefined) => text === undefined || text.trim() === ''
  const gaps = instrument.items.flatMap((item) => {
    const needsChoices = item.choices.some((choice) => choice.text === null)
    const own = wording.choices[item.id] ?? []
    const lacksChoices = needsChoices && (own.length !== item.choices.length || own.some(blank))
    return [...(blank(wording.items[item.id]) ? [item.id] : []), ...(lacksChoices ? [`${item.id}:choices`] : [])]
  })
  return blank(wording.stem) ? ['stem', ...gaps] : gaps
}

const wordingMissing = {
  family: 'unprocessable',
  code: 'wording-missing',
  sentence: 'The wording of this instrument is not shipped. Switch it on with the practice’s own licensed text first.',
} as const
