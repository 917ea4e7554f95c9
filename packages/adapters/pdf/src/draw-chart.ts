import type { VitalsChart } from '@holdspace/documents/block'
import { type ChartArea, chartArea, spreadLabels } from './chart-area.ts'
import { drawLegend } from './chart-legend.ts'
import { diamond, dot, down, up, wedge } from './chart-marks.ts'
import { accent, hairline, ink, quiet, size } from './look.ts'
import { safeLine } from './safe-text.ts'
import { element, makeRoom, type Pen, type Sheet, tagged, widthOf, write, writeRight } from './sheet.ts'

const axisPen: Pen = { face: 'regular', size: 6.6, color: quiet }
const labelPen: Pen = { face: 'regular', size: size.tiny, color: ink }

/**
 * The anaesthetic chart, all in vectors: ∨ systolic, ∧ diastolic, ● pulse, ◇ SpO2, ▼ a dose, a bar for an infusion
 * (CH3). Every series has its own shape, so nothing rests on colour (CH5). Raw readings only; a stretch without a
 * reading is hatched, and no line crosses it (CH4).
 */
export function drawVitalsChart(sheet: Sheet, chart: VitalsChart): void {
  const area = chartArea(sheet, chart)
  makeRoom(sheet, area.height)
  const top = sheet.y
  const placed = area.at(top)
  const bbox: [number, number, number, number] = [sheet.left, top, sheet.left + sheet.width, top + area.height]
  const figure = element(sheet, sheet.root, 'Figure', { alt: safeLine(chart.alt, 2_000), bbox })
  tagged(figure, () => {
    drawGaps(sheet, chart, placed)
    drawGrid(sheet, chart, placed)
    drawDoses(sheet, chart, placed)
    drawPressure(sheet, chart, placed)
    drawPulse(sheet, chart, placed)
    drawOxygen(sheet, chart, placed)
    drawLegend(sheet, sheet.left + 30, top + area.height - 12)
  })
  sheet.y = top + area.height + 10
}

function drawGrid(sheet: Sheet, chart: VitalsChart, area: ChartArea): void {
  const { pdf } = sheet
  const line = (fromX: number, fromY: number, toX: number, toY: number, weight = 0.35) =>
    pdf.moveTo(fromX, fromY).lineTo(toX, toY).lineWidth(weight).strokeColor(hairline).stroke()
  for (const value of area.pressureTicks) {
    line(area.left, area.pressureY(value), area.right, area.pressureY(value))
    writeRight(sheet, String(value), area.left - 5, area.pressureY(value) + 2.3, axisPen)
  }
  for (const value of area.oxygenTicks) {
    line(area.left, area.oxygenY(value), area.right, area.oxygenY(value))
    writeRight(sheet, String(value), area.left - 5, area.oxygenY(value) + 2.3, axisPen)
  }
  for (const { at, label } of chart.ticks) {
    const x = area.x(at)
    line(x, area.pressureTop, x, area.pressureBottom)
    line(x, area.oxygenTop, x, area.oxygenBottom)
    const text = safeLine(label, 24)
    write(sheet, text, x - widthOf(sheet, text, axisPen) / 2, area.oxygenBottom + 10, axisPen)
  }
  line(area.left, area.pressureTop, area.left, area.pressureBottom, 0.6)
  line(area.left, area.oxygenTop, area.left, area.oxygenBottom, 0.6)
  write(sheet, 'mmHg, /min', sheet.left, area.pressureTop - 7, axisPen)
  write(sheet, 'SpO2 %', sheet.left, area.oxygenTop - 6, axisPen)
}

function drawGaps(sheet: Sheet, chart: VitalsChart, area: ChartArea): void {
  const { pdf } = sheet
  for (const gap of chart.gaps) {
    const [from, to] = [area.x(gap.from), area.x(gap.to)]
    const [top, bottom] = [area.pressureTop, area.oxygenBottom]
    pdf
      .save()
      .rect(from, top, to - from, bottom - top)
      .clip()
    for (let x = from - (bottom - top); x < to; x += 6) {
      pdf
        .moveTo(x, bottom)
        .lineTo(x + (bottom - top), top)
        .lineWidth(0.3)
        .strokeColor(hairline)
        .stroke()
    }
    pdf.restore()
    const label = safeLine(gap.label, 60)
    const width = widthOf(sheet, label, axisPen)
    if (width + 6 > to - from) continue
    const x = (from + to) / 2 - width / 2
    pdf.rect(x - 3, area.pressureTop + 2, width + 6, 10).fill('#ffffff')
    write(sheet, label, x, area.pressureTop + 9.5, { ...axisPen, color: ink })
  }
}

/** Bars and marks in the strip above the plot, each label in the first row where it does not touch another. */
function drawDoses(sheet: Sheet, chart: VitalsChart, area: ChartArea): void {
  const { pdf } = sheet
  for (const mark of spreadLabels(sheet, chart, area)) {
    const text = safeLine(mark.label, 80)
    if (mark.to === undefined) {
      down(pdf, mark.x, mark.y + 1, 4)
      pdf
        .moveTo(mark.x, mark.y + 1)
        .lineTo(mark.x, area.pressureBottom)
        .lineWidth(0.5)
      pdf.dash(2, { space: 2 }).strokeColor(accent).stroke().undash()
      write(sheet, text, mark.x + 7, mark.y, labelPen)
      continue
    }
    pdf
      .rect(mark.x, mark.y - 6.5, Math.max(2, mark.to - mark.x), 8.5)
      .lineWidth(0.6)
      .fillAndStroke('#dfeae9', accent)
    const inside = widthOf(sheet, text, labelPen) + 8 <= mark.to - mark.x
    write(sheet, text, inside ? mark.x + 4 : mark.to + 4, mark.y, labelPen)
  }
}

/** Each mark points at its value with its tip; a thin stem ties the pair of one cuff reading. */
function drawPressure({ pdf }: Sheet, chart: VitalsChart, area: ChartArea): void {
  for (const { at, systolicMmHg, diastolicMmHg } of chart.readings) {
    const x = area.x(at)
    if (systolicMmHg !== undefined && diastolicMmHg !== undefined) {
      const [high, low] = [area.pressureY(systolicMmHg), area.pressureY(diastolicMmHg)]
      pdf.moveTo(x, high).lineTo(x, low).lineWidth(0.35).strokeColor(quiet).stroke()
    }
    if (systolicMmHg !== undefined) wedge(pdf, x, area.pressureY(systolicMmHg), -1)
    if (diastolicMmHg !== undefined) up(pdf, x, area.pressureY(diastolicMmHg))
  }
}

function drawPulse({ pdf }: Sheet, chart: VitalsChart, area: ChartArea): void {
  joined(chart, (reading) => reading.heartRateBpm).forEach(([before, reading]) => {
    const [x, y] = [area.x(reading.at), area.pressureY(reading.value)]
    if (before !== undefined) {
      pdf.moveTo(area.x(before.at), area.pressureY(before.value)).lineTo(x, y).lineWidth(0.5).strokeColor(ink).stroke()
    }
    dot(pdf, x, y)
  })
}

function drawOxygen({ pdf }: Sheet, chart: VitalsChart, area: ChartArea): void {
  joined(chart, (reading) => reading.spo2Percent).forEach(([before, reading]) => {
    const [x, y] = [area.x(reading.at), area.oxygenY(reading.value)]
    if (before !== undefined) {
      const start = area.oxygenY(before.value)
      pdf
        .moveTo(area.x(before.at), start)
        .lineTo(x, y)
        .lineWidth(0.5)
        .dash(1.5, { space: 1.5 })
        .strokeColor(quiet)
        .stroke()
        .undash()
    }
    diamond(pdf, x, y)
  })
}

interface Measured {
  readonly at: VitalsChart['from']
  readonly value: number
}

/** Each reading with the one before it, or with none where a gap lies between them: a gap stays a gap. */
function joined(
  chart: VitalsChart,
  measure: (reading: VitalsChart['readings'][number]) => number | undefined,
): readonly (readonly [Measured | undefined, Measured])[] {
  const measured = chart.readings.flatMap((reading): readonly Measured[] => {
    const value = measure(reading)
    return value === undefined ? [] : [{ at: reading.at, value }]
  })
  return measured.map((reading, index) => {
    const before = measured[index - 1]
    const apart = before !== undefined && chart.gaps.some((gap) => gap.from < reading.at && gap.to > before.at)
    return [apart ? undefined : before, reading] as const
  })
}
