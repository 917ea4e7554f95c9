import type { ScreeningQuestionId } from '../intake/history-questions.ts'
import type { ScreeningRule } from './screening-rule.ts'

const clinics = 'Caution list of the clinic’s protocols; to be confirmed by the medical director'

function caution(
  id: string,
  title: string,
  ask: string,
  questions: readonly ScreeningQuestionId[],
  flags: readonly string[],
  rest: Partial<ScreeningRule> = {},
): ScreeningRule {
  return {
    id,
    title,
    weight: 'caution',
    ask,
    overridable: true,
    answers: questions.length === 0 ? { how: 'nothing' } : { how: 'any', questions },
    flags: flags.length === 0 ? {} : { stands: flags },
    source: clinics,
    ...rest,
  }
}

/** What a prescriber reads before deciding, and what is only told. Authority: PROTOCOLS section 3. */
export const cautionRules: readonly ScreeningRule[] = [
  caution(
    'hypertension',
    'High blood pressure',
    'Is it in check, and was the medicine taken on the day?',
    ['high-blood-pressure', 'takes-blood-pressure-medicine'],
    ['hypertension', 'raised-pressure', 'antihypertensive'],
    { source: 'Article A3; caution list of the clinic’s protocols' },
  ),
  caution(
    'heart-disease',
    'Heart disease or irregular heartbeat',
    'Is the heart stable?',
    ['irregular-heartbeat'],
    ['heart-disease'],
  ),
  caution(
    'psychosis-past',
    'Psychosis in the past',
    'When, and what was it part of?',
    ['psychosis-ever'],
    ['psychosis'],
  ),
  caution(
    'bipolar',
    'Bipolar disorder or mania in the past',
    'Is there a mood stabiliser, and when was the last episode? Untreated, it speaks against treatment.',
    ['mania-ever'],
    ['bipolar'],
    { scores: [{ instrumentId: 'mdq', finding: 'positive' }], source: 'Articles A3 and A5' },
  ),
  caution(
    'substance-use',
    'Alcohol or drug use',
    'How much, how often, and was it ever ketamine? Ketamine can be addictive.',
    ['alcohol-daily', 'ketamine-without-prescription'],
    ['substance-use'],
    {
      scores: [
        { instrumentId: 'audit-c', finding: 'positive' },
        { instrumentId: 'dast-10', finding: 'positive' },
      ],
      source: 'Articles A1 and A5',
    },
  ),
  caution('hyperthyroid', 'Overactive thyroid', 'Is it controlled?', ['thyroid-overactive'], ['hyperthyroid']),
  caution(
    'intracranial-pressure',
    'Raised pressure in the head',
    'Ask for the last finding.',
    ['raised-pressure-head'],
    ['intracranial-pressure'],
  ),
  caution(
    'glaucoma',
    'Glaucoma or raised pressure in the eye',
    'Is it treated?',
    ['raised-pressure-eye'],
    ['glaucoma'],
  ),
  caution('liver', 'Liver disease', 'Ask for recent liver values.', ['liver-disease'], ['liver']),
  caution(
    'bladder',
    'Bladder symptoms',
    'An infection that passed, or something that stays?',
    ['bladder-symptoms'],
    ['cystitis'],
  ),
  caution(
    'airway',
    'Sleep apnoea or high body weight',
    'How severe? Watch the airway.',
    ['sleep-apnoea'],
    ['airway', 'obesity'],
  ),
  caution('seizure', 'Seizures', 'When was the last one, and what is taken against them?', ['seizures'], ['seizure']),
  caution('brain-injury', 'Brain injury in the past', 'Is anything left of it?', [], ['brain-injury']),
  caution(
    'suicidality',
    'Suicidal thoughts, or a suicide attempt in the past',
    'Ask today, and read the decision about mood and safety.',
    [],
    ['suicidality'],
    {
      scores: [
        { instrumentId: 'phq-9', finding: 'suicide-item' },
        { instrumentId: 'c-ssrs', finding: 'tier' },
      ],
      source: 'A safety answer is followed up whenever it is given (house rule)',
    },
  ),
  caution('lactation', 'Breastfeeding', 'What does the person do about feeding on the day?', ['breastfeeding'], []),
  caution(
    'might-become-pregnant',
    'Could become pregnant',
    'Contraception, and a test before each dose where it applies.',
    ['might-become-pregnant'],
    [],
  ),
  caution(
    'prior-reaction',
    'Trouble with ketamine, anaesthesia or sedation before',
    'What happened, and at what dose?',
    ['ketamine-reaction', 'anaesthesia-problems'],
    [],
  ),
  caution(
    'benzodiazepine',
    'Benzodiazepine',
    'How much a day? It may blunt the effect; more than 3 mg lorazepam-equivalent is excluded in one trial.',
    ['takes-benzodiazepine'],
    ['benzodiazepine'],
    { source: 'PMC10812090; caution list of the clinic’s protocols' },
  ),
  caution(
    'stimulant',
    'Stimulant',
    'Taken on the day? It adds to pulse and blood pressure.',
    ['takes-stimulant'],
    ['stimulant'],
  ),
  caution('maoi', 'MAO inhibitor', 'Risk of a dangerous rise in blood pressure.', ['takes-maoi'], ['maoi']),
  caution('opioid', 'Opioid', 'Adds to sedation and slows breathing. Taken on the day?', ['takes-opioid'], ['opioid']),
  caution('sedative', 'Other sedating medicine', 'Adds to sedation. Taken on the day?', [], ['sedative']),
  caution(
    'lamotrigine',
    'Lamotrigine',
    'May blunt the effect. For what is it taken?',
    ['takes-lamotrigine'],
    ['lamotrigine'],
  ),
  caution(
    'theophylline',
    'Theophylline',
    'Can lower the threshold for seizures.',
    ['takes-theophylline'],
    ['theophylline'],
  ),
  caution(
    'ketamine-elsewhere',
    'Ketamine or esketamine elsewhere',
    'Is it still given, where, and how much? Two clinics must not dose one person unknowingly.',
    ['ketamine-without-prescription'],
    ['ketamine-elsewhere'],
  ),
  caution('age-65', '65 or older', 'Review heart, falls, memory and medicines before deciding on a dose.', [], [], {
    special: 'age-65-or-older',
  }),
  caution(
    'no-ride',
    'No ride home named',
    'Nobody leaves alone. The gate stays closed until somebody is named.',
    [],
    [],
    {
      answers: { how: 'missing', question: 'has-ride-home' },
      source: 'Article A4',
    },
  ),
  caution('alone-first-night', 'Alone the first evening and night', 'Who can stay?', [], [], {
    answers: { how: 'missing', question: 'adult-at-home-first-night' },
    source: 'Article A3: support',
  }),
  caution('lung', 'Asthma or another lung disease', 'How severe?', ['lung-disease'], [], { weight: 'information' }),
  caution('kidney', 'Kidney disease', 'Ask for recent values.', ['kidney-disease'], [], { weight: 'information' }),
  caution('diabetes', 'Diabetes', 'Fasting on the day needs a plan.', ['diabetes'], [], { weight: 'information' }),
]
