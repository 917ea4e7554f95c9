import type { InstrumentId, Language } from './instrument.ts'

/** One question as it is put to a person, in one language. */
export interface FormItem {
  readonly id: string
  readonly text: string
  readonly choices: readonly { readonly value: number; readonly label: string }[]
  readonly ends: { readonly low: string; readonly high: string } | null
  readonly askedWhen: { readonly item: string; readonly is: readonly number[] } | null
  readonly optional: boolean
}

/** An instrument as it is put to a person: everything a screen or a paper needs, and nothing else. */
export interface AskedForm {
  readonly instrumentId: InstrumentId
  readonly version: string
  readonly title: string
  readonly language: Language
  readonly stem: string
  readonly note: string | null
  readonly notice: string | null
  readonly items: readonly FormItem[]
  /** Answers that show crisis help at once, before anything is sent. */
  readonly crisisWhen: readonly { readonly item: string; readonly from: number }[]
}

/** Does this answer call for crisis help on the spot? */
export function showsCrisisHelp(
  form: Pick<AskedForm, 'crisisWhen'>,
  answers: Readonly<Record<string, number>>,
): boolean {
  return form.crisisWhen.some(({ item, from }) => (answers[item] ?? -1) >= from)
}

/** The questions of a form that are asked after these answers, in order. */
export function askedOfForm(
  form: Pick<AskedForm, 'items'>,
  answers: Readonly<Record<string, number>>,
): readonly FormItem[] {
  return form.items.filter(({ askedWhen }) => {
    if (askedWhen === null) return true
    const given = answers[askedWhen.item]
    return given !== undefined && askedWhen.is.includes(given)
  })
}
