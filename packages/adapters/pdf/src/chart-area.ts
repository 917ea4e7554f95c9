import type { VitalsChart } from '@holdspace/documents/block'
import { size } from './look.ts'
import { safeLine } from './safe-text.ts'
import { type Pen, type Sheet, widthOf } from './sheet.ts'

/** Where a chart's parts lie on the page, and how values become points. All in points from the top left. */
export interface ChartArea {
  readonly left: number
  readonly right: number
  readonly doseTop: number
  readonly pressureTop: number
  readonly pressureBottom: number
  readonly oxygenTop: number
  readonly oxygenBottom: number
  readonly pressureTicks: readonly number[]
  readonly oxygenTicks: readonly number[]
  readonly x: (at: string) => number
  readonly pressureY: (value: number) => number
  readonly oxygenY: (value: number) => number
}

const pressureHeight = 138
const oxygenHeight = 30
const rowHeight = 13
const labelPen: Pen = { face: 'regular', size: size.tiny, color: '#000000' }

/** Lays the chart out: its height is known before its place is, so that it can be kept on one page. */
export function chartArea(sheet: Sheet, chart: VitalsChart): { height: number; at: (top: number) => ChartArea } {
  const left = sheet.left + 40
  const right = sheet.left + sheet.width - 8
  const from = Date.parse(chart.from)
  const span = Math.max(Date.parse(chart.to) - from, 30 * 60_000)
  const x = (at: string) => left + 12 + ((Date.parse(at) - from) / span) * (right - left - 24)
  const rows = Math.max(1, ...rowsOfLabels(sheet, chart, x).map(({ row }) => row + 1))
  const doseHeight = rows * rowHeight + 20
  const pressures = chart.readings.flatMap(({ systolicMmHg, diastolicMmHg, heartRateBpm }) =>
    [systolicMmHg, diastolicMmHg, heartRateBpm].filter((value) => value !== undefined),
  )
  const low = Math.min(40, Math.floor(Math.min(...pressures, 60) / 20) * 20)
  const high = Math.max(160, Math.ceil(Math.max(...pressures, 60) / 20) * 20)
  const oxygen = chart.readings.flatMap(({ spo2Percent }) => (spo2Percent === undefined ? [] : [spo2Percent]))
  const oxygenLow = Math.min(90, Math.floor(Math.min(...oxygen, 100) / 5) * 5)
  return {
    height: doseHeight + pressureHeight + 20 + oxygenHeight + 40,
    at: (top) => {
      const pressureTop = top + doseHeight
      const pressureBottom = pressureTop + pressureHeight
      const oxygenTop = pressureBottom + 20
      return {
        left,
        right,
        doseTop: top,
        pressureTop,
        pressureBottom,
        oxygenTop,
        oxygenBottom: oxygenTop + oxygenHeight,
        pressureTicks: Array.from({ length: (high - low) / 20 + 1 }, (_, at) => low + at * 20),
        oxygenTicks: [oxygenLow, 100],
        x,
        pressureY: (value) => pressureTop + ((high - value) / (high - low)) * pressureHeight,
        oxygenY: (value) => oxygenTop + ((100 - value) / (100 - oxygenLow)) * oxygenHeight,
      }
    },
  }
}

export interface DoseMark {
  readonly x: number
  /** End of the bar of an infusion; absent for a dose given at once. */
  readonly to: number | undefined
  readonly y: number
  readonly label: string
}

/** Doses and infusions with a place each where no label touches another. */
export function spreadLabels(sheet: Sheet, chart: VitalsChart, area: ChartArea): readonly DoseMark[] {
  return rowsOfLabels(sheet, chart, area.x).map(({ x, to, row, label }) => ({
    x,
    to,
    label,
    y: area.doseTop + 9 + row * rowHeight,
  }))
}

function rowsOfLabels(sheet: Sheet, chart: VitalsChart, x: (at: string) => number) {
  const marks = [
    ...chart.infusions.map((one) => ({ x: x(one.from), to: x(one.to), label: one.label })),
    ...chart.doses.map((one) => ({ x: x(one.at), to: undefined, label: one.label })),
  ].sort((one, other) => one.x - other.x)
  const ends: number[] = []
  return marks.map((mark) => {
    const text = widthOf(sheet, safeLine(mark.label, 80), labelPen)
    const inside = mark.to !== undefined && text + 8 <= mark.to - mark.x
    const end = mark.to === undefined ? mark.x + 7 + text : inside ? mark.to : mark.to + 4 + text
    const free = ends.findIndex((taken) => taken + 8 < mark.x)
    const row = free >= 0 ? free : ends.length
    ends[row] = end
    return { ...mark, row }
  })
}
