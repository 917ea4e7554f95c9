import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { PatientId } from '@holdspace/kit/ids'
import { type Instant, plusMinutes } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { permit } from '../access/permit.ts'
import type { Standing } from '../gates/standing.ts'

/**
 * The structured assessment that stands in for the C-SSRS where a practice has not brought its wording (RULINGS 7): own
 * words, each answered by the clinician after speaking with the person.
 */
export const safetyAssessment = z.strictObject({
  thoughts: z.enum(['none', 'wish-to-be-dead', 'thoughts-of-suicide', 'not-asked']),
  intent: z.enum(['no', 'yes', 'not-asked']),
  plan: z.enum(['no', 'yes', 'not-asked']),
  means: z.enum(['no', 'yes', 'not-asked']),
  attempt: z.enum(['never', 'over-three-months-ago', 'within-three-months', 'not-asked']),
  protects: z.string().trim().max(500),
  safetyPlan: z.enum(['not-needed', 'made', 'reviewed', 'declined', 'not-made']),
})
export type SafetyAssessment = z.output<typeof safetyAssessment>

export const safetyOutcomes = ['proceed', 'proceed-with-precautions', 'hold', 'higher-care'] as const
export type SafetyOutcome = (typeof safetyOutcomes)[number]

export interface SafetyQuestion {
  readonly actor: Actor
  readonly today: CalendarDate
  readonly patientId: PatientId
  readonly assessment: SafetyAssessment
  /** The C-SSRS it also rests on, where there is one: its tier. */
  readonly tier: 'none-identified' | 'low' | 'moderate' | 'high' | null
  readonly outcome: SafetyOutcome
  readonly reason: string
}

/**
 * May this be decided? Going on needs every question asked, and nobody goes on with an intent, a plan, an attempt within
 * three months, or a C-SSRS that is high: then it is hold, or higher care. Thoughts of suicide need precautions.
 */
export function decideMoodSafety(question: SafetyQuestion): Decision<true> {
  const { actor, today, patientId, assessment, outcome } = question
  const permitted = permit(actor, 'safety.decide', { today, patientId })
  if (!permitted.ok) return permitted
  if (question.reason.trim().length < 10) return refuse(reasonMissing)
  if (outcome === 'hold' || outcome === 'higher-care') return accept(true)
  const { thoughts, intent, plan, means, attempt } = assessment
  if ([thoughts, intent, plan, means, attempt].includes('not-asked')) return refuse(notAsked)
  const acute = intent === 'yes' || plan === 'yes' || attempt === 'within-three-months' || question.tier === 'high'
  if (acute) return refuse(acuteRisk)
  const needsCare = thoughts === 'thoughts-of-suicide' || question.tier === 'moderate'
  if (needsCare && outcome === 'proceed') return refuse(precautions)
  if (needsCare && assessment.safetyPlan !== 'made' && assessment.safetyPlan !== 'reviewed') return refuse(safetyPlan)
  return accept(true)
}

export interface RecordedSafety {
  readonly decisionId: string
  readonly outcome: SafetyOutcome
  readonly decidedAt: Instant
  readonly decidedByName: string
}

/** A safety decision holds this long at most (a placeholder for the medical director). */
export const safetyHoldsMinutes = 7 * 24 * 60

export interface SafetyStandingQuestion {
  readonly decision: RecordedSafety | null
  /** The newest answer that speaks of suicide or self-harm, with the words of its alert. */
  readonly alertAt: Instant | null
  /** When the last medicine session was opened. */
  readonly lastSessionAt: Instant | null
  readonly now: Instant
}

/** How the decision about mood and safety stands for the dose gate. */
export function moodSafetyStanding({ decision, alertAt, lastSessionAt, now }: SafetyStandingQuestion): Standing {
  if (decision === null) {
    // Not merely missing: what was said at the door stands in for that, and never for an answer that waits (M11).
    return alertAt === null
      ? { state: 'missing', because: 'Nobody has decided yet.' }
      : { state: 'undecided', because: 'A safety answer waits for a clinician’s decision.', since: alertAt }
  }
  const evidence = { type: 'mood-safety-decision', id: decision.decisionId, at: decision.decidedAt }
  const by = decision.decidedByName
  if (alertAt !== null && alertAt > decision.decidedAt) {
    return { state: 'outdated', because: 'A safety answer came after the decision.', evidence, since: alertAt }
  }
  if (decision.outcome === 'higher-care')
    return { state: 'refused', because: `${by}: higher care first.`, evidence, since: decision.decidedAt }
  if (decision.outcome === 'hold')
    return { state: 'refused', because: `${by} decided to hold.`, evidence, since: decision.decidedAt }
  if (lastSessionAt !== null && lastSessionAt > decision.decidedAt && !isThisVisit(lastSessionAt, now)) {
    return { state: 'outdated', because: 'Decided before the last session; ask again today.', evidence }
  }
  if (plusMinutes(decision.decidedAt, safetyHoldsMinutes) < now) {
    return { state: 'expired', because: 'Decided more than seven days ago.', evidence }
  }
  const words = decision.outcome === 'proceed' ? 'go on' : 'go on with precautions'
  return { state: 'met', because: `${by} decided: ${words}`, evidence }
}

/** A session opened within the last half day is the visit the question is asked for. */
function isThisVisit(openedAt: Instant, now: Instant): boolean {
  return plusMinutes(openedAt, 12 * 60) > now
}

const reasonMissing = {
  family: 'invalid',
  code: 'reason-missing',
  sentence: 'Give the reason in words that another clinician understands.',
  field: 'reason',
} as const

const notAsked = {
  family: 'unprocessable',
  code: 'safety-not-asked',
  sentence: 'Ask every question before going on, or decide to hold.',
  field: 'assessment',
} as const

const acuteRisk = {
  family: 'unprocessable',
  code: 'acute-risk',
  sentence:
    'With an intent, a plan, a recent attempt or a high C-SSRS nobody is dosed. Decide to hold, or higher care.',
  field: 'outcome',
} as const

const precautions = {
  family: 'unprocessable',
  code: 'precautions-needed',
  sentence: 'With thoughts of suicide, go on only with precautions.',
  field: 'outcome',
} as const

const safetyPlan = {
  family: 'unprocessable',
  code: 'safety-plan-needed',
  sentence: 'Make or review the safety plan first, or decide to hold.',
  field: 'safetyPlan',
} as const
