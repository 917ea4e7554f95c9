import type { FlagSeverity } from './flag-rules.ts'

/**
 * Medicines and allergies a reviewer looks twice at (PROTOCOLS section 3). Codes are RxNorm ingredients and the clinical
 * drugs seen in referrals; the words are ingredient names, because a referral may carry any of thousands of pack codes.
 */
export interface MedicineFlagRule {
  readonly id: string
  readonly title: string
  readonly severity: FlagSeverity
  readonly ask: string
  readonly rxnorm: readonly string[]
  readonly words: RegExp
  /** Counts also when stopped: MAOIs act for two weeks after the last tablet. */
  readonly alsoWhenStopped: boolean
}

export const medicineFlagRules: readonly MedicineFlagRule[] = [
  {
    id: 'stimulant',
    title: 'Stimulant',
    severity: 'caution',
    ask: 'Adds to the rise in pulse and blood pressure. Taken on the day?',
    rxnorm: ['6901', '725', '3288', '700810', '352372', '30125', '6816', '8152', '1091392'],
    words:
      /\b((dex)?methylphenidate|(dextro|meth|lisdex)?amphetamine|amfetamine|lisdexamfetamine|(ar)?modafinil|phentermine|atomoxetine)\b/,
    alsoWhenStopped: false,
  },
  {
    id: 'antihypertensive',
    title: 'Blood pressure medicine',
    severity: 'caution',
    ask: 'Speaks for high blood pressure even when none is listed. Taken on the day? A slow pulse may be its doing.',
    rxnorm: [
      '5487',
      '29046',
      '17767',
      '52175',
      '6918',
      '310798',
      '314076',
      '308136',
      '197361',
      '866412',
      '1202',
      '20352',
    ],
    words:
      /\b(hydrochlorothiazide|chlorthalidone|indapamide|furosemide|spironolactone|(benaze|capto|enala|fosino|lisino|perindo|quina|rami|trandola)pril|[a-z]{2,}sartan|amlodipine|nifedipine|felodipine|diltiazem|verapamil|[a-z]{2,}olol|carvedilol|labetalol|clonidine|guanfacine|hydralazine|doxazosin|prazosin|terazosin|minoxidil|methyldopa)\b/,
    alsoWhenStopped: false,
  },
  {
    id: 'maoi',
    title: 'MAO inhibitor',
    severity: 'caution',
    ask: 'Risk of a dangerous rise in blood pressure, also for two weeks after the last tablet.',
    rxnorm: ['8123', '10734', '6011', '9639', '134748', '190376'],
    words:
      /\b(phenelzine|tranylcypromine|isocarboxazid|selegiline|rasagiline|safinamide|moclobemide|linezolid|methylene blue)\b/,
    alsoWhenStopped: true,
  },
  {
    id: 'benzodiazepine',
    title: 'Benzodiazepine',
    severity: 'caution',
    ask: 'May blunt the effect and deepens sedation. How much a day? More than 3 mg lorazepam-equivalent is excluded.',
    rxnorm: ['596', '6470', '2598', '3322', '10355', '2356', '10767', '7781', '6960', '2353'],
    words:
      /\b(alprazolam|lorazepam|clonazepam|diazepam|temazepam|chlordiazepoxide|triazolam|oxazepam|midazolam|clorazepate|flurazepam|estazolam)\b/,
    alsoWhenStopped: false,
  },
  {
    id: 'opioid',
    title: 'Opioid',
    severity: 'caution',
    ask: 'Adds to sedation and slows breathing. Taken on the day?',
    rxnorm: ['7804', '5489', '7052', '4337', '10689', '2670', '6813', '1819', '3423', '787390', '6754'],
    words:
      /\b(oxycodone|hydrocodone|morphine|fentanyl|tramadol|codeine|methadone|buprenorphine|hydromorphone|tapentadol|meperidine|oxymorphone)\b/,
    alsoWhenStopped: false,
  },
  {
    id: 'sedative',
    title: 'Other sedating medicine',
    severity: 'caution',
    ask: 'Adds to sedation. Taken on the day?',
    rxnorm: ['39993', '461016', '74667', '25480', '187832'],
    words:
      /\b(zolpidem|zaleplon|eszopiclone|gabapentin|pregabalin|phenobarbital|butalbital|carisoprodol|baclofen|tizanidine|sodium oxybate)\b/,
    alsoWhenStopped: false,
  },
  {
    id: 'ketamine-elsewhere',
    title: 'Ketamine or esketamine elsewhere',
    severity: 'caution',
    ask: 'Is it still given? Where, how much, and how was it borne? Two clinics must not dose one person unknowingly.',
    rxnorm: ['6130', '2119365'],
    words: /\b(es)?ketamine\b/,
    alsoWhenStopped: true,
  },
  {
    id: 'theophylline',
    title: 'Theophylline',
    severity: 'caution',
    ask: 'Together with ketamine it can lower the threshold for seizures.',
    rxnorm: ['10438', '689'],
    words: /\b(theophylline|aminophylline)\b/,
    alsoWhenStopped: false,
  },
  {
    id: 'lamotrigine',
    title: 'Lamotrigine',
    severity: 'caution',
    ask: 'May blunt the effect. For what is it taken?',
    rxnorm: ['28439'],
    words: /\blamotrigine\b/,
    alsoWhenStopped: false,
  },
]

/** An allergy to the medicine itself is a hard stop, whatever else is written. */
export const ketamineAllergy = {
  id: 'ketamine-allergy',
  title: 'Allergy to ketamine or esketamine',
  severity: 'hard-stop',
  ask: 'Hypersensitivity is a contraindication. What happened, and when?',
  snomed: ['373464007'],
  rxnorm: ['6130', '2119365'],
  words: /\b(es)?ketamine\b/,
} as const
