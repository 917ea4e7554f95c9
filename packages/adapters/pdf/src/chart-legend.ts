import { diamond, dot, down, up, wedge } from './chart-marks.ts'
import { accent, hairline, quiet } from './look.ts'
import { type Pdf, type Pen, type Sheet, widthOf, write } from './sheet.ts'

const pen: Pen = { face: 'regular', size: 6.8, color: quiet }

const entries: readonly { readonly words: string; readonly draw: (pdf: Pdf, x: number, y: number) => void }[] = [
  { words: 'systolic', draw: (pdf, x, y) => wedge(pdf, x, y, -1) },
  { words: 'diastolic', draw: (pdf, x, y) => up(pdf, x, y - 5) },
  { words: 'pulse', draw: (pdf, x, y) => dot(pdf, x, y - 2.5) },
  { words: 'SpO2', draw: (pdf, x, y) => diamond(pdf, x, y - 2.5) },
  { words: 'dose', draw: (pdf, x, y) => down(pdf, x, y + 0.5, 3.4) },
  {
    words: 'infusion',
    draw: (pdf, x, y) =>
      pdf
        .rect(x - 5, y - 5.5, 11, 6)
        .lineWidth(0.6)
        .fillAndStroke('#dfeae9', accent),
  },
  { words: 'no reading', draw: hatch },
]

/** The legend every chart carries (CH3), its symbols drawn by the same hand as the chart's. */
export function drawLegend(sheet: Sheet, left: number, baseline: number): void {
  let x = left
  for (const { words, draw } of entries) {
    draw(sheet.pdf, x + 4, baseline)
    write(sheet, words, x + 13, baseline, pen)
    x += 13 + widthOf(sheet, words, pen) + 17
  }
}

function hatch(pdf: Pdf, x: number, y: number): void {
  pdf
    .save()
    .rect(x - 5, y - 6, 12, 7)
    .clip()
  for (let at = x - 14; at < x + 8; at += 3) {
    pdf
      .moveTo(at, y + 1)
      .lineTo(at + 8, y - 7)
      .lineWidth(0.4)
      .strokeColor(quiet)
      .stroke()
  }
  pdf.restore()
  pdf
    .rect(x - 5, y - 6, 12, 7)
    .lineWidth(0.4)
    .strokeColor(hairline)
    .stroke()
}
