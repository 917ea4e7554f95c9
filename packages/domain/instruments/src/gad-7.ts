import { howOften } from './choices.ts'
import type { EmbeddedInstrument, Item, Words } from './instrument.ts'
import { phqOwners } from './owners.ts'

function item(id: string, loinc: string, text: Words): Item {
  return { id, loinc, text, choices: howOften, scored: true }
}

/** Codes as pinned in INSTRUMENTS 4.2. */
export const gad7: EmbeddedInstrument = {
  id: 'gad-7',
  version: '1.0.0',
  delivery: 'embedded',
  title: 'GAD-7',
  about: 'Anxiety over the last two weeks',
  panelLoinc: '69737-5',
  totalLoinc: '70274-6',
  scoring: { kind: 'sum', min: 0, max: 21 },
  bands: [
    { from: 0, to: 4, label: 'minimal' },
    { from: 5, to: 9, label: 'mild' },
    { from: 10, to: 14, label: 'moderate' },
    { from: 15, to: 21, label: 'severe' },
  ],
  ruleSource: 'PHQ screeners: instruction manual',
  licence: phqOwners,
  higherIsWorse: true,
  stem: {
    en: 'Over the last 2 weeks, how often have you been bothered by the following problems?',
    es: 'Durante las últimas 2 semanas, ¿qué tan seguido ha tenido molestias debido a los siguientes problemas?',
  },
  items: [
    item('1', '69725-0', {
      en: 'Feeling nervous, anxious or on edge',
      es: 'Se ha sentido nervioso(a), ansioso(a) o con los nervios de punta',
    }),
    item('2', '68509-9', {
      en: 'Not being able to stop or control worrying',
      es: 'No ha sido capaz de parar o controlar su preocupación',
    }),
    item('3', '69733-4', {
      en: 'Worrying too much about different things',
      es: 'Se ha preocupado demasiado por motivos diferentes',
    }),
    item('4', '69734-2', { en: 'Trouble relaxing', es: 'Ha tenido dificultad para relajarse' }),
    item('5', '69735-9', {
      en: 'Being so restless that it is hard to sit still',
      es: 'Se ha sentido tan inquieto(a) que no ha podido quedarse quieto(a)',
    }),
    item('6', '69689-8', {
      en: 'Becoming easily annoyed or irritable',
      es: 'Se ha molestado o irritado fácilmente',
    }),
    item('7', '69736-7', {
      en: 'Feeling afraid as if something awful might happen',
      es: 'Ha tenido miedo de que algo terrible fuera a pasar',
    }),
  ],
}
