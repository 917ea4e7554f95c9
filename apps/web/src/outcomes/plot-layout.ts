import { msOf } from '@holdspace/kit/elapsed'
import type { Instant } from '@holdspace/kit/instant'

/**
 * Where each mark of an outcome plot stands. Pure: the same measures give the same drawing on screen and on paper. Nothing
 * is smoothed or carried on; a line joins what was measured, and ends with the last measure.
 */
export interface PlotInput {
  readonly min: number
  readonly max: number
  readonly bands: readonly { readonly from: number; readonly to: number; readonly label: string }[]
  readonly points: readonly { readonly at: Instant; readonly total: number; readonly says: string }[]
  readonly doses: readonly PlottedDose[]
  /** The practice's own cut-off, where the instrument has one. */
  readonly cutOff?: number
}

export interface PlottedDose {
  readonly at: Instant
  readonly number: number
  readonly route: string
  /** Null where the pump was not read or nobody was weighed: such a mark has the least size and no number beside it. */
  readonly mcgPerKg: number | null
  readonly dissociationPeak: number | null
}

export interface DosePlace {
  readonly x: number
  readonly number: number
  /** Grows with mg/kg, against the greatest by the same route: routes are never compared with each other. */
  readonly radius: number
  /** `0.5 IV`; null where the next mark leaves no room, the table has it then. */
  readonly label: string | null
  /** Height of the bar for the dissociation peak, 0 to 10; null where none was charted. */
  readonly peak: { readonly value: number; readonly height: number; readonly hasRoom: boolean } | null
}

export interface PlotLayout {
  readonly width: number
  readonly height: number
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
  readonly doseLane: number
  readonly points: readonly { readonly x: number; readonly y: number; readonly at: Instant; readonly says: string }[]
  readonly doses: readonly DosePlace[]
  /** Where the bars of the dissociation peak stand. */
  readonly peakLane: number
  readonly cutOff: { readonly y: number; readonly value: number } | null
  readonly bands: readonly { readonly top: number; readonly bottom: number; readonly label: string }[]
  readonly ticks: readonly { readonly y: number; readonly value: number }[]
  readonly days: readonly { readonly x: number; readonly at: number }[]
}

const margin = { left: 44, right: 126, top: 14, bottom: 132 }
const narrowRight = 16
const dayMs = 24 * 60 * 60 * 1000

/** At least a fortnight is shown, so that two measures of one day do not look like a course. */
const leastSpanMs = 14 * dayMs

export function layoutPlot(input: PlotInput, width: number): PlotLayout {
  const isNarrow = width < 560
  const height = isNarrow ? 340 : 380
  const right = width - (isNarrow ? narrowRight : margin.right)
  const plot = { left: margin.left, right, top: margin.top, bottom: height - margin.bottom }
  const moments = [...input.points.map((one) => msOf(one.at)), ...input.doses.map((one) => msOf(one.at))]
  const from = moments.length === 0 ? 0 : Math.min(...moments)
  const until = Math.max(from + leastSpanMs, ...moments)
  const pad = (until - from) * 0.03
  const x = (ms: number) => plot.left + ((ms - from + pad) / (until - from + 2 * pad)) * (plot.right - plot.left)
  const y = (total: number) => plot.bottom - ((total - input.min) / (input.max - input.min)) * (plot.bottom - plot.top)
  return {
    width,
    height,
    plot,
    doseLane: plot.bottom + 22,
    points: input.points.map((one) => ({ x: x(msOf(one.at)), y: y(one.total), at: one.at, says: one.says })),
    peakLane: plot.bottom + peakLaneBelow,
    doses: placesOf(input.doses, x),
    cutOff: input.cutOff === undefined ? null : { y: y(input.cutOff), value: input.cutOff },
    bands: input.bands.map((band) => bandAt(band, input, y)),
    ticks: ticksOf(input).map((value) => ({ value, y: y(value) })),
    days: daysOf(from, until, isNarrow ? 3 : 6).map((ms) => ({ at: ms, x: x(ms) })),
  }
}

const peakLaneBelow = 96
const peakHeight = 32
const radii = { least: 8, most: 13 }
/** The number of a session is still read in a mark of this radius. */
const least = 7
/** A label such as `0.75 IV` needs this much, in the drawing's own units, and the number beside a bar this much. */
const labelWidth = 50
const numberWidth = 22

function placesOf(doses: readonly PlottedDose[], x: (ms: number) => number): readonly DosePlace[] {
  let labelledAt = Number.NEGATIVE_INFINITY
  const places = doses.map((dose) => x(msOf(dose.at)))
  const gaps = places.map((at, index) => (places[index + 1] ?? Number.POSITIVE_INFINITY) - at)
  // Marks that would lie on each other all become smaller alike, so that they still compare.
  const fits = Math.min(1, Math.max(least, Math.min(...gaps) / 2 - 1) / radii.most)
  return doses.map((dose, index) => {
    const [at = 0, gap = 0] = [places[index], gaps[index]]
    const { number, route, mcgPerKg, dissociationPeak } = dose
    const greatest = Math.max(...doses.map((one) => (one.route === route ? (one.mcgPerKg ?? 0) : 0)))
    const share = mcgPerKg === null || greatest === 0 ? 0 : mcgPerKg / greatest
    const hasRoom = at - labelledAt >= labelWidth
    if (hasRoom) labelledAt = at
    return {
      x: at,
      number,
      radius: Math.max(least, (radii.least + (radii.most - radii.least) * share) * fits),
      label: hasRoom ? `${mcgPerKg === null ? '?' : Math.round(mcgPerKg / 10) / 100} ${route}` : null,
      peak:
        dissociationPeak === null
          ? null
          : { value: dissociationPeak, height: (dissociationPeak / 10) * peakHeight, hasRoom: gap >= numberWidth },
    }
  })
}

/** Bands touch: the border between 9 and 10 is drawn half-way, so that both numbers stand inside their own band. */
function bandAt(band: PlotInput['bands'][number], { min, max }: PlotInput, y: (total: number) => number) {
  const top = band.to >= max ? max : band.to + 0.5
  const bottom = band.from <= min ? min : band.from - 0.5
  return { top: y(top), bottom: y(bottom), label: band.label }
}

function ticksOf({ min, max }: PlotInput): readonly number[] {
  const range = max - min
  const step = range <= 12 ? 2 : range <= 30 ? 5 : range <= 60 ? 10 : 20
  const ticks: number[] = []
  for (let value = min; value <= max; value += step) ticks.push(value)
  return ticks
}

function daysOf(from: number, until: number, most: number): readonly number[] {
  const days = Math.max(1, Math.round((until - from) / dayMs))
  const step = Math.ceil(days / most)
  const marks: number[] = []
  for (let day = 0; day <= days; day += step) marks.push(from + day * dayMs)
  return marks
}
