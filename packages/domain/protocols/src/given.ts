import { type Mcg, type Microlitres, mcg, microlitres } from '@holdspace/kit/amounts'
import { msBetween } from '@holdspace/kit/elapsed'
import { formatMl } from '@holdspace/kit/format-amount'
import type { Instant } from '@holdspace/kit/instant'
import { divideHalfUp, exactNumber, ratio } from './whole-number.ts'

/** One stretch at one pump rate; 0 while paused. The same shape as the record's rate segments, ended. */
export interface PumpSegment {
  readonly from: Instant
  readonly to: Instant
  readonly pumpMicrolitresPerHour: number
}

export interface Prepared {
  readonly drawnMcg: Mcg
  readonly finalVolumeMicrolitres: Microlitres
}

export interface Given {
  readonly givenMcg: Mcg
  /** Given and waste together are exactly what was drawn: nothing is lost in rounding (D23–D25). */
  readonly wasteMcg: Mcg
  readonly volumeGivenMicrolitres: Microlitres
  readonly volumeLeftMicrolitres: Microlitres
  /** A reading larger than the bag happened on paper only: recorded, and shown as a deviation to explain (RULINGS 1). */
  readonly deviation: { readonly code: 'GIVEN_ABOVE_BAG'; readonly sentence: string } | null
}

/**
 * The amount given, from the volume the pump reports: the only thing that tells it (RULINGS 6). Half up to whole
 * micrograms, never more than was drawn.
 */
export function givenFromVolume(prepared: Prepared, volumeGiven: Microlitres): Given {
  const { drawnMcg, finalVolumeMicrolitres: final } = prepared
  const volume = Math.min(volumeGiven, final)
  const given = final === 0 ? 0 : ratio(BigInt(drawnMcg) * BigInt(volume), BigInt(final))
  return {
    givenMcg: mcg.parse(given),
    wasteMcg: mcg.parse(drawnMcg - given),
    volumeGivenMicrolitres: microlitres.parse(volume),
    volumeLeftMicrolitres: microlitres.parse(final - volume),
    deviation: volumeGiven <= final ? null : aboveBag(volumeGiven, final),
  }
}

/** What the pump would have delivered over these stretches, in whole microlitres: *planned*, until the pump is read (RULINGS 6). */
export function plannedVolume(segments: readonly PumpSegment[]): Microlitres {
  const perHourMs = segments.reduce(
    (sum, segment) => sum + BigInt(segment.pumpMicrolitresPerHour) * BigInt(lengthMs(segment)),
    0n,
  )
  return microlitres.parse(exactNumber(divideHalfUp(perHourMs, 3_600_000n)))
}

export function givenFromSegments(prepared: Prepared, segments: readonly PumpSegment[]): Given {
  return givenFromVolume(prepared, plannedVolume(segments))
}

/** Minutes the pump ran (pauses left out) and minutes from first start to last stop; whole, half up. */
export function pumpMinutes(segments: readonly PumpSegment[]): { readonly running: number; readonly elapsed: number } {
  const running = segments.filter((one) => one.pumpMicrolitresPerHour > 0).reduce((sum, one) => sum + lengthMs(one), 0)
  const starts = segments.map((one) => one.from).sort()
  const ends = segments.map((one) => one.to).sort()
  const [first, last] = [starts[0], ends.at(-1)]
  const elapsed = first === undefined || last === undefined ? 0 : msBetween(first, last)
  return { running: ratio(BigInt(running), 60_000n), elapsed: ratio(BigInt(elapsed), 60_000n) }
}

/** How long a bag lasts at a pump rate, in hundredths of a minute (D09: 100.82 mL at 150 mL/h is 40.33 min). */
export function hundredthMinutesAtRate(final: Microlitres, pumpMicrolitresPerHour: number): number {
  return ratio(BigInt(final) * 6_000n, BigInt(pumpMicrolitresPerHour))
}

function lengthMs(segment: PumpSegment): number {
  return Math.max(0, msBetween(segment.from, segment.to))
}

function aboveBag(volumeGiven: Microlitres, final: Microlitres): Given['deviation'] {
  return {
    code: 'GIVEN_ABOVE_BAG',
    sentence: `The pump reads ${formatMl(volumeGiven)}, more than the ${formatMl(final)} prepared: check the reading and say what happened.`,
  }
}
