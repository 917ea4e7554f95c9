import type { CalendarDate } from '@holdspace/kit/calendar-date'
import type { Instant } from '@holdspace/kit/instant'
import { holdsDose } from '@holdspace/protocols/limits'
import type { Measure } from '@holdspace/protocols/monitor-plan'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import type { Bodies } from '@holdspace/record/catalogue'
import type { SessionState } from '@holdspace/record/state'
import type { Vitals } from '@holdspace/record/vitals'
import type { StaffActor } from '../access/actor.ts'
import { permit } from '../access/permit.ts'
import { missingBaseline } from './deviations.ts'
import { alertsOf, type SessionAlert } from './monitoring.ts'
import type { Condition, GateLine } from './open-session.ts'

export interface DoseGateQuestion {
  readonly state: SessionState
  readonly protocol: ProtocolVersion
  readonly actor: StaffActor
  readonly now: Instant
  readonly today: CalendarDate
}

/**
 * What must be so before a dose is ordered (RULINGS 2, second gate). One pure function: the screen greys the button and
 * says why with it, the server refuses with it. Weight and concentration have refusals of their own in the arithmetic.
 */
export function doseGate(question: DoseGateQuestion): GateLine[] {
  const { state, actor, today } = question
  const ordering = permit(actor, 'session.order-dose', { today })
  return [
    line(
      'credentials',
      'Prescriber with licence and DEA registration in force',
      ordering.ok,
      ordering.ok ? actor.displayName : ordering.refusal.sentence,
      'Administrator',
    ),
    attested(state, 'treatment-consent', 'Consent for this route and dose', 'Front desk'),
    attested(state, 'capacity', 'The person can decide today and is not intoxicated', 'Prescriber'),
    attested(state, 'pregnancy-answered', 'Pregnancy asked and answered', 'Nurse'),
    attested(state, 'allergies-answered', 'Allergies asked and answered today', 'Nurse'),
    attested(state, 'mood-safety-decision', 'Mood and safety decision since the last visit', 'Prescriber'),
    attested(state, 'prescription-monitoring-checked', 'Prescription monitoring checked', 'Prescriber'),
    baselineLine(question),
    holdLine(question),
    escortLine(state),
    ...therapistLine(question),
  ]
}

function line(id: string, sentence: string, met: boolean, evidence: string, fixedBy: string): GateLine {
  return { id, sentence, met, evidence, fixedBy, overridable: false }
}

function attested(state: SessionState, condition: Condition, sentence: string, fixedBy: string): GateLine {
  const found = state.opened?.attestations.find((one) => one.condition === condition)
  return line(
    condition,
    sentence,
    found !== undefined,
    found?.statement ?? 'not attested when the session was opened',
    fixedBy,
  )
}

/** No dose without a baseline to hold it against (M05). */
function baselineLine({ state, protocol, now }: DoseGateQuestion): GateLine {
  const missing = missingBaseline(state, protocol, now)
  const evidence = missing.length === 0 ? 'complete' : `missing: ${missing.join(', ')}`
  return line('baseline-vitals', 'Baseline vital signs', missing.length === 0, evidence, 'Nurse')
}

/**
 * A hold stays until somebody decided upon it by name; a newer reading within limits does not make it unseen (M06). A
 * decision to wait is no decision to go on: after it the same signs are taken again before the gate opens.
 */
function holdLine({ state, protocol }: DoseGateQuestion): GateLine {
  const held = alertsOf(state, protocol).filter(
    (alert) => (holdsDose([alert]) || alert.prompt === 'record-decision') && !isCleared(alert, state, protocol),
  )
  const evidence =
    held.length === 0
      ? 'within limits, or decided'
      : held.map((one) => `${one.words} (${one.readings.join('; ')})${waitWords(one)}`).join(' · ')
  return line(
    'vitals-within-limits',
    'Vital signs within limits, or a recorded decision',
    held.length === 0,
    evidence,
    'Prescriber',
  )
}

const goesOn: { readonly [D in Bodies['decision-recorded']['decision']]: boolean } = {
  continue: true,
  treat: true,
  slow: true,
  explain: true,
  recheck: false,
  hold: false,
  stop: false,
  'call-emergency': false,
}

function isCleared({ decision, ruleId }: SessionAlert, state: SessionState, protocol: ProtocolVersion): boolean {
  if (decision === null) return false
  // A nurse answers an alert; going on to a dose past it is the prescriber's (protocol rule bp.pre.warn, RULINGS 3).
  if (goesOn[decision.decision] && decision.actor.role === 'prescriber') return true
  const measures = protocol.rules.find((rule) => rule.id === ruleId)?.any.map((one) => one.item) ?? []
  return state.vitals.some(
    (set) => set.occurredAt > decision.occurredAt && measures.every((item) => set[measured[item]] !== undefined),
  )
}

const measured = {
  sbp: 'systolicMmHg',
  dbp: 'diastolicMmHg',
  hr: 'heartRateBpm',
  spo2: 'spo2Percent',
  rr: 'respiratoryRatePerMin',
  moaas: 'sedationMoaas',
} as const satisfies { readonly [Item in Measure]: keyof Vitals }

function waitWords({ decision }: SessionAlert): string {
  return decision === null
    ? ''
    : `: ${decision.actor.name} decided “${decision.decision}”; take the vital signs again, or ask the prescriber to decide`
}

function escortLine(state: SessionState): GateLine {
  const { escort } = state
  return line(
    'escort-named',
    'Somebody is named to take the person home',
    escort !== null,
    escort?.name ?? 'nobody named',
    'Front desk',
  )
}

/** Where the protocol needs a therapist throughout, one must have joined (RULINGS 2, 4). */
function therapistLine({ state, protocol }: DoseGateQuestion): GateLine[] {
  if (protocol.staffing.therapist !== 'required') return []
  const present = state.participants.find(
    (one) => one.leftAt === null && ['therapist', 'outside-therapist'].includes(one.actor.role),
  )
  return [
    line(
      'therapist-present',
      'Therapist in the room',
      present !== undefined,
      present?.actor.name ?? 'no therapist has joined',
      'Therapist',
    ),
  ]
}
