import type { BlockOf } from '@holdspace/documents/block'
import qrcode from 'qrcode-generator'
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
  qrcode.stringToBytes = (words) => [...new TextEncoder().encode(words)]
  const code = qrcode(0, 'L')
  code.addData(text, 'Byte')
  code.make()
  const count = code.getModuleCount()
  const cell = qrSide / count
  const bbox: [number, number, number, number] = [x, y, x + qrSide, y + qrSide]
  const figure = element(sheet, sheet.root, 'Figure', { alt: 'QR code with the proof written beside it', bbox })
  tagged(figure, () => {
    for (let row = 0; row < count; row += 1) {
      for (let column = 0; column < count; column += 1) {
        if (code.isDark(row, column)) sheet.pdf.rect(x + column * cell, y + row * cell, cell, cell)
      }
    }
    sheet.pdf.fill('#000000')
  })
}
