import { type CalendarDate, daysBetween } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { MembershipId, PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { Actor } from '../access/actor.ts'
import { permit } from '../access/permit.ts'
import type { Standing } from '../gates/standing.ts'
import type { RuleFinding } from './screen.ts'
import { screeningRule } from './screening-rules.ts'
import type { Truth } from './truth.ts'

/** What a prescriber decides. `more-information` keeps the gate closed and says what is asked for. */
export const eligibilityOutcomes = ['eligible', 'not-eligible', 'more-information'] as const
export type EligibilityOutcome = (typeof eligibilityOutcomes)[number]

/** Which treatment the decision is about. A prescriber may decide for both by two decisions. */
export const tracks = ['infusion', 'kap'] as const
export type Track = (typeof tracks)[number]

/** How a rule stood when it was decided: kept with the decision for ever. */
export interface ConsideredRule {
  readonly rule: string
  readonly weight: 'absolute' | 'caution' | 'information'
  readonly truth: Truth
}

export interface EligibilityQuestion {
  readonly actor: Actor
  readonly today: CalendarDate
  readonly patientId: PatientId
  readonly findings: readonly RuleFinding[]
  readonly outcome: EligibilityOutcome
  readonly reason: string
  /** Can the person understand and decide, as the prescriber found it? */
  readonly capacity: Truth
  /** Cautions the prescriber read, by rule. */
  readonly acknowledged: readonly string[]
}

export interface DecidedEligibility {
  readonly considered: readonly ConsideredRule[]
  /** Hard stops that stand and that a second person has to answer for before the decision counts. */
  readonly awaits: readonly string[]
}

const shortestReason = 10

/**
 * May this be decided? Saying no, or asking for more, is always open to a prescriber. Saying yes needs capacity, no stop
 * that nobody may go past, no hard stop that is unknown, and every caution read (RULINGS 2; PROTOCOLS section 3).
 */
export function decideEligibility(question: EligibilityQuestion): Decision<DecidedEligibility> {
  const { actor, today, patientId, findings, outcome } = question
  const permitted = permit(actor, 'screening.decide', { today, patientId })
  if (!permitted.ok) return permitted
  if (question.reason.trim().length < shortestReason) return refuse(reasonMissing)
  const considered = findings
    .filter((finding) => finding.truth !== 'no')
    .map(({ rule, truth }) => ({ rule: rule.id, weight: rule.weight, truth }))
  if (outcome !== 'eligible') return accept({ considered, awaits: [] })
  if (question.capacity !== 'yes') return refuse(capacityLacking)
  const stops = findings.filter(({ rule, truth }) => rule.weight === 'absolute' && truth !== 'no')
  const closed = stops.filter(({ rule, truth }) => truth === 'yes' && !rule.overridable)
  if (closed.length > 0) return refuse({ ...neverPast, details: closed.map(titleOf) })
  const open = stops.filter(({ truth }) => truth === 'unknown')
  if (open.length > 0) return refuse({ ...unknownStop, details: open.map(titleOf) })
  const unread = findings.filter(
    ({ rule, truth }) => rule.weight === 'caution' && truth !== 'no' && !question.acknowledged.includes(rule.id),
  )
  if (unread.length > 0) return refuse({ ...cautionUnread, details: unread.map(titleOf) })
  return accept({ considered, awaits: stops.map(({ rule }) => rule.id) })
}

const titleOf = ({ rule }: RuleFinding) => rule.title

/** A decision as it is kept, with who answered for the hard stops since. */
export interface RecordedEligibility {
  readonly decisionId: string
  readonly track: Track
  readonly outcome: EligibilityOutcome
  readonly reason: string
  readonly considered: readonly ConsideredRule[]
  readonly awaits: readonly string[]
  readonly decidedAt: Instant
  readonly decidedOn: CalendarDate
  readonly decidedBy: MembershipId
  readonly decidedByName: string
  readonly overrides: readonly RecordedOverride[]
}

export interface RecordedOverride {
  readonly rule: string
  readonly byName: string
  readonly reason: string
  readonly at: Instant
}

export interface OverrideQuestion {
  readonly actor: Actor
  readonly today: CalendarDate
  readonly patientId: PatientId
  /** The newest decision for this treatment. */
  readonly decision: RecordedEligibility | null
  readonly rule: string
  readonly reason: string
}

/**
 * May a second person go past a hard stop? Another prescriber or the medical director, with a reason, and never the one
 * who decided: two people answer for it by name.
 */
export function decideOverride(question: OverrideQuestion): Decision<true> {
  const { actor, today, patientId, decision } = question
  const permitted = permit(actor, 'screening.override', { today, patientId })
  if (!permitted.ok) return permitted
  if (decision === null || !decision.awaits.includes(question.rule)) return refuse(nothingToOverride)
  if (screeningRule(question.rule)?.overridable !== true) return refuse(neverPast)
  if (actor.kind !== 'staff' || actor.membershipId === decision.decidedBy) return refuse(secondPerson)
  if (question.reason.trim().length < shortestReason) return refuse(reasonMissing)
  if (decision.overrides.some((one) => one.rule === question.rule)) return refuse(overriddenBefore)
  return accept(true)
}

/** After this many days a decision is made again (a placeholder for the medical director). */
export const decisionHoldsDays = 180

export interface EligibilityStandingQuestion {
  readonly decision: RecordedEligibility | null
  readonly findings: readonly RuleFinding[]
  readonly today: CalendarDate
  /** The newest day-of form, where one of its answers sends the decision back. */
  readonly reopenedAt: Instant | null
}

/** How the eligibility decision stands for the first gate, and what in the record shows it. */
export function eligibilityStanding(question: EligibilityStandingQuestion): Standing {
  const { decision, findings, today, reopenedAt } = question
  if (decision === null) return { state: 'missing', because: 'No prescriber has decided yet.' }
  const evidence = { type: 'eligibility-decision', id: decision.decisionId, at: decision.decidedAt }
  const by = decision.decidedByName
  if (decision.outcome === 'not-eligible') return { state: 'refused', because: `${by} decided against it.`, evidence }
  if (decision.outcome === 'more-information') {
    return { state: 'undecided', because: `${by} asks for more before deciding.`, evidence }
  }
  const unanswered = decision.awaits.filter((rule) => !decision.overrides.some((one) => one.rule === rule))
  if (unanswered.length > 0) {
    const stops = unanswered.map(ruleTitle).join(', ')
    return { state: 'undecided', because: `A second signature is owed for: ${stops}.`, evidence }
  }
  const since = newStops(decision, findings)
  if (since.length > 0) {
    const stops = since.map(titleOf).join(', ')
    return { state: 'outdated', because: `Came up after the decision: ${stops}.`, evidence }
  }
  if (reopenedAt !== null && reopenedAt > decision.decidedAt) {
    return { state: 'outdated', because: 'An answer on the day asks the prescriber to decide again.', evidence }
  }
  if (daysBetween(decision.decidedOn, today) > decisionHoldsDays) {
    return { state: 'expired', because: `Decided more than ${decisionHoldsDays} days ago.`, evidence }
  }
  const past = decision.overrides.map((one) => `${ruleTitle(one.rule)} answered for by ${one.byName}`)
  return { state: 'met', because: [`${by} decided: eligible`, ...past].join('; '), evidence }
}

/** Hard stops that stand or are unknown now and were neither when it was decided. */
function newStops(decision: RecordedEligibility, findings: readonly RuleFinding[]): readonly RuleFinding[] {
  return findings.filter(
    ({ rule, truth }) => rule.weight === 'absolute' && truth !== 'no' && !decision.awaits.includes(rule.id),
  )
}

function ruleTitle(id: string): string {
  return screeningRule(id)?.title ?? id
}

/** May a clinician settle an unknown rule? By a prescriber, in words another can check. */
export function decideSettling(question: {
  readonly actor: Actor
  readonly today: CalendarDate
  readonly patientId: PatientId
  readonly rule: string
  readonly how: string
}): Decision<true> {
  const { actor, today, patientId } = question
  const permitted = permit(actor, 'screening.decide', { today, patientId })
  if (!permitted.ok) return permitted
  const rule = screeningRule(question.rule)
  if (rule === null) return refuse(noSuchRule)
  // Age stands in the record, and higher care is decided where mood and safety are decided.
  if (rule.special !== undefined) return refuse(notSettledHere)
  return question.how.trim().length < shortestReason ? refuse(howMissing) : accept(true)
}

const reasonMissing = {
  family: 'invalid',
  code: 'reason-missing',
  sentence: 'Give the reason in words that another clinician understands.',
  field: 'reason',
} as const

const howMissing = {
  family: 'invalid',
  code: 'finding-missing',
  sentence: 'Say how you found out, in words that another clinician can check.',
  field: 'how',
} as const

const capacityLacking = {
  family: 'unprocessable',
  code: 'capacity-not-confirmed',
  sentence: 'Nobody is treated who cannot decide for themselves. Confirm capacity first; nobody can go past this.',
  field: 'capacity',
} as const

const neverPast = {
  family: 'unprocessable',
  code: 'stop-never-overridable',
  sentence: 'This stop cannot be overridden by anybody. Decide “not eligible”, or ask for more information.',
} as const

const unknownStop = {
  family: 'unprocessable',
  code: 'stop-unknown',
  sentence: 'A hard stop is not known either way. Ask, and settle it, before deciding: unknown is not safe.',
} as const

const cautionUnread = {
  family: 'unprocessable',
  code: 'caution-not-read',
  sentence: 'Confirm that you read each caution before deciding.',
  field: 'acknowledged',
} as const

const nothingToOverride = {
  family: 'conflict',
  code: 'nothing-to-override',
  sentence: 'No decision waits for a second signature on this stop. Load the page again.',
} as const

const secondPerson = {
  family: 'not-permitted',
  code: 'second-person-needed',
  sentence: 'Who decided cannot also sign as the second person. Ask another prescriber or the medical director.',
} as const

const overriddenBefore = {
  family: 'conflict',
  code: 'overridden-before',
  sentence: 'Somebody has answered for this stop already.',
} as const

const noSuchRule = {
  family: 'not-found',
  code: 'no-such-rule',
  sentence: 'There is no such screening rule. Load the page again.',
} as const

const notSettledHere = {
  family: 'unprocessable',
  code: 'not-settled-here',
  sentence: 'This is not settled here: it follows from the record, or from the decision about mood and safety.',
} as const
