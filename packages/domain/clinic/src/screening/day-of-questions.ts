/**
 * The short form of the day itself: what has changed since the decision (PROTOCOLS section 3, day-of gate). Asked again
 * before every session; a yes or a not sure goes to the prescriber before the session opens.
 */
export const dayOfQuestionIds = [
  'day-new-medicine',
  'day-new-illness',
  'day-pregnant',
  'day-alcohol-or-drugs',
  'day-thoughts-of-suicide',
  'day-fasted',
  'day-blood-pressure-medicine-taken',
  'day-ride-named',
] as const
/** Of the questions below; a packet names it, so that an answer is read by what was asked. */
export const dayOfVersion = '1.0.0'

export type DayOfQuestionId = (typeof dayOfQuestionIds)[number]

export interface DayOfQuestion {
  readonly id: DayOfQuestionId
  readonly text: { readonly en: string; readonly es: string }
  /** The answer that changes nothing. */
  readonly calm: 'yes' | 'no'
  /** Whether another answer sends the decision back to the prescriber, or is left to the gate of the day. */
  readonly reopens: boolean
  readonly notApplicable?: true
}

export const dayOfQuestions: readonly DayOfQuestion[] = [
  {
    id: 'day-new-medicine',
    text: {
      en: 'Any new or changed medicine since the last visit?',
      es: '¿Alguna medicina nueva o cambiada desde la última visita?',
    },
    calm: 'no',
    reopens: true,
  },
  {
    id: 'day-new-illness',
    text: {
      en: 'Any new illness, injury or hospital stay?',
      es: '¿Alguna enfermedad, lesión u hospitalización nueva?',
    },
    calm: 'no',
    reopens: true,
  },
  {
    id: 'day-pregnant',
    text: { en: 'Are you, or could you be, pregnant?', es: '¿Está embarazada, o podría estarlo?' },
    calm: 'no',
    reopens: true,
  },
  {
    id: 'day-alcohol-or-drugs',
    text: { en: 'Alcohol or drugs in the last 24 hours?', es: '¿Alcohol o drogas en las últimas 24 horas?' },
    calm: 'no',
    reopens: true,
  },
  {
    id: 'day-thoughts-of-suicide',
    text: {
      en: 'Thoughts of ending your life or of hurting yourself since the last visit?',
      es: '¿Ha pensado en quitarse la vida o en hacerse daño desde la última visita?',
    },
    calm: 'no',
    reopens: true,
  },
  {
    id: 'day-fasted',
    text: { en: 'Fasted as we asked you to?', es: '¿Ha ayunado como le pedimos?' },
    calm: 'yes',
    reopens: false,
  },
  {
    id: 'day-blood-pressure-medicine-taken',
    text: {
      en: 'Blood pressure medicine taken today, if you take one?',
      es: '¿Ha tomado hoy la medicina para la presión, si toma una?',
    },
    calm: 'yes',
    reopens: false,
    notApplicable: true,
  },
  {
    id: 'day-ride-named',
    text: { en: 'Is somebody taking you home today?', es: '¿Le lleva alguien a casa hoy?' },
    calm: 'yes',
    reopens: false,
  },
]

export const dayOfAnswerValues = ['yes', 'no', 'not-sure', 'not-applicable'] as const
export type DayOfAnswer = (typeof dayOfAnswerValues)[number]
export type DayOfAnswers = { readonly [Id in DayOfQuestionId]: DayOfAnswer }
