/// <reference path="./qrcode-core.d.ts" />
import type { BlockOf } from '@holdspace/documents/block'
import { create } from 'qrcode/lib/core/qrcode.js'
import { breakLines, drawLine, lineHeight } from './lines.ts'
import { accent, quiet, size } from './look.ts'
import { artifact, element, makeRoom, rule, type Sheet, tagged, write } from './sheet.ts'

const qrSide = 104

/** Hashes in full, in a face where 0 and O differ, beside a code a telephone can read. Kept on one page. */
export function drawProof(sheet: Sheet, proof: BlockOf<'proof'>): void {
  const { left, width } = sheet
  const textWidth = width - qrSide - 26
  const labelWidth = 88
  const rows = proof.rows.map(({ label, value }) => ({
    label,
    lines: breakLines(sheet, [{ text: value, mark: 'mono' }], size.tiny, textWidth - labelWidth),
  }))
  const explained = breakLines(sheet, [{ text: proof.howToCheck, mark: 'muted' }], size.small, width)
  const rowsHeight = rows.reduce((sum, { lines }) => sum + lines.length * lineHeight(size.small) + 3, 0)
  const height = 24 + Math.max(rowsHeight, qrSide) + 12 + explained.length * lineHeight(size.small)
  makeRoom(sheet, height + 12)
  if (sheet.y > 90) sheet.y += 12
  tagged(element(sheet, sheet.root, 'H2'), () => {
    write(sheet, 'Proof', left, sheet.y + 11, { face: 'display', size: size.heading, color: accent })
  })
  artifact(sheet, 'Layout', () => rule(sheet, left, sheet.y + 17, width))
  const top = sheet.y + 26
  let y = top
  const list = element(sheet, sheet.root, 'L')
  for (const { label, lines } of rows) {
    const item = element(sheet, list, 'LI')
    tagged(element(sheet, item, 'Lbl'), () => {
      write(sheet, label, left, y + size.small * 1.06, { face: 'regular', size: size.small, color: quiet })
    })
    tagged(element(sheet, item, 'LBody'), () => {
      lines.forEach((line, at) => {
        drawLine(sheet, line, left + labelWidth, y + 0.8 + at * lineHeight(size.small), size.tiny)
      })
    })
    y += lines.length * lineHeight(size.small) + 3
  }
  drawQr(sheet, proof.qr, left + width - qrSide, top)
  y = Math.max(y, top + qrSide) + 8
  tagged(element(sheet, sheet.root, 'P'), () => {
    explained.forEach((line, at) => {
      drawLine(sheet, line, left, y + at * lineHeight(size.small), size.small)
    })
  })
  sheet.y = y + explained.length * lineHeight(size.small) + 6
}

/** Squares, not an image: nothing on these pages is a picture that could be swapped or blurred. */
function drawQr(sheet: Sheet, text: string, x: number, y: number): void {
  // The dash of a checkpoint is three bytes, and the code must give back the very bytes that were signed (SC3).
  const { modules } = create([{ data: new TextEncoder().encode(text), mode: 'byte' }], { errorCorrectionLevel: 'L' })
  const cell = qrSide / modules.size
  const bbox: [number, number, number, number] = [x, y, x + qrSide, y + qrSide]
  const figure = element(sheet, sheet.root, 'Figure', { alt: 'QR code with the proof written beside it', bbox })
  tagged(figure, () => {
    for (const { row, from, length } of darkRuns(modules.data, modules.size))
      sheet.pdf.rect(x + from * cell, y + row * cell, length * cell, cell)
    sheet.pdf.fill('#000000')
  })
}

interface DarkRun {
  readonly row: number
  readonly from: number
  readonly length: number
}

/** Dark squares side by side are one bar: half as many figures on the page, and no seams between them. */
function darkRuns(modules: Uint8Array, size: number): readonly DarkRun[] {
  const runs: DarkRun[] = []
  for (let row = 0; row < size; row += 1) {
    const line = modules.subarray(row * size, (row + 1) * size)
    let from = line.indexOf(1)
    while (from >= 0) {
      const light = line.indexOf(0, from)
      const until = light < 0 ? size : light
      runs.push({ row, from, length: until - from })
      from = line.indexOf(1, until)
    }
  }
  return runs
}
