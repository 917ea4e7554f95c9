import { type Block, type BlockOf, plain, type Rich } from '@holdspace/documents/block'
import { breakLines, drawLine, type Line, lineHeight } from './lines.ts'
import { accent, alarm, hairline, ink, quiet, size } from './look.ts'
import { safeLine, safeText } from './safe-text.ts'
import {
  artifact,
  type Element,
  element,
  fit,
  makeRoom,
  type Pen,
  rule,
  type Sheet,
  tagged,
  write,
  writeRight,
} from './sheet.ts'

export function drawLetterhead(sheet: Sheet, { name, lines }: BlockOf<'letterhead'>): void {
  const { left, width } = sheet
  const target = element(sheet, sheet.root, 'P')
  const pen: Pen = { face: 'display', size: 14, color: accent }
  tagged(target, () => {
    write(sheet, fit(sheet, safeLine(name, 80), pen, width * 0.55), left, sheet.y + 12, pen)
    lines.slice(0, 4).forEach((line, at) => {
      const small: Pen = { face: 'regular', size: size.small, color: quiet }
      writeRight(
        sheet,
        fit(sheet, safeLine(line, 120), small, width * 0.44),
        left + width,
        sheet.y + 5 + at * 10.5,
        small,
      )
    })
  })
  const height = Math.max(20, lines.slice(0, 4).length * 10.5 + 2)
  artifact(sheet, 'Layout', () => rule(sheet, left, sheet.y + height + 3, width, 0.8, accent))
  sheet.y += height + 25
}

export function drawTitle(sheet: Sheet, { text, subtitle }: BlockOf<'title'>): void {
  const title: Pen = { face: 'display', size: size.display, color: ink }
  makeRoom(sheet, 60)
  tagged(element(sheet, sheet.root, 'H1'), () => {
    write(sheet, fit(sheet, safeLine(text, 120), title, sheet.width), sheet.left, sheet.y + 16, title)
  })
  sheet.y += 23
  flow(sheet, element(sheet, sheet.root, 'P'), [{ text: subtitle, mark: 'muted' }], size.text, sheet.left, sheet.width)
  sheet.y += 27 - lineHeight(size.text)
}

/** A triangle that says *look here* in black and white as well. */
export function drawAlarmMark({ pdf }: Sheet, x: number, y: number): void {
  pdf
    .moveTo(x, y + 7.2)
    .lineTo(x + 4, y)
    .lineTo(x + 8, y + 7.2)
    .closePath()
    .fill(alarm)
}

/** A heading stays with the beginning of what it heads. */
/** With the space above it. */
const headingHeight = 35

export function drawHeading(sheet: Sheet, { text }: BlockOf<'heading'>): void {
  const pen: Pen = { face: 'display', size: size.heading, color: accent }
  makeRoom(sheet, 84)
  if (sheet.y > 90) sheet.y += 12
  tagged(element(sheet, sheet.root, 'H2'), () => write(sheet, safeLine(text, 120), sheet.left, sheet.y + 11, pen))
  artifact(sheet, 'Layout', () => rule(sheet, sheet.left, sheet.y + 17, sheet.width))
  sheet.y += 23
}

export function drawParagraph(sheet: Sheet, { text }: BlockOf<'paragraph'>): void {
  flow(sheet, element(sheet, sheet.root, 'P'), text, size.text, sheet.left, sheet.width)
  sheet.y += 5
}

/** Lines one under the other, over as many pages as they need. */
export function flow(sheet: Sheet, target: Element, text: Rich, fontSize: number, x: number, width: number): void {
  for (const line of breakLines(sheet, text, fontSize, width)) {
    makeRoom(sheet, lineHeight(fontSize))
    tagged(target, () => drawLine(sheet, line, x, sheet.y, fontSize))
    sheet.y += lineHeight(fontSize)
  }
}

const labelWidth = 112

interface LaidFact {
  readonly labelLines: readonly Line[]
  readonly valueLines: readonly Line[]
  readonly height: number
}

function layKeyValues(sheet: Sheet, { rows }: BlockOf<'key-values'>): readonly LaidFact[] {
  return rows.map(({ label, value }) => {
    const labelLines = breakLines(sheet, [{ text: label, mark: 'muted' }], size.table, labelWidth - 10)
    const valueLines = breakLines(sheet, value, size.text, sheet.width - labelWidth)
    const height = Math.max(labelLines.length, valueLines.length) * lineHeight(size.text) + 1.6
    return { labelLines, valueLines, height }
  })
}

/** A short list, an order and its working, is read at one glance and so kept on one page; a long one goes over several. */
function keptTogether(laid: readonly LaidFact[]): number {
  const whole = laid.reduce((sum, { height }) => sum + height, 0)
  return whole < 240 ? whole : 0
}

/** A heading goes over to the next page with the list beneath it, and never stands alone at the foot of a page. */
export function keepWithNext(sheet: Sheet, next: Block | undefined): void {
  if (next?.block === 'key-values') makeRoom(sheet, headingHeight + keptTogether(layKeyValues(sheet, next)))
}

export function drawKeyValues(sheet: Sheet, block: BlockOf<'key-values'>): void {
  const list = element(sheet, sheet.root, 'L')
  const laid = layKeyValues(sheet, block)
  makeRoom(sheet, keptTogether(laid))
  for (const { labelLines, valueLines, height } of laid) {
    const item = element(sheet, list, 'LI')
    makeRoom(sheet, height < 200 ? height : lineHeight(size.text))
    const top = sheet.y
    tagged(element(sheet, item, 'Lbl'), () => {
      labelLines.forEach((line, at) => {
        drawLine(sheet, line, sheet.left, top + 0.8 + at * lineHeight(size.table), size.table)
      })
    })
    const body = element(sheet, item, 'LBody')
    for (const line of valueLines) {
      makeRoom(sheet, lineHeight(size.text))
      tagged(body, () => drawLine(sheet, line, sheet.left + labelWidth, sheet.y, size.text))
      sheet.y += lineHeight(size.text)
    }
    // A label of more lines than its value has room for them as well.
    sheet.y += height - valueLines.length * lineHeight(size.text)
  }
  sheet.y += 6
}

/** A boxed remark; a warning has a heavy edge and a mark, so that it is one in black and white as well (A7). */
export function drawNotice(sheet: Sheet, { tone, text }: BlockOf<'notice'>): void {
  const warning = tone === 'warning'
  const lines = breakLines(sheet, [{ text, mark: warning ? 'strong' : 'muted' }], size.table, sheet.width - 40)
  const height = lines.length * lineHeight(size.table) + 12
  if (height > sheet.bottom - 100) {
    flow(sheet, element(sheet, sheet.root, 'P'), [{ text, mark: 'strong' }], size.table, sheet.left, sheet.width)
    return
  }
  makeRoom(sheet, height + 4)
  const top = sheet.y + 2
  artifact(sheet, 'Layout', () => {
    const { pdf, left, width } = sheet
    pdf
      .rect(left, top, width, height)
      .lineWidth(0.5)
      .strokeColor(warning ? alarm : hairline)
      .stroke()
    pdf.rect(left, top, 3, height).fill(warning ? alarm : hairline)
    if (warning) drawAlarmMark(sheet, left + 12, top + 8)
  })
  tagged(element(sheet, sheet.root, 'P'), () => {
    lines.forEach((line, at) => {
      drawLine(sheet, line, sheet.left + (warning ? 28 : 14), top + 6 + at * lineHeight(size.table), size.table)
    })
  })
  sheet.y = top + height + 12
}

export function drawSignature(sheet: Sheet, block: BlockOf<'signature'>): void {
  const { left, width } = sheet
  const meaning = breakLines(sheet, [plain(`“${safeText(block.meaning)}”`)], size.text, width - 28)
  const height = 74 + meaning.length * lineHeight(size.text)
  makeRoom(sheet, height + 6)
  const top = sheet.y + 2
  const hand: Pen = { face: 'hand', size: 16, color: ink }
  const small: Pen = { face: 'regular', size: size.table, color: quiet }
  artifact(sheet, 'Layout', () => {
    sheet.pdf.rect(left, top, width, height).lineWidth(0.6).strokeColor(hairline).stroke()
    rule(sheet, left + 14, top + 31, width - 28, 0.5, quiet)
  })
  tagged(element(sheet, sheet.root, 'P'), () => {
    write(sheet, fit(sheet, safeLine(block.name, 120), hand, width - 28), left + 14, top + 25, hand)
    const credential = block.credential === '' ? block.name : `${block.name}, ${block.credential}`
    write(sheet, fit(sheet, safeLine(credential, 160), small, width - 28), left + 14, top + 44, small)
    const when = safeLine(`Signed electronically ${block.signedAt}`, 120)
    write(sheet, fit(sheet, when, small, width - 28), left + 14, top + 56, small)
    meaning.forEach((line, at) => {
      drawLine(sheet, line, left + 14, top + 65 + at * lineHeight(size.text), size.text)
    })
  })
  sheet.y = top + height + 8
}
