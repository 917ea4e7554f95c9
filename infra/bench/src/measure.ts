/** One measured number, beside what it is compared with and the bars it is held against (docs/performance.md). */
export interface Figure {
  readonly area: string
  readonly name: string
  readonly value: number
  readonly unit: string
  /** The other side of a ratio, measured in the same run. */
  readonly floor?: number
  /** Processor time of one in µs, of all processes together, ours and the floor's. */
  readonly costs?: readonly [number, number]
  /** What is held against the bars: the value itself, or value ÷ floor. */
  readonly held: number
  readonly bar?: Bar
  readonly note?: string
}

/** Either ≥ (shares of a floor) or ≤ (times, sizes), in the unit of `held`. */
export interface Bar {
  readonly is: 'at-least' | 'at-most'
  readonly must: number
  readonly aim: number
  readonly unit: string
}

export type Verdict = 'aim met' | 'must met' | 'NOT MET' | 'no bar'

export function verdictOf({ held, bar }: Figure): Verdict {
  if (bar === undefined) return 'no bar'
  const reaches = (limit: number) => (bar.is === 'at-least' ? held >= limit : held <= limit)
  if (reaches(bar.aim)) return 'aim met'
  return reaches(bar.must) ? 'must met' : 'NOT MET'
}

/** The value at a share of the sorted list: 0.5 the median, 0.99 the slowest hundredth. Zero for an empty list. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0
}

export function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits))
}

/** A rate, or a rate with what each one cost. */
export type Measured = number | { readonly rate: number; readonly cost: number }

/** Figures of a rate beside its floor: held against the bar as a share in per cent. */
export function share(
  area: string,
  name: string,
  unit: string,
  [own, bare]: readonly [Measured, Measured],
  bar?: Bar,
): Figure {
  const [value, floor] = [own, bare].map((one) => (typeof one === 'number' ? one : one.rate)) as [number, number]
  const costs = typeof own === 'number' || typeof bare === 'number' ? {} : { costs: [own.cost, bare.cost] as const }
  const held = floor === 0 ? 0 : (value / floor) * 100
  return { area, name, value, unit, floor, held, ...costs, ...(bar === undefined ? {} : { bar }) }
}

export const atLeastPercent = (must: number, aim: number): Bar => ({ is: 'at-least', must, aim, unit: '%' })
export const atMost = (must: number, aim: number, unit: string): Bar => ({ is: 'at-most', must, aim, unit })
