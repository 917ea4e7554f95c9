import type { ClinicForm } from './questions.ts'
import { threeValuedQuestion as ask, moreAbout } from './questions.ts'

/**
 * What the screening rules ask about, in the clinic's own words (own wording, no licence: PROTOCOLS section 3). Two forms:
 * the history of a person's health, and the questions whose answer may stand against ketamine. The rules of
 * `clinic/screening` read the answers by these ids, so an id is never reused for another meaning. Every three-valued
 * answer is `yes`, `no` or `not-sure`; a question not answered is missing, which is not a no.
 */
export const historyQuestionIds = [
  'high-blood-pressure',
  'blood-pressure-controlled',
  'heart-attack-or-failure',
  'irregular-heartbeat',
  'stroke',
  'seizures',
  'head-injury',
  'memory-or-confusion',
  'sleep-apnoea',
  'lung-disease',
  'liver-disease',
  'thyroid-overactive',
  'kidney-disease',
  'diabetes',
  'bladder-symptoms',
  'anaesthesia-problems',
] as const
export type HistoryQuestionId = (typeof historyQuestionIds)[number]

export const contraindicationQuestionIds = [
  'aneurysm',
  'bleeding-in-the-brain',
  'raised-pressure-head',
  'raised-pressure-eye',
  'pregnant',
  'might-become-pregnant',
  'breastfeeding',
  'psychosis-ever',
  'psychosis-now',
  'mania-ever',
  'mania-now',
  'alcohol-daily',
  'drugs-within-3-months',
  'ketamine-without-prescription',
  'ketamine-reaction',
  'takes-benzodiazepine',
  'takes-stimulant',
  'takes-opioid',
  'takes-maoi',
  'takes-lamotrigine',
  'takes-theophylline',
  'takes-blood-pressure-medicine',
  'adult-at-home-first-night',
  'has-ride-home',
] as const
export type ContraindicationQuestionId = (typeof contraindicationQuestionIds)[number]

/** Every question with a three-valued answer that a screening rule may read. */
export type ScreeningQuestionId = HistoryQuestionId | ContraindicationQuestionId

export const historyForm: ClinicForm = {
  id: 'history',
  version: '1.0.0',
  title: { en: 'Your health', es: 'Su salud' },
  lede: {
    en: 'Conditions you have or have had. “Not sure” is a good answer: we will ask you about it.',
    es: 'Enfermedades que tiene o ha tenido. «No estoy seguro/a» es una buena respuesta: se lo preguntaremos.',
  },
  pages: [
    {
      id: 'heart',
      title: { en: 'Heart and blood pressure', es: 'Corazón y presión arterial' },
      questions: [
        ask(
          'high-blood-pressure',
          'Have you been told that you have high blood pressure?',
          '¿Le han dicho que tiene la presión arterial alta?',
        ),
        {
          ...ask('blood-pressure-controlled', 'Is it under control now?', '¿Está controlada ahora?'),
          when: { question: 'high-blood-pressure', answers: ['yes', 'not-sure'] },
        },
        ask(
          'heart-attack-or-failure',
          'Have you had a heart attack, chest pain from the heart, or heart failure?',
          '¿Ha tenido un ataque al corazón, dolor de pecho por el corazón o insuficiencia cardíaca?',
        ),
        moreAbout('heart-attack-or-failure', 'What was it, and when?', '¿Qué fue y cuándo?'),
        ask('irregular-heartbeat', 'Do you have an irregular heartbeat?', '¿Tiene el ritmo del corazón irregular?'),
        ask('stroke', 'Have you had a stroke or a mini-stroke (TIA)?', '¿Ha tenido un derrame cerebral o un AIT?'),
        moreAbout('stroke', 'When was it, and what is left of it?', '¿Cuándo fue y qué le ha quedado?'),
      ],
    },
    {
      id: 'head',
      title: { en: 'Head and nerves', es: 'Cabeza y nervios' },
      questions: [
        ask('seizures', 'Have you had seizures (fits)?', '¿Ha tenido convulsiones?'),
        ask(
          'head-injury',
          'Have you had a head injury that still gives you trouble?',
          '¿Ha tenido un golpe en la cabeza que todavía le causa molestias?',
        ),
        ask(
          'memory-or-confusion',
          'Has anybody told you that you have dementia, or do you get confused?',
          '¿Le han dicho que tiene demencia, o se siente confundido/a a veces?',
        ),
      ],
    },
    {
      id: 'breathing',
      title: { en: 'Breathing and sleep', es: 'Respiración y sueño' },
      questions: [
        ask(
          'sleep-apnoea',
          'Do you have sleep apnea (pauses in breathing at night)?',
          '¿Tiene apnea del sueño (pausas al respirar de noche)?',
        ),
        ask(
          'lung-disease',
          'Do you have asthma or another lung disease?',
          '¿Tiene asma u otra enfermedad de los pulmones?',
        ),
      ],
    },
    {
      id: 'organs',
      title: { en: 'Liver, thyroid, kidneys, bladder', es: 'Hígado, tiroides, riñones, vejiga' },
      questions: [
        ask('liver-disease', 'Do you have a liver disease?', '¿Tiene alguna enfermedad del hígado?'),
        ask('thyroid-overactive', 'Do you have an overactive thyroid?', '¿Tiene la tiroides demasiado activa?'),
        ask('kidney-disease', 'Do you have a kidney disease?', '¿Tiene alguna enfermedad de los riñones?'),
        ask('diabetes', 'Do you have diabetes?', '¿Tiene diabetes?'),
        ask(
          'bladder-symptoms',
          'Do you have pain or blood when you pass urine, or need to go very often?',
          '¿Tiene dolor o sangre al orinar, o necesita ir con mucha frecuencia?',
        ),
      ],
    },
    {
      id: 'anaesthesia',
      title: { en: 'Operations and anything else', es: 'Operaciones y cualquier otra cosa' },
      crisisLine: true,
      questions: [
        ask(
          'anaesthesia-problems',
          'Have you had problems with anesthesia or sedation?',
          '¿Ha tenido problemas con la anestesia o la sedación?',
        ),
        moreAbout('anaesthesia-problems', 'What happened?', '¿Qué ocurrió?'),
        {
          id: 'other-conditions',
          kind: 'text',
          long: true,
          optional: true,
          narrative: true,
          maxLength: 1000,
          words: { en: 'Any other illness or operation?', es: '¿Alguna otra enfermedad u operación?' },
        },
      ],
    },
  ],
}

const moods: Pick<ClinicForm['pages'][number], 'crisisLine'> = { crisisLine: true }

export const contraindicationForm: ClinicForm = {
  id: 'contraindications',
  version: '1.0.0',
  title: { en: 'Safety questions', es: 'Preguntas de seguridad' },
  lede: {
    en: 'Some conditions make this treatment unsafe. A prescriber reads every answer before anything is decided.',
    es: 'Algunas condiciones hacen que este tratamiento no sea seguro. Un profesional lee cada respuesta antes de decidir.',
  },
  pages: [
    {
      id: 'vessels',
      title: { en: 'Blood vessels and pressure', es: 'Vasos sanguíneos y presión' },
      questions: [
        ask(
          'aneurysm',
          'Have you been told of an aneurysm (a bulge in a blood vessel) or a malformed vessel?',
          '¿Le han hablado de un aneurisma (un bulto en un vaso sanguíneo) o de un vaso malformado?',
        ),
        moreAbout('aneurysm', 'Where is it, and is it treated?', '¿Dónde está y recibe tratamiento?'),
        ask(
          'bleeding-in-the-brain',
          'Have you ever bled inside the head?',
          '¿Ha sangrado alguna vez dentro de la cabeza?',
        ),
        ask(
          'raised-pressure-head',
          'Have you been told of raised pressure inside the head?',
          '¿Le han hablado de presión alta dentro de la cabeza?',
        ),
        ask(
          'raised-pressure-eye',
          'Do you have glaucoma or raised pressure in the eye?',
          '¿Tiene glaucoma o presión alta en el ojo?',
        ),
      ],
    },
    {
      id: 'pregnancy',
      title: { en: 'Pregnancy', es: 'Embarazo' },
      lede: {
        en: 'We ask everybody. Choose “No” if it cannot apply to you.',
        es: 'Se lo preguntamos a todas las personas. Elija «No» si no puede aplicarse a usted.',
      },
      questions: [
        ask('pregnant', 'Are you pregnant?', '¿Está embarazada?'),
        ask(
          'might-become-pregnant',
          'Could you become pregnant during treatment?',
          '¿Podría quedar embarazada durante el tratamiento?',
        ),
        ask('breastfeeding', 'Are you breastfeeding?', '¿Está dando el pecho?'),
      ],
    },
    {
      id: 'mind',
      title: { en: 'Mind and mood', es: 'Mente y ánimo' },
      ...moods,
      questions: [
        ask(
          'psychosis-ever',
          'Have you ever heard or seen things others did not, or been told you had psychosis or schizophrenia?',
          '¿Ha oído o visto cosas que otros no percibían, o le han dicho que tuvo psicosis o esquizofrenia?',
        ),
        {
          ...ask('psychosis-now', 'Is it happening now, or in the last month?', '¿Le ocurre ahora o en el último mes?'),
          when: { question: 'psychosis-ever', answers: ['yes', 'not-sure'] },
        },
        ask(
          'mania-ever',
          'Have you had days of far too much energy and little sleep, or been told of mania or bipolar disorder?',
          '¿Ha tenido días con demasiada energía y poco sueño, o le han hablado de manía o trastorno bipolar?',
        ),
        {
          ...ask('mania-now', 'Is it happening now, or in the last month?', '¿Le ocurre ahora o en el último mes?'),
          when: { question: 'mania-ever', answers: ['yes', 'not-sure'] },
        },
      ],
    },
    {
      id: 'substances',
      title: { en: 'Alcohol and drugs', es: 'Alcohol y drogas' },
      lede: {
        en: 'Your answers are for your safety and are read by your care team.',
        es: 'Sus respuestas son para su seguridad y las lee su equipo de atención.',
      },
      ...moods,
      questions: [
        ask('alcohol-daily', 'Do you drink alcohol on most days?', '¿Bebe alcohol la mayoría de los días?'),
        ask(
          'drugs-within-3-months',
          'Have you used street drugs, or medicines not prescribed for you, in the last 3 months?',
          '¿Ha usado drogas, o medicinas que no le recetaron, en los últimos 3 meses?',
        ),
        moreAbout('drugs-within-3-months', 'Which, and when last?', '¿Cuáles y cuándo por última vez?'),
        ask(
          'ketamine-without-prescription',
          'Have you used ketamine outside a clinic?',
          '¿Ha usado ketamina fuera de una clínica?',
        ),
      ],
    },
    {
      id: 'medicines-of-interest',
      title: { en: 'Medicines that matter here', es: 'Medicinas que importan aquí' },
      questions: [
        ask(
          'ketamine-reaction',
          'Have you had a bad reaction to ketamine or esketamine?',
          '¿Ha tenido una mala reacción a la ketamina o esketamina?',
        ),
        moreAbout('ketamine-reaction', 'What happened?', '¿Qué ocurrió?'),
        ask('takes-benzodiazepine', 'Do you take a benzodiazepine?', '¿Toma una benzodiacepina?', {
          en: 'For example lorazepam, alprazolam, clonazepam, diazepam.',
          es: 'Por ejemplo lorazepam, alprazolam, clonazepam, diazepam.',
        }),
        ask('takes-stimulant', 'Do you take a stimulant?', '¿Toma un estimulante?', {
          en: 'For example methylphenidate or amphetamine.',
          es: 'Por ejemplo metilfenidato o anfetamina.',
        }),
        ask('takes-opioid', 'Do you take an opioid?', '¿Toma un opioide?', {
          en: 'For example oxycodone, hydrocodone, buprenorphine, methadone.',
          es: 'Por ejemplo oxicodona, hidrocodona, buprenorfina, metadona.',
        }),
        ask('takes-maoi', 'Do you take an MAO inhibitor?', '¿Toma un inhibidor de la MAO?', {
          en: 'For example phenelzine, tranylcypromine, selegiline.',
          es: 'Por ejemplo fenelzina, tranilcipromina, selegilina.',
        }),
        ask('takes-lamotrigine', 'Do you take lamotrigine?', '¿Toma lamotrigina?'),
        ask('takes-theophylline', 'Do you take theophylline?', '¿Toma teofilina?'),
        ask(
          'takes-blood-pressure-medicine',
          'Do you take a medicine for blood pressure?',
          '¿Toma una medicina para la presión arterial?',
        ),
      ],
    },
    {
      id: 'support',
      title: { en: 'Going home', es: 'Volver a casa' },
      lede: {
        en: 'After treatment you may not drive until the next day. An adult takes you home.',
        es: 'Después del tratamiento no puede conducir hasta el día siguiente. Un adulto le lleva a casa.',
      },
      questions: [
        ask(
          'adult-at-home-first-night',
          'Will an adult be with you the first evening and night?',
          '¿Estará un adulto con usted la primera tarde y noche?',
        ),
        ask('has-ride-home', 'Do you know who will take you home?', '¿Sabe quién le llevará a casa?'),
        {
          id: 'escort-name',
          kind: 'text',
          words: { en: 'Who takes you home?', es: '¿Quién le lleva a casa?' },
          hint: { en: 'First and last name', es: 'Nombre y apellido' },
          when: { question: 'has-ride-home', answers: ['yes'] },
          maxLength: 120,
        },
        {
          id: 'escort-phone',
          kind: 'text',
          input: 'tel',
          words: { en: 'Their phone number', es: 'Su número de teléfono' },
          when: { question: 'has-ride-home', answers: ['yes'] },
          maxLength: 40,
        },
      ],
    },
    {
      id: 'hopes',
      title: { en: 'What you hope for', es: 'Lo que espera' },
      ...moods,
      questions: [
        {
          id: 'hopes',
          kind: 'text',
          long: true,
          optional: true,
          narrative: true,
          maxLength: 2000,
          words: { en: 'What do you hope will change?', es: '¿Qué espera que cambie?' },
        },
        {
          id: 'worries',
          kind: 'text',
          long: true,
          optional: true,
          narrative: true,
          maxLength: 2000,
          words: { en: 'Is there anything you worry about?', es: '¿Hay algo que le preocupe?' },
        },
      ],
    },
  ],
}
