import { howOften } from './choices.ts'
import type { EmbeddedInstrument, Item, Words } from './instrument.ts'
import { phqOwners } from './owners.ts'

function item(id: string, loinc: string, text: Words): Item {
  return { id, loinc, text, choices: howOften, scored: true }
}

const little = item('1', '44250-9', {
  en: 'Little interest or pleasure in doing things',
  es: 'Poco interés o placer en hacer cosas',
})
const down = item('2', '44255-8', {
  en: 'Feeling down, depressed, or hopeless',
  es: 'Se ha sentido decaído(a), deprimido(a) o sin esperanzas',
})

const twoWeeks: Words = {
  en: 'Over the last 2 weeks, how often have you been bothered by any of the following problems?',
  es: 'Durante las últimas 2 semanas, ¿qué tan seguido ha tenido molestias debido a los siguientes problemas?',
}

/** The wording is the PHQ screeners' own; the Spanish is their Spanish for the USA. Codes as pinned in INSTRUMENTS 4.1. */
export const phq9: EmbeddedInstrument = {
  id: 'phq-9',
  version: '1.0.0',
  delivery: 'embedded',
  title: 'PHQ-9',
  about: 'Depression over the last two weeks',
  panelLoinc: '44249-1',
  totalLoinc: '44261-6',
  scoring: { kind: 'sum', min: 0, max: 27 },
  bands: [
    { from: 0, to: 4, label: 'minimal' },
    { from: 5, to: 9, label: 'mild' },
    { from: 10, to: 14, label: 'moderate' },
    { from: 15, to: 19, label: 'moderately severe' },
    { from: 20, to: 27, label: 'severe' },
  ],
  ruleSource: 'PHQ screeners: instruction manual',
  licence: phqOwners,
  higherIsWorse: true,
  stem: twoWeeks,
  items: [
    little,
    down,
    item('3', '44259-0', {
      en: 'Trouble falling or staying asleep, or sleeping too much',
      es: 'Ha tenido dificultad para quedarse o permanecer dormido(a), o ha dormido demasiado',
    }),
    item('4', '44254-1', {
      en: 'Feeling tired or having little energy',
      es: 'Se ha sentido cansado(a) o con poca energía',
    }),
    item('5', '44251-7', { en: 'Poor appetite or overeating', es: 'Sin apetito o ha comido en exceso' }),
    item('6', '44258-2', {
      en: 'Feeling bad about yourself — or that you are a failure or have let yourself or your family down',
      es: 'Se ha sentido mal con usted mismo(a) – o que es un fracaso o que ha quedado mal con usted mismo(a) o con su familia',
    }),
    item('7', '44252-5', {
      en: 'Trouble concentrating on things, such as reading the newspaper or watching television',
      es: 'Ha tenido dificultad para concentrarse en ciertas actividades, tales como leer el periódico o ver la televisión',
    }),
    item('8', '44253-3', {
      en: 'Moving or speaking so slowly that other people could have noticed? Or the opposite — being so fidgety or restless that you have been moving around a lot more than usual',
      es: '¿Se ha movido o hablado tan lento que otras personas podrían haberlo notado? o lo contrario – muy inquieto(a) o agitado(a) que ha estado moviéndose mucho más de lo normal',
    }),
    item('9', '44260-8', {
      en: 'Thoughts that you would be better off dead or of hurting yourself in some way',
      es: 'Pensamientos de que estaría mejor muerto(a) o de lastimarse de alguna manera',
    }),
    {
      id: 'D',
      loinc: '69722-7',
      scored: false,
      optional: true,
      text: {
        en: 'If you checked off any problems, how difficult have these problems made it for you to do your work, take care of things at home, or get along with other people?',
        es: 'Si marcó cualquiera de los problemas, ¿qué tanta dificultad le han dado estos problemas para hacer su trabajo, encargarse de las tareas del hogar, o llevarse bien con otras personas?',
      },
      choices: [
        { value: 0, text: { en: 'Not difficult at all', es: 'No ha sido difícil' }, answerCode: null },
        { value: 1, text: { en: 'Somewhat difficult', es: 'Un poco difícil' }, answerCode: null },
        { value: 2, text: { en: 'Very difficult', es: 'Muy difícil' }, answerCode: null },
        { value: 3, text: { en: 'Extremely difficult', es: 'Extremadamente difícil' }, answerCode: null },
      ],
    },
  ],
}

export const phq2: EmbeddedInstrument = {
  id: 'phq-2',
  version: '1.0.0',
  delivery: 'embedded',
  title: 'PHQ-2',
  about: 'Depression in two questions',
  panelLoinc: '55757-9',
  totalLoinc: '55758-7',
  scoring: { kind: 'sum', min: 0, max: 6 },
  bands: [
    { from: 0, to: 2, label: 'negative' },
    { from: 3, to: 6, label: 'positive' },
  ],
  ruleSource: 'PHQ screeners: positive at 3 or more',
  licence: phqOwners,
  higherIsWorse: true,
  stem: twoWeeks,
  items: [little, down],
}
