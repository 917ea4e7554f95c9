import { yesNo } from './choices.ts'
import type { Choice, EmbeddedInstrument } from './instrument.ts'
import { ownWording } from './owners.ts'

const mood: readonly Choice[] = [
  { value: 0, text: { en: 'Better than before the session', es: 'Mejor que antes de la sesión' }, answerCode: null },
  { value: 1, text: { en: 'About the same', es: 'Más o menos igual' }, answerCode: null },
  { value: 2, text: { en: 'Worse than before the session', es: 'Peor que antes de la sesión' }, answerCode: null },
]

/**
 * The short check-in at 24 h and 72 h, in the house's own words: the two-week PHQ-9 asks about the wrong time then
 * (RULINGS 7). It has no total; two of its answers make somebody call.
 */
export const checkIn: EmbeddedInstrument = {
  id: 'check-in',
  version: '1.0.0',
  delivery: 'embedded',
  title: 'Check-in',
  about: 'How somebody is in the days after a session',
  panelLoinc: null,
  totalLoinc: null,
  scoring: { kind: 'none' },
  bands: [],
  ruleSource: 'Own wording; a yes to “safe” or “call me” makes a task',
  licence: ownWording,
  higherIsWorse: true,
  stem: {
    en: 'A few questions about how you are since you were last with us.',
    es: 'Unas preguntas sobre cómo está desde la última vez que estuvo con nosotros.',
  },
  items: [
    {
      id: 'mood',
      loinc: null,
      scored: false,
      choices: mood,
      text: { en: 'How is your mood today?', es: '¿Cómo está su ánimo hoy?' },
    },
    {
      id: 'sleep',
      loinc: null,
      scored: false,
      choices: yesNo,
      text: { en: 'Did you sleep well enough last night?', es: '¿Durmió lo suficiente anoche?' },
    },
    {
      id: 'effects',
      loinc: null,
      scored: false,
      choices: yesNo,
      text: {
        en: 'Do you still feel any unwanted effect, such as dizziness, nausea, headache or feeling unreal?',
        es: '¿Todavía siente algún efecto no deseado, como mareo, náuseas, dolor de cabeza o sensación de irrealidad?',
      },
    },
    {
      id: 'safe',
      loinc: null,
      scored: false,
      choices: yesNo,
      text: {
        en: 'Since the session, have you had thoughts of hurting yourself or of not wanting to live?',
        es: 'Desde la sesión, ¿ha pensado en hacerse daño o en no querer vivir?',
      },
    },
    {
      id: 'call',
      loinc: null,
      scored: false,
      choices: yesNo,
      text: { en: 'Would you like us to call you?', es: '¿Quiere que le llamemos?' },
    },
  ],
}
