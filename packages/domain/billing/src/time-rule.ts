import { type Instant, msBetween } from '@holdspace/kit/instant'
import { z } from 'zod'

/**
 * How minutes become a service, as data: the numbers are the clinic's, keyed by its own codes, because payers differ
 * (BILLING section 1). `bands` name one service by how long it took; `further` adds units once the minutes reach
 * `fromMinutes`, one more for each `everyMinutes` after that.
 */
const code = z.string().trim().min(1).max(40)
const minuteCount = z.int().min(0).max(2_880)

export const timeRule = z.strictObject({
  bands: z.array(z.strictObject({ fromMinutes: minuteCount, toMinutes: minuteCount.nullable(), code })).min(1),
  further: z.strictObject({ fromMinutes: minuteCount, everyMinutes: z.int().min(1).max(600), code }).nullable(),
  /** The service when a start is recorded and no stop; null when then nothing is suggested. */
  withoutStop: code.nullable(),
  /** Where the numbers come from, as the paper and the screen say it. */
  source: z.string().trim().min(1).max(300),
})
export type TimeRule = z.output<typeof timeRule>

export interface TimedUnits {
  readonly code: string
  readonly units: number
}

/** Units of each service for whole minutes; nothing where no band reaches. The base service is never more than one. */
export function unitsForMinutes(rule: TimeRule, minutes: number): readonly TimedUnits[] {
  const band = rule.bands.find(
    ({ fromMinutes, toMinutes }) => minutes >= fromMinutes && (toMinutes === null || minutes <= toMinutes),
  )
  if (band === undefined) return []
  const further = rule.further === null || minutes < rule.further.fromMinutes ? null : rule.further
  return [
    { code: band.code, units: 1 },
    ...(further === null
      ? []
      : [{ code: further.code, units: Math.floor((minutes - further.fromMinutes) / further.everyMinutes) + 1 }]),
  ]
}

export interface Span {
  readonly from: Instant
  readonly to: Instant
}

/**
 * Whole minutes of the spans together: their milliseconds are added up and only then is the rest dropped, so 15 min 59 s
 * is 15. Spans that overlap count once; nothing is ever rounded up (BILLING section 3).
 */
export function wholeMinutes(spans: readonly Span[]): number {
  const inOrder = spans.filter(({ from, to }) => from < to).toSorted((one, other) => (one.from < other.from ? -1 : 1))
  let counted = 0
  let reached: Instant | null = null
  for (const { from, to } of inOrder) {
    const start: Instant = reached !== null && reached > from ? reached : from
    if (to <= start) continue
    counted += msBetween(start, to)
    reached = to
  }
  return Math.floor(counted / 60_000)
}

/** Two bands that share a minute, or one that ends before it begins: such a rule would answer by chance. */
export function faultsOfRule(rule: TimeRule): readonly string[] {
  const inOrder = rule.bands.toSorted((one, other) => one.fromMinutes - other.fromMinutes)
  return inOrder.flatMap((band, at) => {
    const next = inOrder[at + 1]
    const faults: string[] = []
    if (band.toMinutes !== null && band.toMinutes < band.fromMinutes)
      faults.push(`${band.code} ends at ${band.toMinutes} minutes, before it begins at ${band.fromMinutes}.`)
    if (next !== undefined && (band.toMinutes === null || band.toMinutes >= next.fromMinutes))
      faults.push(`${band.code} and ${next.code} both cover minute ${next.fromMinutes}.`)
    return faults
  })
}
