import type { Tx } from '@holdspace/db/database'
import { listPatientSessions } from '@holdspace/db/session-store'
import type { PatientId, PracticeId } from '@holdspace/kit/ids'
import { type Instant, minutesBetween } from '@holdspace/kit/instant'
import type { Route } from '@holdspace/protocols/drug-plan'
import type { SessionState } from '@holdspace/record/state'
import { type LedgerHouse, readLedgerIn } from '../session/ledger.ts'

/** A medicine session as a plot of outcomes marks it. */
export interface DoseMark {
  readonly sessionId: string
  /** From 1, in the order in which something was given. */
  readonly number: number
  readonly at: Instant
  readonly endedAt: Instant | null
  readonly route: Route
  readonly protocol: string
  /** Micrograms per kilogram given in all; null where the pump was not read or nobody was weighed. */
  readonly mcgPerKg: number | null
  /** Micrograms given in all; null where the pump was not read. */
  readonly givenMcg: number | null
  /** Minutes the infusions took together; null for what is given at once, and while one runs. */
  readonly overMinutes: number | null
  /** The deepest dissociation charted, 0–10; null where nobody charted any. */
  readonly dissociationPeak: number | null
  /** The lowest MOAA/S charted, 5 awake to 0; null where nobody charted any. */
  readonly sedationLowest: number | null
  readonly adverseEffects: readonly {
    readonly effect: SessionState['adverseEffects'][number]['effect']
    readonly severity: SessionState['adverseEffects'][number]['severity']
    readonly resolved: boolean
  }[]
}

/** Every session in which something was given, oldest first. */
export async function doseMarks(
  tx: Tx,
  house: LedgerHouse,
  practiceId: PracticeId,
  patientId: PatientId,
): Promise<readonly DoseMark[]> {
  const sessions = await listPatientSessions(tx, practiceId, patientId)
  const marks: Omit<DoseMark, 'number'>[] = []
  for (const session of sessions.toReversed()) {
    const ledger = await readLedgerIn(tx, house, practiceId, session.id)
    const mark = ledger === null ? null : markOf(ledger.state)
    if (ledger !== null && mark !== null) {
      marks.push({ sessionId: session.id, ...mark, protocol: ledger.protocol.title })
    }
  }
  return marks.toSorted((one, other) => (one.at < other.at ? -1 : 1)).map((mark, at) => ({ ...mark, number: at + 1 }))
}

function markOf(state: SessionState): Omit<DoseMark, 'sessionId' | 'number' | 'protocol'> | null {
  const given = [...state.doses.map((one) => one.occurredAt), ...state.infusions.map((run) => run.start.occurredAt)]
  const at = given.sort()[0]
  if (at === undefined || state.opened === null) return null
  const dissociation = state.vitals.flatMap((set) => (set.dissociation === undefined ? [] : [set.dissociation]))
  const sedation = state.vitals.flatMap((set) => (set.sedationMoaas === undefined ? [] : [set.sedationMoaas]))
  const givenMcg = givenIn(state)
  return {
    at,
    endedAt: state.ended?.occurredAt ?? null,
    route: state.opened.protocol.route,
    mcgPerKg: perKilogram(state, givenMcg),
    givenMcg,
    overMinutes: minutesOver(state),
    dissociationPeak: dissociation.length === 0 ? null : Math.max(...dissociation),
    sedationLowest: sedation.length === 0 ? null : Math.min(...sedation),
    adverseEffects: state.adverseEffects.map(({ effect, severity, resolved }) => ({ effect, severity, resolved })),
  }
}

/** What went in, by the pump's reading and by what was counted or drawn (RULINGS 6). */
function givenIn(state: SessionState): number | null {
  const runs = state.infusions.map((run) => run.stop?.givenMcg ?? null)
  if (runs.includes(null)) return null
  return [...state.doses.map((dose) => dose.givenMcg), ...runs].reduce((sum: number, one) => sum + (one ?? 0), 0)
}

/** Over the weight of that day: the order's, or the scale's where the order went by none. */
function perKilogram(state: SessionState, givenMcg: number | null): number | null {
  const order = state.orders.at(-1)
  const ordered = order !== undefined && 'weightGrams' in order ? order.weightGrams : undefined
  const weight = ordered ?? state.weights.at(-1)?.weightGrams
  return weight === undefined || givenMcg === null ? null : Math.round((givenMcg * 1000) / weight)
}

function minutesOver({ infusions }: SessionState): number | null {
  const minutes = infusions.map(({ start, stop }) =>
    stop === null ? null : minutesBetween(start.occurredAt, stop.occurredAt),
  )
  if (minutes.length === 0 || minutes.includes(null)) return null
  return minutes.reduce((sum: number, one) => sum + (one ?? 0), 0)
}
