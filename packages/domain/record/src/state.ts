import type { DeviceId, EntryId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { Bodies } from './catalogue.ts'
import type { Standing } from './effective.ts'
import type { EntryActor } from './entry.ts'

/** What is known of a medicine session once its entries have been read: the `state` view of the ledger. */
export interface SessionState {
  readonly opened: (Bodies['session-opened'] & Fact) | null
  readonly participants: readonly Participant[]
  readonly weights: readonly (Bodies['weight-measured'] & Fact)[]
  readonly vitals: readonly (Bodies['vitals-taken'] & Fact)[]
  readonly notObtained: readonly (Bodies['vitals-not-obtained'] & Fact)[]
  readonly orders: readonly (Bodies['dose-ordered'] & Fact)[]
  readonly doses: readonly (Bodies['dose-given'] & Fact)[]
  /** What became of tablets under the tongue, by the dose they were. */
  readonly holds: readonly (Bodies['hold-ended'] & Fact)[]
  /** Verbal orders that their prescriber took for their own. */
  readonly countersignatures: readonly (Bodies['order-countersigned'] & Fact)[]
  readonly infusions: readonly Infusion[]
  readonly adverseEffects: readonly (Bodies['adverse-effect-noted'] & Fact)[]
  readonly decisions: readonly (Bodies['decision-recorded'] & Fact)[]
  readonly escort: (Bodies['escort-confirmed'] & Fact) | null
  readonly discharge: (Bodies['discharge-scored'] & Fact) | null
  /** What the escort last answered to the discharge instructions. */
  readonly instructions: (Bodies['instructions-answered'] & Fact) | null
  readonly helpCalls: readonly HelpCall[]
  readonly psychotherapy: readonly { readonly startedAt: Instant; readonly stoppedAt: Instant | null }[]
  readonly consentWithdrawals: readonly (Bodies['consent-withdrawn'] & Fact)[]
  readonly ended: (Bodies['session-ended'] & Fact) | null
  readonly signature: (Bodies['session-signed'] & Fact) | null
  readonly addenda: readonly (Bodies['addendum-filed'] & Fact)[]
}

/** Where a fact in the state comes from. */
export interface Fact {
  readonly entryId: EntryId
  readonly seq: number
  readonly actor: EntryActor
  readonly occurredAt: Instant
  readonly recordedAt: Instant
  readonly corrected: boolean
  /** What it said before each correction, and up to which place in the record. */
  readonly earlier: readonly { readonly untilSeq: number; readonly body: Readonly<Record<string, unknown>> }[]
}

export type HelpCall = Bodies['help-called'] &
  Fact & {
    readonly answeredBy: EntryActor | null
    readonly answeredAt?: Instant
    /** Whoever called said that nobody needs to come any more. */
    readonly calledOff: boolean
    readonly escalatedAt: Instant | null
  }

export interface Participant {
  readonly actor: EntryActor
  readonly deviceId: DeviceId
  readonly deviceLabel: string
  readonly joinedAt: Instant
  readonly leftAt: Instant | null
}

/** One infusion from start to stop, with its constant-rate segments (FHIR rule 7). */
export interface Infusion {
  readonly start: Bodies['infusion-started'] & Fact
  readonly segments: readonly RateSegment[]
  readonly stop: (Bodies['infusion-stopped'] & Fact) | null
}

export interface RateSegment {
  readonly from: Instant
  readonly to: Instant | null
  /** 0 while paused. */
  readonly pumpMicrolitresPerHour: number
}

export const emptySession: SessionState = {
  opened: null,
  participants: [],
  weights: [],
  vitals: [],
  notObtained: [],
  orders: [],
  doses: [],
  holds: [],
  countersignatures: [],
  infusions: [],
  adverseEffects: [],
  decisions: [],
  escort: null,
  discharge: null,
  instructions: null,
  helpCalls: [],
  psychotherapy: [],
  consentWithdrawals: [],
  ended: null,
  signature: null,
  addenda: [],
}

export function factOf(standing: Standing): Fact {
  return {
    entryId: standing.entry.id,
    seq: standing.entry.seq,
    actor: standing.entry.actor,
    occurredAt: standing.occurredAt,
    recordedAt: standing.entry.recordedAt,
    corrected: standing.corrections.length > 0,
    earlier: standing.corrections.map(({ by, previousBody }) => ({ untilSeq: by.seq, body: previousBody })),
  }
}

/** Where in the record it was last said what it says now: its own place, or that of its newest correction. */
export function saidAt({ seq, earlier }: Pick<Fact, 'seq' | 'earlier'>): number {
  return earlier.at(-1)?.untilSeq ?? seq
}

/** The moment from which the patient counts as dosed: the earliest dose or infusion start, by when it happened. */
export function firstDoseAt(state: SessionState): Instant | null {
  const moments = [...state.doses.map((dose) => dose.occurredAt), ...state.infusions.map((run) => run.start.occurredAt)]
  return moments.sort()[0] ?? null
}

/** The end of the last dose: a bolus, or an infusion's stop, never earlier than its start; null while an infusion runs or nothing was given. */
export function lastDoseEndedAt(state: SessionState): Instant | null {
  if (state.infusions.some((run) => run.stop === null)) return null
  const moments = [
    ...state.doses.map((dose) => dose.occurredAt),
    ...state.infusions.flatMap(({ start, stop }) => [start.occurredAt, ...(stop === null ? [] : [stop.occurredAt])]),
  ]
  return moments.sort().at(-1) ?? null
}
