import { type BlockOf, strong } from '@holdspace/documents/block'
import { breakLines, drawLine, lineHeight } from './lines.ts'
import { ink, quiet, size } from './look.ts'
import { artifact, element, makeRoom, rule, type Sheet, tagged } from './sheet.ts'

const gutter = 22

/** Addresses and identifiers side by side, kept on one page: a quiet title, a hairline, the lines under it. */
export function drawParties(sheet: Sheet, { parties }: BlockOf<'parties'>): void {
  const width = (sheet.width - gutter * (parties.length - 1)) / parties.length
  const laid = parties.map(({ title, lines }, at) => ({
    x: sheet.left + at * (width + gutter),
    title: breakLines(sheet, [{ text: title, mark: 'muted' }], size.small, width),
    lines: lines.flatMap((line) => breakLines(sheet, line, size.table, width)),
  }))
  const head = Math.max(...laid.map(({ title }) => title.length)) * lineHeight(size.small) + 5
  const tallest = Math.max(...laid.map(({ lines }) => lines.length)) * lineHeight(size.table)
  makeRoom(sheet, Math.min(head + tallest + 12, sheet.bottom - 130))
  const top = sheet.y
  for (const { x, title, lines } of laid) {
    const target = element(sheet, sheet.root, 'P')
    tagged(target, () => {
      title.forEach((line, at) => {
        drawLine(sheet, line, x, top + at * lineHeight(size.small), size.small)
      })
    })
    artifact(sheet, 'Layout', () => rule(sheet, x, top + head - 3, width))
    tagged(target, () => {
      lines.forEach((line, at) => {
        drawLine(sheet, line, x, top + head + 1 + at * lineHeight(size.table), size.table)
      })
    })
  }
  sheet.y = top + head + tallest + 13
}

/** Label and amount at the right edge, kept together; what matters has a rule above it and is heavier. */
export function drawTotals(sheet: Sheet, { rows }: BlockOf<'totals'>): void {
  const width = sheet.width * 0.54
  const x = sheet.left + sheet.width - width
  const step = lineHeight(size.text) + 2
  makeRoom(sheet, rows.length * step + 10)
  const list = element(sheet, sheet.root, 'L')
  for (const { label, amount, mark } of rows) {
    const runs = (text: string) =>
      breakLines(sheet, [mark === 'strong' ? strong(text) : { text, mark }], size.text, width)
    const [labelLine] = runs(label)
    const [amountLine] = runs(amount)
    if (labelLine === undefined || amountLine === undefined) continue
    if (mark === 'strong') artifact(sheet, 'Layout', () => rule(sheet, x, sheet.y, width, 0.7, quiet))
    const item = element(sheet, list, 'LI')
    const y = sheet.y + 2
    tagged(element(sheet, item, 'Lbl'), () => drawLine(sheet, labelLine, x, y, size.text))
    tagged(element(sheet, item, 'LBody'), () => drawLine(sheet, amountLine, x + width - amountLine.width, y, size.text))
    sheet.y += step
  }
  artifact(sheet, 'Layout', () => rule(sheet, x, sheet.y + 1, width, 0.7, ink))
  sheet.y += 13
}
