import { ink } from './look.ts'
import type { Pdf } from './sheet.ts'

/** ∨ or ∧: the tip is the value; `direction` −1 opens upwards, 1 downwards. */
export function wedge(pdf: Pdf, x: number, y: number, direction: -1 | 1): void {
  const reach = 5.4 * direction
  pdf
    .moveTo(x - 3.4, y + reach)
    .lineTo(x, y)
    .lineTo(x + 3.4, y + reach)
    .lineWidth(1.1)
    .strokeColor(ink)
    .stroke()
}

export function up(pdf: Pdf, x: number, y: number): void {
  wedge(pdf, x, y, 1)
}

export function dot(pdf: Pdf, x: number, y: number): void {
  pdf.circle(x, y, 2.1).fill(ink)
}

export function diamond(pdf: Pdf, x: number, y: number): void {
  const reach = 2.7
  pdf
    .moveTo(x, y - reach)
    .lineTo(x + reach, y)
    .lineTo(x, y + reach)
    .lineTo(x - reach, y)
    .closePath()
  pdf.lineWidth(0.8).fillAndStroke('#ffffff', ink)
}

/** ▼ with its tip at `y`. */
export function down(pdf: Pdf, x: number, y: number, half: number): void {
  pdf
    .moveTo(x - half, y - half * 1.7)
    .lineTo(x + half, y - half * 1.7)
    .lineTo(x, y)
    .closePath()
    .fill(ink)
}
