import type { CalendarDate } from '@holdspace/kit/calendar-date'
import type { Instant } from '@holdspace/kit/instant'
import { holdsDose } from '@holdspace/protocols/limits'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { usableWeight, weightReadBack } from '@holdspace/protocols/weight'
import type { Bodies } from '@holdspace/record/catalogue'
import { lineOfRule } from '@holdspace/record/past-gate'
import type { SessionState } from '@holdspace/record/state'
import type { StaffActor } from '../access/actor.ts'
import { type PermittedMember, permitMember } from '../access/permit.ts'
import type { LineOverride, RoomStandings } from '../gates/gate-facts.ts'
import { met, missing, type Standing } from '../gates/standing.ts'
import { missingBaseline } from './deviations.ts'
import { alertsOf, measured, type SessionAlert } from './monitoring.ts'
import { type EarlierWeight, weighingOf } from './weighing.ts'

export interface RoomQuestion {
  readonly state: SessionState
  readonly protocol: ProtocolVersion
  readonly actor: StaffActor
  /** Who orders, where it is not the signed-in person: the prescriber whose word a nurse writes down. */
  readonly orderer?: PermittedMember
  readonly earlierWeights: readonly EarlierWeight[]
  readonly now: Instant
  readonly today: CalendarDate
}

/** What a session's own record says to the second gate: orderer, weight, vital signs, ride, therapist. */
export function roomStandings(question: RoomQuestion): RoomStandings {
  return {
    orderer: orderer(question),
    weight: weight(question),
    baseline: baseline(question),
    withinLimits: withinLimits(question),
    escort: escort(question.state),
    therapist: therapist(question.state),
  }
}

/** Decisions by which somebody went past a line of the gate, with their reasons; which of them count, the gate says. */
export function overridesOf(state: SessionState): readonly LineOverride[] {
  return state.decisions.flatMap(({ about, actor, reason, occurredAt }) => {
    const line = lineOfRule(about.ruleId)
    return line === null ? [] : [{ line, by: actor.name, role: actor.role, reason, at: occurredAt }]
  })
}

function orderer({ actor, orderer: named, today }: RoomQuestion): Standing {
  const member = named ?? actor
  const ordering = permitMember(member, 'session.order-dose', { today })
  return ordering.ok ? met(member.displayName) : { state: 'refused', because: ordering.refusal.sentence }
}

/** The very rule the arithmetic refuses by, asked early, so that nobody fills in an order that cannot be (M02, M03). */
function weight({ state, earlierWeights, protocol, actor, today }: RoomQuestion): Standing {
  if (protocol.drug.dose.kind === 'fixed')
    return { state: 'not-needed', because: 'this protocol does not dose by weight' }
  const usable = usableWeight(weighingOf(state, earlierWeights, actor.practiceZone), protocol.weight, today)
  return usable.ok ? met(weightReadBack(usable.value)) : missing(usable.refusal.sentence)
}

/** No dose without a baseline to hold it against (M05). */
function baseline({ state, protocol, now }: RoomQuestion): Standing {
  const lacking = missingBaseline(state, protocol, now)
  return lacking.length === 0 ? met('complete') : missing(`missing: ${lacking.join(', ')}`)
}

/**
 * A hold stays until somebody decided upon it by name; a newer reading within limits does not make it unseen (M06). A
 * decision to wait is no decision to go on: after it the same signs are taken again before the gate opens.
 */
function withinLimits({ state, protocol }: RoomQuestion): Standing {
  const held = alertsOf(state, protocol).filter(
    (alert) => (holdsDose([alert]) || alert.prompt === 'record-decision') && !isCleared(alert, state, protocol),
  )
  if (held.length === 0) return met('within limits, or decided')
  return {
    state: 'undecided',
    because: held.map((one) => `${one.words} (${one.readings.join('; ')})${waitWords(one)}`).join(' · '),
  }
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

function waitWords({ decision }: SessionAlert): string {
  return decision === null
    ? ''
    : `: ${decision.actor.name} decided “${decision.decision}”; take the vital signs again, or ask the prescriber to decide`
}

/** Null as long as nobody was named here: then whoever was named before the visit stands. */
function escort({ escort: named }: SessionState): Standing | null {
  return named === null ? null : met(named.name, { type: 'entry', id: named.entryId, at: named.occurredAt })
}

/** Where the protocol needs a therapist throughout, one must have joined (RULINGS 2, 4). */
function therapist(state: SessionState): Standing {
  const present = state.participants.find(
    (one) => one.leftAt === null && ['therapist', 'outside-therapist'].includes(one.actor.role),
  )
  return present === undefined ? missing('no therapist has joined') : met(present.actor.name)
}
