import type { Choice } from './instrument.ts'

/** The four answers of PHQ-9 and GAD-7, with the owner's own Spanish (phqscreeners.com, Spanish for the USA). */
export const howOften: readonly Choice[] = [
  { value: 0, text: { en: 'Not at all', es: 'Ningún día' }, answerCode: 'LA6568-5' },
  { value: 1, text: { en: 'Several days', es: 'Varios días' }, answerCode: 'LA6569-3' },
  { value: 2, text: { en: 'More than half the days', es: 'Más de la mitad de los días' }, answerCode: 'LA6570-1' },
  { value: 3, text: { en: 'Nearly every day', es: 'Casi todos los días' }, answerCode: 'LA6571-9' },
]

export const yesNo: readonly Choice[] = [
  { value: 0, text: { en: 'No', es: 'No' }, answerCode: null },
  { value: 1, text: { en: 'Yes', es: 'Sí' }, answerCode: null },
]

/** Whole numbers from `low` to `high`, each its own label. */
export function numbers(low: number, high: number): readonly Choice[] {
  return Array.from({ length: high - low + 1 }, (_, at) => ({
    value: low + at,
    text: { en: String(low + at), es: String(low + at) },
    answerCode: null,
  }))
}

/** Choices in English by their place, the first counting 0. */
export function ladder(words: readonly string[]): readonly Choice[] {
  return words.map((en, value) => ({ value, text: { en }, answerCode: null }))
}
