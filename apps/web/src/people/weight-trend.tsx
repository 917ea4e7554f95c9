import { msOf } from '@holdspace/kit/elapsed'
import { formatKg } from '@holdspace/kit/format-amount'
import { dayMeasured, type Measured } from './measured.ts'

const width = 640
const height = 96
const edge = 10

/** Weights over the years as a line of dots; the list below it is its table. Nothing is drawn for fewer than two. */
export function WeightTrend({ weights, zone }: { readonly weights: readonly Measured[]; readonly zone: string }) {
  const taken = weights
    .flatMap((one) => (one.weightG === undefined ? [] : [{ ...one, weightG: one.weightG }]))
    .toReversed()
  const [first, last] = [taken.at(0), taken.at(-1)]
  if (first === undefined || last === undefined || taken.length < 2) return null
  const grams = taken.map((one) => one.weightG)
  const scaleX = scale(msOf(first.measuredAt), msOf(last.measuredAt), edge, width - edge)
  const scaleY = scale(Math.min(...grams), Math.max(...grams), height - edge, edge)
  const points = taken.map((one) => ({ x: scaleX(msOf(one.measuredAt)), y: scaleY(one.weightG), key: one.measuredAt }))
  const from = `${formatKg(first.weightG)} on ${dayMeasured(first, zone)}`
  const to = `${formatKg(last.weightG)} on ${dayMeasured(last, zone)}`
  return (
    <figure className="border-line border-b px-4 py-3">
      <svg
        role="img"
        aria-label={`Weight from ${from} to ${to}; every weight is listed below`}
        viewBox={`0 0 ${width} ${height}`}
        className="h-24 w-full overflow-visible"
        preserveAspectRatio="none"
      >
        <polyline
          points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
          className="fill-none stroke-accent"
          strokeWidth={1.5}
          vectorEffect="non-scaling-stroke"
        />
        {points.map(({ x, y, key }) => (
          <path
            key={key}
            d={`M${x} ${y}h0`}
            className="stroke-accent"
            strokeWidth={7}
            strokeLinecap="round"
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      <figcaption className="flex flex-wrap justify-between gap-x-4 text-caption text-muted">
        <span>{from}</span>
        <span>{to}</span>
      </figcaption>
    </figure>
  )
}

function scale(low: number, high: number, from: number, to: number): (value: number) => number {
  return (value) => (high === low ? (from + to) / 2 : from + ((value - low) / (high - low)) * (to - from))
}
