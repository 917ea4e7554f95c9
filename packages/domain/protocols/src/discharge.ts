import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { minutesBetween } from '@holdspace/kit/elapsed'
import { formatNumber } from '@holdspace/kit/format-amount'
import type { Instant } from '@holdspace/kit/instant'
import { limit } from './limit.ts'
import type { DischargeRequirement, DischargeRule } from './monitor-plan.ts'
import { ratio } from './whole-number.ts'

/** Blood pressure and pulse that the PADSS compares. */
export interface Circulation {
  readonly systolicMmHg: number
  readonly diastolicMmHg: number
  readonly heartRateBpm: number
}

export type Grade = 'minimal' | 'moderate' | 'severe'

/** What is answered at discharge. Gait and orientation are held against the patient's own baseline (RULINGS 6). */
export interface PadssAnswers {
  readonly baseline: Circulation | null
  readonly now: Circulation | null
  readonly oriented: boolean
  readonly gaitAtOwnBaseline: boolean
  readonly nauseaAndPain: Grade
  readonly bleeding: Grade
  /** Asked by the full scale only. */
  readonly intake: { readonly drank: boolean; readonly voided: boolean } | null
}

export type ItemScore = 0 | 1 | 2

export interface PadssScore {
  readonly scale: DischargeRule['scale']
  readonly items: {
    readonly vitalSigns: ItemScore
    readonly activity: ItemScore
    readonly nauseaAndPain: ItemScore
    readonly bleeding: ItemScore
    /** Null in the modified scale, which leaves it out. */
    readonly intake: ItemScore | null
  }
  readonly total: number
  readonly outOf: number
  /** The measure that moved furthest from its baseline, by how much, and from what. */
  readonly worst: { readonly measure: keyof Circulation; readonly change: number; readonly baseline: number }
}

/**
 * Post-anaesthetic discharge score (PROTOCOLS section 5). Vital signs score by the worst of systolic, diastolic and
 * pulse; exactly 20 % scores 1, the safer reading, until a medical director settles it.
 * Refuses `PADSS_INCOMPLETE`: an incomplete scale has no total.
 */
export function scorePadss(scale: DischargeRule['scale'], answers: PadssAnswers): Decision<PadssScore> {
  const { baseline, now, intake } = answers
  const missing = [
    ...(baseline === null ? ['baseline blood pressure and pulse'] : []),
    ...(now === null ? ['blood pressure and pulse now'] : []),
    ...(scale === 'padss' && intake === null ? ['intake and voiding'] : []),
  ]
  if (baseline === null || now === null || missing.length > 0) return refuse(incomplete(missing))
  if (Math.min(...Object.values(baseline)) <= 0) return refuse(incomplete(['a baseline above zero']))
  const worst = worstChange(baseline, now)
  const items = {
    vitalSigns: vitalSignsScore(worst.change, worst.of),
    activity: (Number(answers.oriented) + Number(answers.gaitAtOwnBaseline)) as ItemScore,
    nauseaAndPain: gradeScore[answers.nauseaAndPain],
    bleeding: gradeScore[answers.bleeding],
    intake: scale === 'padss' && intake !== null ? ((Number(intake.drank) + Number(intake.voided)) as ItemScore) : null,
  }
  const total = items.vitalSigns + items.activity + items.nauseaAndPain + items.bleeding + (items.intake ?? 0)
  return accept({
    scale,
    items,
    total,
    outOf: scale === 'padss' ? 10 : 8,
    worst: { measure: worst.measure, change: worst.change, baseline: worst.of },
  })
}

const gradeScore: { readonly [Each in Grade]: ItemScore } = { minimal: 2, moderate: 1, severe: 0 }

/** Compared as whole numbers (change × 100 against percent × baseline), so that 20 % is exactly 20 %. */
function vitalSignsScore(change: number, baseline: number): ItemScore {
  if (change * 100 < 20 * baseline) return 2
  return change * 100 <= 40 * baseline ? 1 : 0
}

interface Change {
  readonly measure: keyof Circulation
  readonly change: number
  readonly of: number
}

function worstChange(baseline: Circulation, now: Circulation): Change {
  const measures = ['systolicMmHg', 'diastolicMmHg', 'heartRateBpm'] as const
  const [first, ...rest] = measures.map((measure): Change => {
    return { measure, change: Math.abs(now[measure] - baseline[measure]), of: baseline[measure] }
  })
  if (first === undefined) throw new Error('A circulation has three measures.')
  return rest.reduce((worst, one) => (one.change * worst.of > worst.change * one.of ? one : worst), first)
}

function incomplete(missing: readonly string[]) {
  return {
    family: 'unprocessable',
    code: 'PADSS_INCOMPLETE',
    sentence: `The discharge score has no total yet. Missing: ${missing.join(', ')}.`,
    field: 'discharge',
    details: missing,
  } as const
}

export interface DischargeQuestion {
  readonly rule: DischargeRule
  readonly score: PadssScore | null
  /** The end of the last dose: an infusion's stop, or when a bolus was given; null while one runs. */
  readonly lastDoseEndedAt: Instant | null
  readonly doseGiven: boolean
  readonly oriented: boolean
  readonly gaitAtOwnBaseline: boolean
  readonly nauseaControlled: boolean
  readonly escort: { readonly name: string; readonly present: boolean } | null
  readonly instructionsGiven: boolean
  readonly followUpBooked: boolean
  readonly prescriberSigned: boolean
  readonly now: Instant
}

export interface DischargeLine {
  readonly requirement: DischargeRequirement
  readonly met: boolean
  /** What holds, or what is missing and what to do about it. */
  readonly sentence: string
}

/**
 * The discharge criteria, one line each, in the protocol's order. They inform a decision; a person who leaves is
 * recorded as leaving, with the unmet lines as they stood (RULINGS 1, 12).
 */
export function dischargeCriteria(question: DischargeQuestion): readonly DischargeLine[] {
  return question.rule.requires.map((requirement) => ({ requirement, ...answers[requirement](question) }))
}

type Answer = (question: DischargeQuestion) => { readonly met: boolean; readonly sentence: string }

const answers: { readonly [Each in DischargeRequirement]: Answer } = {
  score: ({ rule, score }) => {
    const least = limit(rule.minScore, 'discharge score')
    if (score === null)
      return { met: false, sentence: `The discharge score is not complete; ${least} or more is needed.` }
    const told = `Discharge score ${score.total} of ${score.outOf}`
    return score.total >= least
      ? { met: true, sentence: `${told}.` }
      : { met: false, sentence: `${told}; ${least} or more is needed.` }
  },
  'minimum-time': minimumTime,
  'vitals-near-baseline': ({ rule, score }) => {
    const within = limit(rule.vitalsWithinPercent, 'nearness to baseline')
    if (score === null) return { met: false, sentence: 'Vital signs are not compared with the baseline yet.' }
    const { measure, change, baseline } = score.worst
    const met = change * 100 < within * baseline
    const told = `${circulationWords[measure]} is ${formatNumber(ratio(BigInt(change) * 100_000n, BigInt(baseline)))} % from baseline`
    return { met, sentence: met ? `${told}, within ${within} %.` : `${told}; less than ${within} % is needed.` }
  },
  oriented: ({ oriented }) =>
    said(oriented, 'Oriented as before the session.', 'Not oriented as before the session yet.'),
  gait: ({ gaitAtOwnBaseline }) =>
    said(gaitAtOwnBaseline, 'Walks as before the session.', 'Does not walk as before the session yet.'),
  'nausea-controlled': ({ nauseaControlled }) =>
    said(nauseaControlled, 'Nausea is controlled.', 'Nausea is not controlled yet.'),
  'escort-present': ({ escort }) => {
    if (escort === null) return { met: false, sentence: 'Nobody is named to take the patient home.' }
    return said(escort.present, `${escort.name} is here to take the patient home.`, `${escort.name} is not here yet.`)
  },
  'instructions-given': ({ instructionsGiven }) =>
    said(
      instructionsGiven,
      'Instructions were given to patient and escort.',
      'Give the instructions to patient and escort.',
    ),
  'follow-up-booked': ({ followUpBooked }) =>
    said(followUpBooked, 'The follow-up contact is booked.', 'Book the follow-up contact.'),
  'prescriber-signature': ({ prescriberSigned }) =>
    said(
      prescriberSigned,
      'The prescriber agreed to the discharge.',
      'The prescriber has not agreed to the discharge yet.',
    ),
}

const circulationWords: { readonly [Each in keyof Circulation]: string } = {
  systolicMmHg: 'Systolic pressure',
  diastolicMmHg: 'Diastolic pressure',
  heartRateBpm: 'Pulse',
}

function said(met: boolean, yes: string, no: string) {
  return { met, sentence: met ? yes : no }
}

function minimumTime({ rule, lastDoseEndedAt, doseGiven, now }: DischargeQuestion) {
  const least = limit(rule.minMinutesAfterEnd, 'time after the dose')
  if (!doseGiven) return { met: true, sentence: 'No dose was given, so no time has to pass.' }
  if (lastDoseEndedAt === null) return { met: false, sentence: 'An infusion is still running.' }
  const passed = Math.floor(minutesBetween(lastDoseEndedAt, now))
  return passed >= least
    ? { met: true, sentence: `${passed} min since the last dose ended.` }
    : { met: false, sentence: `${passed} of ${least} min since the last dose ended: ${least - passed} to go.` }
}
