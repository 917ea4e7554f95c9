import { instantFromMs, msOf } from '@holdspace/kit/elapsed'
import type { Instant } from '@holdspace/kit/instant'

/**
 * What the vitals chart is given, and where each mark then stands. Pure: the same readings give the same drawing on
 * the screen, in a test and on paper. Nothing here invents, averages or moves a reading (ACCESSIBILITY-UX CH4).
 */
export interface VitalsPoint {
  readonly at: Instant
  readonly systolicMmHg?: number
  readonly diastolicMmHg?: number
  readonly heartRateBpm?: number
  readonly spo2Percent?: number
}

/** A dose as one mark; `label` is already in the clinic's words, such as `45 mg IM`. */
export interface DoseMark {
  readonly at: Instant
  readonly label: string
}

/** An infusion as a bar; without `until` it is still running and the bar ends at `now`. */
export interface InfusionBar {
  readonly from: Instant
  readonly until?: Instant
  readonly plannedUntil?: Instant
  readonly label: string
}

/** Something that happened; the chart shows its number, the list below the words. */
export interface EventMark {
  readonly at: Instant
  readonly label: string
}

/** A stretch in which vitals were due and none was taken; shown as a band, never bridged (M07). */
export interface GapBand {
  readonly from: Instant
  readonly to: Instant
  readonly label: string
}

export const measures = ['systolic', 'diastolic', 'pulse', 'saturation'] as const
export type Measure = (typeof measures)[number]

/** A limit of the approved protocol. `side` says on which side of the line a value needs a decision. */
export interface LimitLine {
  readonly measure: Measure
  readonly value: number
  readonly side: 'above' | 'below'
  /** The rule counts the value on the line itself (`>=`, `<=`); without it a value on the line is still within. */
  readonly includesLine?: boolean
  readonly label: string
}

export interface VitalsChartData {
  readonly points: readonly VitalsPoint[]
  readonly doses: readonly DoseMark[]
  readonly infusions: readonly InfusionBar[]
  readonly events: readonly EventMark[]
  readonly gaps: readonly GapBand[]
  readonly limits: readonly LimitLine[]
  /** The right edge of the time axis: the present while charting, the end of the session afterwards. */
  readonly now: Instant
  /** The left edge, when it should be earlier than the first thing drawn. */
  readonly from?: Instant
}

export interface ReadingMark {
  readonly measure: Measure
  readonly at: Instant
  readonly value: number
  readonly x: number
  readonly y: number
  /** The limit this value is beyond, if any. */
  readonly beyond?: LimitLine
}

export interface Band {
  readonly top: number
  readonly bottom: number
  readonly min: number
  readonly max: number
  readonly ticks: readonly { readonly value: number; readonly y: number }[]
}

export interface Segment {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
}

export interface LaneMark {
  readonly x: number
  readonly at: Instant
  readonly label: string
  /** Where the words stand so that they do not run over their neighbour's; null when there is no room. */
  readonly words: 'right' | 'left' | null
}

export interface VitalsChartLayout {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly pressure: Band
  readonly saturation: Band
  readonly readings: readonly ReadingMark[]
  /** Systolic to diastolic of one reading: one cuff, one stem. */
  readonly stems: readonly Segment[]
  /** Straight hairlines between neighbouring readings of one measure, broken at every gap. */
  readonly joins: readonly (Segment & { readonly measure: Measure })[]
  readonly doses: readonly LaneMark[]
  readonly doseY: number
  readonly infusions: readonly {
    readonly x1: number
    readonly x2: number
    readonly plannedX2: number
    readonly label: string
    /** Where the words find room: in the bar, after it, or above it beginning at `wordsX`. */
    readonly words: 'inside' | 'right' | 'above'
    readonly wordsX: number
  }[]
  readonly infusionY: number
  readonly events: readonly (LaneMark & { readonly number: number })[]
  readonly eventY: number
  readonly gaps: readonly { readonly x1: number; readonly x2: number; readonly label: string }[]
  readonly limits: readonly (LimitLine & { readonly y: number; readonly labelY: number })[]
  readonly timeTicks: readonly { readonly at: Instant; readonly x: number }[]
  readonly nowX: number
}

export interface TimeScale {
  readonly fromMs: number
  readonly toMs: number
  readonly left: number
  readonly right: number
}

const gutter = { left: 44, right: 108 } as const
const narrowGutter = { left: 34, right: 14 } as const
/** Below this width the limit labels move inside the plot, so that a phone keeps its chart. */
export const narrowBelow = 560
const minute = 60_000
const shortestSpanMs = 30 * minute

export function xAt(scale: TimeScale, at: Instant): number {
  const share = (msOf(at) - scale.fromMs) / (scale.toMs - scale.fromMs)
  return round(scale.left + share * (scale.right - scale.left))
}

/** The time axis in ms: from the first thing recorded (or `from`) to now, at least half an hour, the newest right. */
export function timeScale(data: VitalsChartData, width: number): TimeScale {
  const edges = width < narrowBelow ? narrowGutter : gutter
  const moments = [
    ...data.points.map((point) => point.at),
    ...data.doses.map((dose) => dose.at),
    ...data.infusions.flatMap((bar) => [bar.from, ...(bar.until === undefined ? [] : [bar.until])]),
    ...data.events.map((event) => event.at),
    ...(data.from === undefined ? [] : [data.from]),
    data.now,
  ].map(msOf)
  const toMs = Math.max(...moments, ...data.infusions.flatMap(plannedEnd))
  const first = Math.min(...moments, toMs - shortestSpanMs)
  const fromMs = Math.floor(first / (5 * minute)) * 5 * minute
  return { fromMs, toMs, left: edges.left, right: Math.max(width - edges.right, edges.left + 80) }
}

/** While an infusion runs, the axis reaches to its planned end, so that the plan is seen beside what was given. */
function plannedEnd(bar: InfusionBar): readonly number[] {
  return bar.until === undefined && bar.plannedUntil !== undefined ? [msOf(bar.plannedUntil)] : []
}

export function layoutVitalsChart(data: VitalsChartData, width: number): VitalsChartLayout {
  const scale = timeScale(data, width)
  const x = (at: Instant) => xAt(scale, at)
  const pressure = pressureBand(data, 84, 284)
  const saturation = saturationBand(data, 318, 374)
  const readings = readingMarks(data, x, pressure, saturation)
  const nowX = x(data.now)
  return {
    width,
    height: 402,
    left: scale.left,
    right: scale.right,
    pressure,
    saturation,
    readings,
    stems: stemsOf(readings),
    joins: joinsOf(readings, data.gaps),
    doses: inLane(data.doses, x, scale),
    doseY: 36,
    infusions: data.infusions.map((bar) => infusionBar(bar, x, { nowX, right: scale.right, width })),
    infusionY: 56,
    events: inLane(data.events, x, scale).map((mark, index) => ({ ...mark, number: index + 1 })),
    eventY: 13,
    gaps: data.gaps.map((gap) => ({
      x1: Math.max(scale.left, x(gap.from)),
      x2: Math.min(scale.right, x(gap.to)),
      label: gap.label,
    })),
    limits: limitLines(data.limits, pressure, saturation),
    timeTicks: timeTicks(scale),
    nowX,
  }
}

/** The value of one measure in a reading, or undefined when that measure was not taken. */
export function valueIn(point: VitalsPoint, measure: Measure): number | undefined {
  switch (measure) {
    case 'systolic':
      return point.systolicMmHg
    case 'diastolic':
      return point.diastolicMmHg
    case 'pulse':
      return point.heartRateBpm
    case 'saturation':
      return point.spo2Percent
  }
}

/** The limit that `value` is beyond, each on the side its protocol says, the line itself included where it says so. */
export function beyondLimit(measure: Measure, value: number, limits: readonly LimitLine[]): LimitLine | undefined {
  return limits.find((limit) => {
    if (limit.measure !== measure) return false
    if (value === limit.value) return limit.includesLine === true
    return limit.side === 'above' ? value > limit.value : value < limit.value
  })
}

function pressureBand(data: VitalsChartData, top: number, bottom: number): Band {
  const values = data.points.flatMap((point) =>
    (['systolic', 'diastolic', 'pulse'] as const).flatMap((measure) => valueIn(point, measure) ?? []),
  )
  const marked = data.limits.filter((limit) => limit.measure !== 'saturation').map((limit) => limit.value)
  const min = Math.min(40, ...[...values, ...marked].map((value) => Math.floor(value / 20) * 20))
  const max = Math.max(180, ...[...values, ...marked].map((value) => Math.ceil((value + 1) / 20) * 20))
  return band(top, bottom, min, max, max - min > 180 ? 40 : 20)
}

function saturationBand(data: VitalsChartData, top: number, bottom: number): Band {
  const values = data.points.flatMap((point) => point.spo2Percent ?? [])
  const marked = data.limits.filter((limit) => limit.measure === 'saturation').map((limit) => limit.value)
  const min = Math.min(85, ...[...values, ...marked].map((value) => Math.floor(value / 5) * 5))
  return band(top, bottom, min, 100, 100 - min > 25 ? 10 : 5)
}

function band(top: number, bottom: number, min: number, max: number, step: number): Band {
  const plain = { top, bottom, min, max, ticks: [] }
  const first = Math.ceil(min / step) * step
  const count = Math.floor((max - first) / step) + 1
  const ticks = Array.from({ length: count }, (_, index) => {
    const value = first + index * step
    return { value, y: yAt(plain, value) }
  })
  return { ...plain, ticks }
}

function yAt(within: Omit<Band, 'ticks'>, value: number): number {
  const share = (value - within.min) / (within.max - within.min)
  return round(within.bottom - share * (within.bottom - within.top))
}

function readingMarks(data: VitalsChartData, x: (at: Instant) => number, pressure: Band, saturation: Band) {
  return data.points.flatMap((point) =>
    measures.flatMap((measure): readonly ReadingMark[] => {
      const value = valueIn(point, measure)
      if (value === undefined) return []
      const beyond = beyondLimit(measure, value, data.limits)
      const y = yAt(measure === 'saturation' ? saturation : pressure, value)
      return [{ measure, at: point.at, value, x: x(point.at), y, ...(beyond === undefined ? {} : { beyond }) }]
    }),
  )
}

function stemsOf(readings: readonly ReadingMark[]): readonly Segment[] {
  return readings
    .filter((mark) => mark.measure === 'systolic')
    .flatMap((top) => {
      const foot = readings.find((mark) => mark.measure === 'diastolic' && mark.at === top.at)
      return foot === undefined ? [] : [{ x1: top.x, y1: top.y, x2: foot.x, y2: foot.y }]
    })
}

function joinsOf(readings: readonly ReadingMark[], gaps: readonly GapBand[]) {
  return measures.flatMap((measure) => {
    const marks = readings.filter((mark) => mark.measure === measure).toSorted((a, b) => msOf(a.at) - msOf(b.at))
    return marks.slice(1).flatMap((later, index) => {
      const earlier = marks[index]
      if (earlier === undefined || gaps.some((gap) => spans(earlier.at, later.at, gap))) return []
      return [{ measure, x1: earlier.x, y1: earlier.y, x2: later.x, y2: later.y }]
    })
  })
}

function spans(earlier: Instant, later: Instant, gap: GapBand): boolean {
  return msOf(earlier) < msOf(gap.to) && msOf(later) > msOf(gap.from)
}

function infusionBar(
  bar: InfusionBar,
  x: (at: Instant) => number,
  { nowX, right, width }: { readonly nowX: number; readonly right: number; readonly width: number },
) {
  const x1 = x(bar.from)
  const x2 = bar.until === undefined ? nowX : x(bar.until)
  // Of one that was stopped early the plan ends with the axis, which reaches no further than what happened.
  const plannedX2 = bar.plannedUntil === undefined ? x2 : Math.max(x2, Math.min(right, x(bar.plannedUntil)))
  const length = textLength(bar.label)
  const place = { x1, x2, plannedX2, label: bar.label }
  if (x2 - x1 > length + 16) return { ...place, words: 'inside', wordsX: x1 + 8 } as const
  if (plannedX2 + 10 + length < width) return { ...place, words: 'right', wordsX: plannedX2 + 8 } as const
  return { ...place, words: 'above', wordsX: Math.max(4, Math.min(x1, width - length)) } as const
}

/** A little more than Inter needs at 12 px, so that words never run into their neighbour's. */
function textLength(words: string): number {
  return words.length * 6.6
}

function inLane(
  marks: readonly { readonly at: Instant; readonly label: string }[],
  x: (at: Instant) => number,
  scale: TimeScale,
): readonly LaneMark[] {
  const placed = marks.toSorted((a, b) => msOf(a.at) - msOf(b.at)).map((mark) => ({ ...mark, x: x(mark.at) }))
  let taken = scale.left
  return placed.map((mark, index): LaneMark => {
    const length = textLength(mark.label) + 14
    const next = placed[index + 1]?.x ?? Number.POSITIVE_INFINITY
    const roomRight = Math.min(next - 10, scale.right + 40) - mark.x
    const words = roomRight >= length ? 'right' : mark.x - 10 - taken >= length ? 'left' : null
    taken = words === 'right' ? mark.x + length : mark.x + 10
    return { at: mark.at, label: mark.label, x: mark.x, words }
  })
}

function limitLines(limits: readonly LimitLine[], pressure: Band, saturation: Band) {
  const placed = limits
    .map((limit) => ({ ...limit, y: yAt(limit.measure === 'saturation' ? saturation : pressure, limit.value) }))
    .toSorted((a, b) => a.y - b.y)
  let floor = Number.NEGATIVE_INFINITY
  return placed.map((limit) => {
    const labelY = Math.max(limit.y, floor)
    floor = labelY + 14
    return { ...limit, labelY }
  })
}

const tickSteps = [5, 10, 15, 30, 60, 120, 240].map((count) => count * minute)

function timeTicks(scale: TimeScale) {
  const room = Math.max(2, Math.floor((scale.right - scale.left) / 64))
  const span = scale.toMs - scale.fromMs
  const step = tickSteps.find((size) => span / size <= room) ?? 480 * minute
  const first = Math.ceil(scale.fromMs / step) * step
  const count = Math.floor((scale.toMs - first) / step) + 1
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const at = instantFromMs(first + index * step)
    return { at, x: xAt(scale, at) }
  })
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
