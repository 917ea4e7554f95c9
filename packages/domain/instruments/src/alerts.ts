import { type Answers, answersThatCount } from './answers.ts'
import { tierOf } from './c-ssrs.ts'
import type { AskedInstrument, Instrument } from './instrument.ts'
import type { Score } from './score.ts'

/** Alert rules by the ids of INSTRUMENTS section 7. An alert shows its rule, is acknowledged by name, and acts on nothing. */
export const alertIds = ['AL1', 'AL2', 'AL3', 'AL4', 'AL5', 'AL6', 'AL7', 'AL8', 'CI1', 'CI2'] as const
export type AlertId = (typeof alertIds)[number]

export interface AlertRule {
  readonly id: AlertId
  readonly title: string
  /** What the owner does about it. */
  readonly ask: string
  readonly severity: 'high' | 'medium' | 'low'
  /** Who owns it while the practice is staffed; out of hours the roster's on-call. */
  readonly owner: 'prescriber' | 'nurse' | 'therapist' | 'front-desk'
  /** Told as well, by a task of their own. */
  readonly alsoTell: readonly ('prescriber' | 'therapist')[]
  /** Minutes until it must be acknowledged, while staff are there. */
  readonly acknowledgeMinutes: number
  /** Does it close "ready to dose" until a clinician has recorded a decision about safety? */
  readonly closesDoseGate: boolean
  /** Does it follow the out-of-hours rules, or wait for the next staffed hour? */
  readonly outOfHours: 'on-call' | 'next-staffed-hour'
  readonly source: string
}

const productRule = 'Product rule; the clock is a placeholder for the medical director'

export const alertRules: { readonly [Id in AlertId]: AlertRule } = {
  AL1: {
    id: 'AL1',
    title: 'Thoughts of suicide or self-harm',
    ask: 'Speak with the person now, assess, and record the decision. The dose gate stays closed until then.',
    severity: 'high',
    owner: 'prescriber',
    alsoTell: [],
    acknowledgeMinutes: 20,
    closesDoseGate: true,
    outOfHours: 'on-call',
    source: `PHQ-9 item 9 at 1 or more. ${productRule}`,
  },
  AL2: {
    id: 'AL2',
    title: 'C-SSRS: high',
    ask: 'Speak with the person at once, put safety precautions in place, and record the decision.',
    severity: 'high',
    owner: 'prescriber',
    alsoTell: ['therapist'],
    acknowledgeMinutes: 15,
    closesDoseGate: true,
    outOfHours: 'on-call',
    source: 'Clinical Triage Guidelines Using the C-SSRS',
  },
  AL3: {
    id: 'AL3',
    title: 'C-SSRS: moderate or low',
    ask: 'Review, and offer a safety plan.',
    severity: 'medium',
    owner: 'prescriber',
    alsoTell: [],
    acknowledgeMinutes: 240,
    closesDoseGate: true,
    outOfHours: 'on-call',
    source: productRule,
  },
  AL4: {
    id: 'AL4',
    title: 'Severe score',
    ask: 'Review before the next dose.',
    severity: 'medium',
    owner: 'prescriber',
    alsoTell: [],
    acknowledgeMinutes: 24 * 60,
    closesDoseGate: false,
    outOfHours: 'next-staffed-hour',
    source: `PHQ-9 at 20 or more, GAD-7 at 15 or more. ${productRule}`,
  },
  AL5: {
    id: 'AL5',
    title: 'Alcohol or drug use',
    ask: 'Ask about use, and weigh it in the decision. Within three months a use disorder is a hard stop.',
    severity: 'medium',
    owner: 'prescriber',
    alsoTell: [],
    acknowledgeMinutes: 72 * 60,
    closesDoseGate: false,
    outOfHours: 'next-staffed-hour',
    source: 'AUDIT-C by sex, DAST-10 at 3 or more; articles A1 and A5',
  },
  AL6: {
    id: 'AL6',
    title: 'MDQ positive',
    ask: 'Review for a bipolar disorder. Current mania is a hard stop.',
    severity: 'medium',
    owner: 'prescriber',
    alsoTell: [],
    acknowledgeMinutes: 72 * 60,
    closesDoseGate: false,
    outOfHours: 'next-staffed-hour',
    source: 'Article A3',
  },
  AL7: {
    id: 'AL7',
    title: 'PC-PTSD-5 positive',
    ask: 'Offer the PCL-5.',
    severity: 'low',
    owner: 'therapist',
    alsoTell: [],
    acknowledgeMinutes: 72 * 60,
    closesDoseGate: false,
    outOfHours: 'next-staffed-hour',
    source: productRule,
  },
  AL8: {
    id: 'AL8',
    title: 'Questionnaire or check-in missed',
    ask: 'Call the person, and note what came of it.',
    severity: 'low',
    owner: 'nurse',
    alsoTell: [],
    acknowledgeMinutes: 24 * 60,
    closesDoseGate: false,
    outOfHours: 'next-staffed-hour',
    source: productRule,
  },
  CI1: {
    id: 'CI1',
    title: 'Asks for a call',
    ask: 'Call the person, and note what came of it.',
    severity: 'medium',
    owner: 'nurse',
    alsoTell: [],
    acknowledgeMinutes: 24 * 60,
    closesDoseGate: false,
    outOfHours: 'next-staffed-hour',
    source: productRule,
  },
  CI2: {
    id: 'CI2',
    title: 'Feels worse since the session',
    ask: 'Call the person, and note what came of it.',
    severity: 'medium',
    owner: 'nurse',
    alsoTell: [],
    acknowledgeMinutes: 30,
    closesDoseGate: false,
    outOfHours: 'on-call',
    source: productRule,
  },
}

export interface RaisedAlert {
  readonly rule: AlertId
  /** What was answered or reached, in a few words; never the wording of a question. */
  readonly because: string
}

/**
 * Alerts of answers as they are saved, submitted or not: the suicide item acts at once and without a total (RULINGS 7).
 */
export function alertsOfSavedAnswers(instrument: AskedInstrument, answers: Answers): readonly RaisedAlert[] {
  const counted = answersThatCount(instrument, answers)
  const nine = counted['9'] ?? 0
  if (instrument.id === 'phq-9' && nine >= 1) return [{ rule: 'AL1', because: `PHQ-9 item 9 answered ${nine}` }]
  if (instrument.id === 'check-in' && counted.safe === 1) {
    return [{ rule: 'AL1', because: 'Check-in: thoughts of self-harm since the session' }]
  }
  if (instrument.id === 'c-ssrs') return cssrsAlerts(counted)
  return []
}

/** A yes that alone means high acts before the screener is complete. */
function cssrsAlerts(answers: Answers): readonly RaisedAlert[] {
  const asked = answers['2'] === 1
  const high = (asked && (answers['4'] === 1 || answers['5'] === 1)) || (answers['6'] === 1 && answers['6-3mo'] === 1)
  if (high) return [{ rule: 'AL2', because: 'C-SSRS: high' }]
  const tier = tierOf(answers)
  if (tier === 'moderate' || tier === 'low') return [{ rule: 'AL3', because: `C-SSRS: ${tier}` }]
  return []
}

/** Alerts of a total, once there is one; those of saved answers come on top. */
export function alertsOfScore(instrument: Instrument, score: Score): readonly RaisedAlert[] {
  if (score.status === 'incomplete') return []
  const { total } = score
  const isPositive = score.findings.some((finding) => finding.id === 'positive' && finding.positive)
  const isSevere =
    total !== null && ((instrument.id === 'phq-9' && total >= 20) || (instrument.id === 'gad-7' && total >= 15))
  if (isSevere) return [{ rule: 'AL4', because: `${instrument.title} ${total}` }]
  if ((instrument.id === 'audit-c' || instrument.id === 'dast-10') && isPositive) {
    return [{ rule: 'AL5', because: `${instrument.title} ${total}` }]
  }
  if (instrument.id === 'mdq' && isPositive) return [{ rule: 'AL6', because: 'MDQ positive' }]
  if (instrument.id === 'pc-ptsd-5' && isPositive) return [{ rule: 'AL7', because: `PC-PTSD-5 ${total}` }]
  return instrument.id === 'check-in' ? checkInAlerts(score) : []
}

function checkInAlerts({ findings }: Extract<Score, { status: 'complete' }>): readonly RaisedAlert[] {
  const is = (id: 'wants-call' | 'feels-worse') => findings.some((one) => one.id === id && one.positive)
  return [
    ...(is('wants-call') ? [{ rule: 'CI1', because: 'Check-in: asks for a call' } as const] : []),
    ...(is('feels-worse') ? [{ rule: 'CI2', because: 'Check-in: feels worse since the session' } as const] : []),
  ]
}
