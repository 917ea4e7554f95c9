import { numbers } from './choices.ts'
import type { EmbeddedInstrument } from './instrument.ts'
import { pegOwner } from './owners.ts'

const tenths = numbers(0, 10)
const interferes = { low: { en: 'Does not interfere' }, high: { en: 'Completely interferes' } }

/** Wording of Krebs 2009. The score is the mean, shown with one decimal; no bands (INSTRUMENTS 4.4). */
export const peg: EmbeddedInstrument = {
  id: 'peg',
  version: '1.0.0',
  delivery: 'embedded',
  title: 'PEG',
  about: 'Pain over the last week',
  panelLoinc: '91148-7',
  totalLoinc: '91147-9',
  scoring: { kind: 'mean', min: 0, max: 10 },
  bands: [],
  ruleSource: 'Krebs 2009: the mean of three answers; it has no bands',
  licence: pegOwner,
  higherIsWorse: true,
  stem: { en: 'Please choose one number for each question.' },
  items: [
    {
      id: '1',
      loinc: '75893-8',
      scored: true,
      choices: tenths,
      text: { en: 'What number best describes your pain on average in the past week?' },
      ends: { low: { en: 'No pain' }, high: { en: 'Pain as bad as you can imagine' } },
    },
    {
      id: '2',
      loinc: '91145-3',
      scored: true,
      choices: tenths,
      text: {
        en: 'What number best describes how, during the past week, pain has interfered with your enjoyment of life?',
      },
      ends: interferes,
    },
    {
      id: '3',
      loinc: '91146-1',
      scored: true,
      choices: tenths,
      text: {
        en: 'What number best describes how, during the past week, pain has interfered with your general activity?',
      },
      ends: interferes,
    },
  ],
}
