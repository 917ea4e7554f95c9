import type { Instant } from '@holdspace/kit/instant'
import { joined } from '@holdspace/kit/joined'
import type { Bodies, Kind } from './catalogue.ts'
import { type Reading, readEntries, type Standing } from './effective.ts'
import type { StoredEntry } from './entry.ts'
import {
  emptySession,
  type Fact,
  factOf,
  type Infusion,
  type Participant,
  type RateSegment,
  type SessionState,
} from './state.ts'

type Step<K extends Kind> = (state: SessionState, body: Bodies[K], fact: Fact, standing: Standing<K>) => SessionState
const unchanged = (state: SessionState): SessionState => state

/** The state view: one row per kind. */
const steps: { readonly [K in Kind]: Step<K> } = {
  'session-opened': (state, body, fact) => ({ ...state, opened: joined(body, fact) }),
  'participant-joined': (state, body, fact, { entry }) => ({
    ...state,
    participants: [
      ...state.participants.filter((one) => !isSame(one, entry) || one.leftAt !== null),
      {
        actor: fact.actor,
        deviceId: entry.deviceId,
        deviceLabel: body.deviceLabel,
        joinedAt: fact.occurredAt,
        leftAt: null,
      },
    ],
  }),
  'participant-left': (state, _body, fact, { entry }) => ({
    ...state,
    participants: state.participants.map((one) =>
      isSame(one, entry) && one.leftAt === null ? { ...one, leftAt: fact.occurredAt } : one,
    ),
  }),
  'weight-measured': (state, body, fact) => ({ ...state, weights: inTime(state.weights, joined(body, fact)) }),
  'vitals-taken': (state, body, fact) => ({ ...state, vitals: inTime(state.vitals, joined(body, fact)) }),
  'vitals-not-obtained': (state, body, fact) => ({
    ...state,
    notObtained: inTime(state.notObtained, joined(body, fact)),
  }),
  'dose-ordered': (state, body, fact) => ({ ...state, orders: [...state.orders, joined(body, fact)] }),
  'dose-given': (state, body, fact) => ({ ...state, doses: inTime(state.doses, joined(body, fact)) }),
  'hold-ended': (state, body, fact) => ({ ...state, holds: [...state.holds, joined(body, fact)] }),
  'order-countersigned': (state, body, fact) => ({
    ...state,
    countersignatures: [...state.countersignatures, joined(body, fact)],
  }),
  'infusion-started': (state, body, fact) => ({ ...state, infusions: [...state.infusions, startInfusion(body, fact)] }),
  'infusion-rate-changed': (state, body, fact) => changeRate(state, body.pumpMicrolitresPerHour, fact.occurredAt),
  'infusion-paused': (state, _body, fact) => changeRate(state, 0, fact.occurredAt),
  'infusion-resumed': (state, body, fact) => changeRate(state, body.pumpMicrolitresPerHour, fact.occurredAt),
  'infusion-stopped': (state, body, fact) => stopInfusion(state, joined(body, fact)),
  'observation-noted': unchanged,
  'patient-words-noted': unchanged,
  'adverse-effect-noted': (state, body, fact) => ({
    ...state,
    adverseEffects: [...state.adverseEffects, joined(body, fact)],
  }),
  'decision-recorded': (state, body, fact) => ({ ...state, decisions: [...state.decisions, joined(body, fact)] }),
  'escort-confirmed': (state, body, fact) => ({ ...state, escort: joined(body, fact) }),
  'discharge-scored': (state, body, fact) => ({ ...state, discharge: joined(body, fact) }),
  'instructions-answered': (state, body, fact) => ({ ...state, instructions: joined(body, fact) }),
  'help-called': (state, body, fact) => ({
    ...state,
    helpCalls: [...state.helpCalls, { ...body, ...fact, answeredBy: null, calledOff: false, escalatedAt: null }],
  }),
  'help-answered': (state, body, fact) => ({
    ...state,
    helpCalls: state.helpCalls.map((call) =>
      call.entryId === body.callEntryId && call.answeredBy === null
        ? { ...call, answeredBy: fact.actor, answeredAt: fact.occurredAt, calledOff: body.calledOff === true }
        : call,
    ),
  }),
  'help-escalated': (state, body, fact) => ({
    ...state,
    helpCalls: state.helpCalls.map((call) =>
      call.entryId === body.callEntryId ? { ...call, escalatedAt: fact.occurredAt } : call,
    ),
  }),
  'psychotherapy-started': (state, _body, fact) => ({
    ...state,
    psychotherapy: [...state.psychotherapy, { startedAt: fact.occurredAt, stoppedAt: null }],
  }),
  'psychotherapy-stopped': (state, _body, fact) => ({
    ...state,
    psychotherapy: state.psychotherapy.map((span) =>
      span.stoppedAt === null ? { ...span, stoppedAt: fact.occurredAt } : span,
    ),
  }),
  'session-ended': (state, body, fact) => ({ ...state, ended: joined(body, fact) }),
  'consent-withdrawn': (state, body, fact) => ({
    ...state,
    consentWithdrawals: [...state.consentWithdrawals, joined(body, fact)],
  }),
  'entry-corrected': unchanged,
  'entry-withdrawn': unchanged,
  'session-signed': (state, body, fact) => ({ ...state, signature: joined(body, fact) }),
  'addendum-filed': (state, body, fact) => ({ ...state, addenda: [...state.addenda, joined(body, fact)] }),
}

/** One person on one device: two people who share a tablet are both in the room. */
function isSame(one: Participant, entry: StoredEntry): boolean {
  return one.deviceId === entry.deviceId && one.actor.membershipId === entry.actor.membershipId
}

/** Folds one standing entry into the state. */
export function evolve(state: SessionState, standing: Standing): SessionState {
  const step = steps[standing.kind] as Step<Kind>
  return step(state, standing.body, factOf(standing), standing)
}

/** The state of a session from its stored entries in sequence order; corrections and withdrawals applied. */
export function sessionState(entries: readonly StoredEntry[]): SessionState {
  return stateOf(readEntries(entries))
}

export function stateOf(reading: Reading): SessionState {
  return reading.standing.reduce(evolve, emptySession)
}

/** With one fact more, in the order of time. Facts mostly come in order, so its place is looked for from the end. */
function inTime<T extends { readonly occurredAt: Instant; readonly seq: number }>(facts: readonly T[], fact: T): T[] {
  const isBefore = (one: T) =>
    one.occurredAt < fact.occurredAt || (one.occurredAt === fact.occurredAt && one.seq <= fact.seq)
  return facts.toSpliced(facts.findLastIndex(isBefore) + 1, 0, fact)
}

function startInfusion(body: Bodies['infusion-started'], fact: Fact): Infusion {
  const segment = { from: fact.occurredAt, to: null, pumpMicrolitresPerHour: body.pumpMicrolitresPerHour }
  return { start: joined(body, fact), segments: [segment], stop: null }
}

/** Applies to the newest infusion still running; with none running the fact stays in the timeline and changes no rate. */
function changeRate(state: SessionState, pumpMicrolitresPerHour: number, at: Instant): SessionState {
  return onRunning(state, (run) => ({
    ...run,
    segments: [...closed(run.segments, at), { from: at, to: null, pumpMicrolitresPerHour }],
  }))
}

function stopInfusion(state: SessionState, stop: NonNullable<Infusion['stop']>): SessionState {
  return onRunning(state, (run) => ({ ...run, segments: closed(run.segments, stop.occurredAt), stop }))
}

function closed(segments: readonly RateSegment[], at: Instant): RateSegment[] {
  return segments.map((segment) => (segment.to === null ? { ...segment, to: at } : segment))
}

function onRunning(state: SessionState, change: (run: Infusion) => Infusion): SessionState {
  const index = state.infusions.findLastIndex((run) => run.stop === null)
  return { ...state, infusions: state.infusions.map((run, at) => (at === index ? change(run) : run)) }
}
