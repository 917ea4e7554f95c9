import { type Instant, minutesBetween, plusMinutes } from '@holdspace/kit/instant'
import type { SessionState } from '@holdspace/record/state'

type VitalSet = SessionState['vitals'][number]

/** One device as it was used; several entered at once share their moment. */
export interface DeviceUsed {
  readonly at: Instant
  readonly mcg: number
  readonly lot: string | null
  readonly expires: string | null
  /** Since the device before; null for the first. */
  readonly minutesSince: number | null
}

/** How far something went, and when it was back to nothing. */
export interface Depth {
  readonly value: number
  readonly at: Instant
  /** Null where nobody charted that it was over. */
  readonly overAt: Instant | null
}

/** What the monitoring of an esketamine session asks for, read from what was charted. Null is what nobody charted. */
export interface EsketamineFacts {
  readonly devices: readonly DeviceUsed[]
  readonly totalMcg: number
  readonly firstAt: Instant
  readonly lastAt: Instant
  readonly pressureBefore: VitalSet | null
  readonly pressureAtPeak: VitalSet | null
  readonly pressureBeforeLeaving: VitalSet | null
  /** The lowest MOAA/S below 5. Null with `sedationCharted`: charted, and never below 5. */
  readonly sedation: Depth | null
  readonly sedationCharted: boolean
  readonly dissociation: Depth | null
  readonly dissociationCharted: boolean
  readonly breathing: readonly SessionState['adverseEffects'][number][]
  readonly serious: readonly SessionState['adverseEffects'][number][]
  /** When observation may end at the earliest, by the protocol's minutes after the last device. */
  readonly observedUntil: Instant
  readonly readyAt: Instant | null
  readonly leftAt: Instant | null
}

/** About forty minutes after the dose (Spravato PI): the nearest pressure within these minutes is meant. */
const peak = { from: 30, about: 40, to: 60 }

/** Null while no device was used. `observationMinutes` is the protocol's own least observation. */
export function esketamineFacts(state: SessionState, observationMinutes: number): EsketamineFacts | null {
  const devices = devicesOf(state)
  const [first, last] = [devices[0], devices.at(-1)]
  if (first === undefined || last === undefined) return null
  const pressures = byTime(state.vitals.filter((set) => set.systolicMmHg !== undefined))
  const after = byTime(state.vitals.filter((set) => set.occurredAt >= first.at))
  const leftAt = state.ended?.occurredAt ?? null
  const sedated = after.filter((set) => set.sedationMoaas !== undefined)
  const dissociated = after.filter((set) => set.dissociation !== undefined)
  return {
    devices,
    totalMcg: devices.reduce((sum, one) => sum + one.mcg, 0),
    firstAt: first.at,
    lastAt: last.at,
    pressureBefore: pressures.findLast((set) => set.occurredAt <= first.at) ?? null,
    pressureAtPeak: nearPeak(pressures, last.at),
    pressureBeforeLeaving: beforeLeaving(pressures, last.at, leftAt),
    sedation: depthOf(sedated, (set) => 5 - (set.sedationMoaas ?? 5)),
    sedationCharted: sedated.length > 0,
    dissociation: depthOf(dissociated, (set) => set.dissociation ?? 0),
    dissociationCharted: dissociated.length > 0,
    breathing: state.adverseEffects.filter((one) => one.effect === 'slow-breathing' || one.effect === 'low-oxygen'),
    serious: state.adverseEffects.filter((one) => one.severity === 'severe'),
    observedUntil: plusMinutes(last.at, observationMinutes),
    readyAt: state.discharge?.occurredAt ?? null,
    leftAt,
  }
}

function devicesOf(state: SessionState): readonly DeviceUsed[] {
  const doses = state.doses.toSorted((one, other) => (one.occurredAt < other.occurredAt ? -1 : 1))
  const used = doses.flatMap((dose) =>
    (dose.units ?? [{ strengthMcg: dose.givenMcg, count: 1 }]).flatMap(({ strengthMcg, count }) =>
      Array.from({ length: count }, () => ({
        at: dose.occurredAt,
        mcg: strengthMcg,
        lot: dose.lot === undefined || dose.lot === '' ? null : dose.lot,
        expires: dose.expires ?? null,
      })),
    ),
  )
  return used.map((one, at) => {
    const before = used[at - 1]
    return { ...one, minutesSince: before === undefined ? null : minutesBetween(before.at, one.at) }
  })
}

function nearPeak(pressures: readonly VitalSet[], from: Instant): VitalSet | null {
  const away = (set: VitalSet) => Math.abs(minutesBetween(from, set.occurredAt) - peak.about)
  const near = pressures.filter(({ occurredAt }) => {
    const minutes = minutesBetween(from, occurredAt)
    return minutes >= peak.from && minutes <= peak.to
  })
  return near.toSorted((one, other) => away(one) - away(other))[0] ?? null
}

/** The last pressure after the last device; the one at forty minutes is not taken for it. */
function beforeLeaving(pressures: readonly VitalSet[], from: Instant, leftAt: Instant | null): VitalSet | null {
  const earliest = plusMinutes(from, peak.to)
  return pressures.findLast((set) => set.occurredAt > earliest && (leftAt === null || set.occurredAt <= leftAt)) ?? null
}

/** The greatest depth above nothing, at its first moment, and the first later moment with none. */
function depthOf(sets: readonly VitalSet[], depth: (set: VitalSet) => number): Depth | null {
  const deepest = sets.reduce<VitalSet | null>(
    (most, set) => (most === null || depth(set) > depth(most) ? set : most),
    null,
  )
  if (deepest === null || depth(deepest) === 0) return null
  const over = sets.find((set) => set.occurredAt > deepest.occurredAt && depth(set) === 0)
  return { value: depth(deepest), at: deepest.occurredAt, overAt: over?.occurredAt ?? null }
}

function byTime<Set extends { readonly occurredAt: Instant }>(sets: readonly Set[]): readonly Set[] {
  return sets.toSorted((one, other) => (one.occurredAt < other.occurredAt ? -1 : 1))
}
