import type { ClinicForm } from './questions.ts'

/**
 * Who somebody is and how to reach them. Each answer may be taken into the chart by staff, one by one. A weight told here
 * is never a weight measured: it opens no dose (RULINGS 5).
 */
export const demographicsForm: ClinicForm = {
  id: 'demographics',
  version: '1.0.0',
  title: { en: 'About you', es: 'Sobre usted' },
  lede: { en: 'How we reach you and what to call you.', es: 'Cómo localizarle y cómo llamarle.' },
  pages: [
    {
      id: 'called',
      title: { en: 'What we call you', es: 'Cómo le llamamos' },
      questions: [
        {
          id: 'pronouns',
          kind: 'text',
          optional: true,
          maxLength: 40,
          words: { en: 'Your pronouns', es: 'Sus pronombres' },
          hint: { en: 'For example she/her, he/him, they/them.', es: 'Por ejemplo ella, él, elle.' },
        },
        {
          id: 'language',
          kind: 'choice',
          words: { en: 'Which language shall we speak with you?', es: '¿En qué idioma hablamos con usted?' },
          choices: [
            { id: 'en', words: { en: 'English', es: 'Inglés' } },
            { id: 'es', words: { en: 'Spanish', es: 'Español' } },
            { id: 'other', words: { en: 'Another, with an interpreter', es: 'Otro, con intérprete' } },
          ],
        },
      ],
    },
    {
      id: 'reach',
      title: { en: 'How we reach you', es: 'Cómo localizarle' },
      questions: [
        {
          id: 'phone',
          kind: 'text',
          input: 'tel',
          autoComplete: 'tel',
          maxLength: 40,
          words: { en: 'Your phone number', es: 'Su número de teléfono' },
        },
        {
          id: 'address-line',
          kind: 'text',
          autoComplete: 'street-address',
          maxLength: 160,
          words: { en: 'Street and number', es: 'Calle y número' },
        },
        {
          id: 'address-city',
          kind: 'text',
          autoComplete: 'address-level2',
          maxLength: 80,
          words: { en: 'City', es: 'Ciudad' },
        },
        {
          id: 'address-state',
          kind: 'text',
          autoComplete: 'address-level1',
          maxLength: 40,
          words: { en: 'State', es: 'Estado' },
        },
        {
          id: 'address-postal-code',
          kind: 'text',
          autoComplete: 'postal-code',
          maxLength: 12,
          words: { en: 'ZIP code', es: 'Código postal' },
        },
      ],
    },
    {
      id: 'emergency',
      title: { en: 'Somebody we may call for you', es: 'Alguien a quien podemos llamar' },
      lede: {
        en: 'We call this person only in an emergency.',
        es: 'Llamamos a esta persona solo en una emergencia.',
      },
      questions: [
        { id: 'emergency-name', kind: 'text', maxLength: 120, words: { en: 'Their name', es: 'Su nombre' } },
        {
          id: 'emergency-relation',
          kind: 'text',
          maxLength: 60,
          words: { en: 'Who they are to you', es: 'Qué relación tiene con usted' },
        },
        {
          id: 'emergency-phone',
          kind: 'text',
          input: 'tel',
          maxLength: 40,
          words: { en: 'Their phone number', es: 'Su número de teléfono' },
        },
      ],
    },
    {
      id: 'body',
      title: { en: 'Your height and weight', es: 'Su estatura y peso' },
      lede: {
        en: 'As you know them today. We weigh you here before any medicine.',
        es: 'Según lo que sabe hoy. Le pesamos aquí antes de darle cualquier medicina.',
      },
      questions: [
        { id: 'height', kind: 'height', words: { en: 'Your height', es: 'Su estatura' } },
        { id: 'weight', kind: 'weight', words: { en: 'Your weight', es: 'Su peso' } },
      ],
    },
  ],
}

export const medicinesForm: ClinicForm = {
  id: 'medicines',
  version: '1.0.0',
  title: { en: 'Medicines and allergies', es: 'Medicinas y alergias' },
  lede: {
    en: 'Have your boxes or your list beside you.',
    es: 'Tenga a mano sus cajas o su lista.',
  },
  pages: [
    {
      id: 'medicines',
      title: { en: 'What you take', es: 'Lo que toma' },
      lede: {
        en: 'Prescribed medicines, medicines without prescription, drops, patches, herbs.',
        es: 'Medicinas recetadas, sin receta, gotas, parches, hierbas.',
      },
      questions: [
        {
          id: 'medicines',
          kind: 'medicines',
          words: { en: 'Do you take any medicines?', es: '¿Toma alguna medicina?' },
        },
      ],
    },
    {
      id: 'allergies',
      title: { en: 'Allergies', es: 'Alergias' },
      questions: [
        {
          id: 'allergies',
          kind: 'allergies',
          words: { en: 'Are you allergic to anything?', es: '¿Es alérgico/a a algo?' },
          hint: { en: 'Medicines, latex, food.', es: 'Medicinas, látex, alimentos.' },
        },
      ],
    },
  ],
}

const helped = [
  { id: 'helped', words: { en: 'It helped', es: 'Ayudó' } },
  { id: 'helped-a-little', words: { en: 'It helped a little', es: 'Ayudó un poco' } },
  { id: 'did-not-help', words: { en: 'It did not help', es: 'No ayudó' } },
  { id: 'made-worse', words: { en: 'It made things worse', es: 'Empeoró las cosas' } },
  { id: 'not-sure', words: { en: 'Not sure', es: 'No estoy seguro/a' } },
] as const

/** One treatment somebody may have had: whether, and how it went. */
function tried(id: string, en: string, es: string): ClinicForm['pages'][number]['questions'] {
  return [
    { id, kind: 'three-valued', words: { en, es } },
    {
      id: `${id}.outcome`,
      kind: 'choice',
      choices: helped,
      words: { en: 'How did it go?', es: '¿Cómo le fue?' },
      when: { question: id, answers: ['yes'] },
    },
  ]
}

export const treatmentTrialsForm: ClinicForm = {
  id: 'treatment-trials',
  version: '1.0.0',
  title: { en: 'What you have tried', es: 'Lo que ha probado' },
  lede: {
    en: 'Treatments for mood, anxiety or pain, whether they helped or not.',
    es: 'Tratamientos para el ánimo, la ansiedad o el dolor, ayudaran o no.',
  },
  pages: [
    {
      id: 'antidepressants',
      title: { en: 'Antidepressants', es: 'Antidepresivos' },
      questions: [
        {
          id: 'antidepressants',
          kind: 'trials',
          words: { en: 'Have you taken antidepressants?', es: '¿Ha tomado antidepresivos?' },
          hint: {
            en: 'Name, highest dose and how long, as far as you remember.',
            es: 'Nombre, dosis más alta y cuánto tiempo, hasta donde recuerde.',
          },
        },
      ],
    },
    {
      id: 'stimulation',
      title: { en: 'ECT and TMS', es: 'TEC y EMT' },
      questions: [
        ...tried(
          'ect',
          'Have you had electroconvulsive therapy (ECT)?',
          '¿Ha recibido terapia electroconvulsiva (TEC)?',
        ),
        ...tried(
          'tms',
          'Have you had transcranial magnetic stimulation (TMS)?',
          '¿Ha recibido estimulación magnética transcraneal (EMT)?',
        ),
      ],
    },
    {
      id: 'talking',
      title: { en: 'Psychotherapy', es: 'Psicoterapia' },
      questions: tried('psychotherapy', 'Have you had psychotherapy?', '¿Ha hecho psicoterapia?'),
    },
    {
      id: 'earlier-ketamine',
      title: { en: 'Ketamine or esketamine before', es: 'Ketamina o esketamina antes' },
      questions: tried(
        'ketamine-before',
        'Have you been treated with ketamine or esketamine before?',
        '¿Ha recibido antes tratamiento con ketamina o esketamina?',
      ),
    },
  ],
}
