import type { ScreeningRule } from './screening-rule.ts'
import { cautionRules } from './screening-rules-cautions.ts'

const spravato = 'US prescribing information of esketamine (contraindications)'
const clinics = 'Clinic and VA exclusion lists; to be confirmed by the medical director'

/** Hard stops. Authority: PROTOCOLS section 3, which rests on the sources named in each row. */
const absoluteRules: readonly ScreeningRule[] = [
  {
    id: 'pregnancy',
    title: 'Pregnancy',
    weight: 'absolute',
    ask: 'Is the person pregnant now? A test where it cannot be excluded.',
    overridable: true,
    answers: { how: 'any', questions: ['pregnant'] },
    flags: { stands: ['pregnancy'] },
    source: 'Hard-stop list of the clinic’s protocols; esketamine may harm the unborn child',
  },
  {
    id: 'uncontrolled-hypertension',
    title: 'Uncontrolled high blood pressure',
    weight: 'absolute',
    ask: 'Measure here. Is it treated, and is it in check?',
    overridable: true,
    answers: { how: 'uncontrolled', has: 'high-blood-pressure', controlled: 'blood-pressure-controlled' },
    flags: { asks: ['hypertension', 'raised-pressure'] },
    source: 'Article A3; hard-stop list of the clinic’s protocols',
  },
  {
    id: 'heart',
    title: 'Heart attack, unstable angina or heart failure',
    weight: 'absolute',
    ask: 'How recent, and is it stable? Recent or decompensated is a stop.',
    overridable: true,
    answers: { how: 'any', questions: ['heart-attack-or-failure'] },
    flags: { stands: ['heart'] },
    source: 'Article A3; hard-stop list of the clinic’s protocols',
  },
  {
    id: 'aneurysm',
    title: 'Aneurysm or malformed vessel',
    weight: 'absolute',
    ask: 'Where, how large, and is it treated? A rise in blood pressure could rupture it.',
    overridable: true,
    answers: { how: 'any', questions: ['aneurysm'] },
    flags: { stands: ['aneurysm'] },
    source: spravato,
  },
  {
    id: 'brain-haemorrhage',
    title: 'Stroke or bleeding in the brain',
    weight: 'absolute',
    ask: 'Was it a haemorrhage? When, and what is left of it?',
    overridable: true,
    answers: { how: 'any', questions: ['bleeding-in-the-brain', 'stroke'] },
    flags: { stands: ['stroke'] },
    source: spravato,
  },
  {
    id: 'psychosis',
    title: 'Psychosis now, or schizophrenia spectrum',
    weight: 'absolute',
    ask: 'Is there psychosis now? Was a schizophrenia-spectrum illness ever found?',
    overridable: true,
    answers: { how: 'current', ever: 'psychosis-ever', now: 'psychosis-now' },
    flags: { stands: ['psychosis'] },
    source: 'Article A3; hard-stop list of the clinic’s protocols',
  },
  {
    id: 'mania',
    title: 'Mania now',
    weight: 'absolute',
    ask: 'Is there mania or hypomania now?',
    overridable: true,
    answers: { how: 'current', ever: 'mania-ever', now: 'mania-now' },
    flags: { asks: ['bipolar'] },
    source: 'Article A3; hard-stop list of the clinic’s protocols',
  },
  {
    id: 'ketamine-hypersensitivity',
    title: 'Hypersensitivity to ketamine or esketamine',
    weight: 'absolute',
    ask: 'What was the reaction? An allergy is a stop; an unpleasant session is not.',
    overridable: true,
    answers: { how: 'unclear', question: 'ketamine-reaction' },
    flags: { stands: ['ketamine-allergy'] },
    source: spravato,
  },
  {
    id: 'recent-substance-use',
    title: 'Drugs within three months',
    weight: 'absolute',
    ask: 'Which, how much, and when last? A use disorder within three months is a stop.',
    overridable: true,
    answers: { how: 'any', questions: ['drugs-within-3-months'] },
    flags: { asks: ['substance-use'] },
    source: `Articles A1 and A5. ${clinics}`,
  },
  {
    id: 'cognition',
    title: 'Dementia or delirium',
    weight: 'absolute',
    ask: 'Can the person understand and decide? Without capacity nobody goes on.',
    overridable: true,
    answers: { how: 'any', questions: ['memory-or-confusion'] },
    flags: { stands: ['cognition'] },
    source: clinics,
  },
  {
    id: 'symptomatic-brain-injury',
    title: 'Brain injury with symptoms',
    weight: 'absolute',
    ask: 'Which symptoms are left, and how long ago was it?',
    overridable: true,
    answers: { how: 'any', questions: ['head-injury'] },
    flags: { asks: ['brain-injury'] },
    source: clinics,
  },
  {
    id: 'needs-higher-care',
    title: 'Suicide risk that needs higher care first',
    weight: 'absolute',
    ask: 'Speak with the person, and record the decision about mood and safety.',
    overridable: false,
    answers: { how: 'nothing' },
    flags: {},
    special: 'higher-care',
    source: 'Hard-stop list of the clinic’s protocols',
  },
  {
    id: 'under-18',
    title: 'Under 18',
    weight: 'absolute',
    ask: 'Safety under 18 is not established, and this practice treats adults.',
    overridable: false,
    answers: { how: 'nothing' },
    flags: {},
    special: 'age-under-18',
    source: 'US prescribing information of esketamine; article A5',
  },
]

/** Every rule, hard stops first. */
export const screeningRules: readonly ScreeningRule[] = [...absoluteRules, ...cautionRules]

export function screeningRule(id: string): ScreeningRule | null {
  return screeningRules.find((rule) => rule.id === id) ?? null
}

/**
 * Never overridable, whoever signs (RULINGS 2). Consent, capacity, protocol, weight and concentration are held by the
 * gates and by the decision itself; the two rows above that cannot be overridden are the screening's own.
 */
export const neverOverridable = screeningRules.filter((rule) => !rule.overridable).map((rule) => rule.id)
