import type { PaperFrame } from '@holdspace/documents/block'
import PDFDocument from 'pdfkit'
import { type Face, type Measure, useFonts } from './fonts.ts'
import { accent, hairline, ink, margin, type PageSize, pageSizes, quiet, size, watermark } from './look.ts'
import { safeLine } from './safe-text.ts'

export type Pdf = PDFKit.PDFDocument
export type Element = ReturnType<Pdf['struct']>

/** The paper while it is being drawn: where the pen is, and the tagged tree that screen readers walk. */
export interface Sheet {
  readonly pdf: Pdf
  readonly frame: PaperFrame
  readonly root: Element
  readonly left: number
  readonly width: number
  readonly bottom: number
  readonly measure: Measure
  /** Top of the next line, in points from the top of the page. */
  y: number
}

export function openSheet(frame: PaperFrame, pageSize: PageSize, fontFolder: string): Sheet {
  const [pageWidth, pageHeight] = pageSizes[pageSize]
  const pdf = new PDFDocument({
    size: [pageWidth, pageHeight],
    margins: { left: 0, right: 0, top: 0, bottom: 0 },
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/UA' as never,
    tagged: true,
    displayTitle: true,
    lang: frame.language,
    font: '',
    info: {
      Title: `${frame.title} – ${safeLine(frame.patientName, 120)}`,
      Author: safeLine(frame.practice, 120),
      Creator: 'Holdspace',
      Producer: 'Holdspace',
      // A fixed moment of the record itself: the same input gives the same bytes, file id included.
      CreationDate: new Date(frame.asOf),
      ModDate: new Date(frame.asOf),
    },
  })
  const measure = useFonts(pdf, fontFolder)
  const root = pdf.struct('Document', { title: frame.title, lang: frame.language })
  pdf.addStructure(root)
  const width = pageWidth - margin.left - margin.right
  const sheet = { pdf, frame, root, left: margin.left, width, bottom: pageHeight - margin.bottom, measure, y: 0 }
  turnPage(sheet)
  return sheet
}

/** A new page: the mark of a draft under everything, and from the second page on the patient's name above everything. */
export function turnPage(sheet: Sheet): void {
  const { pdf, frame } = sheet
  pdf.addPage()
  const first = pdf.bufferedPageRange().count === 1
  sheet.y = first ? 50 : margin.top
  artifact(sheet, 'Pagination', () => {
    if (frame.draft) drawDraftMark(sheet)
    if (!first) drawRunningHead(sheet)
  })
}

/** Turns the page unless `height` points are left on it. */
export function makeRoom(sheet: Sheet, height: number): void {
  if (sheet.y + height > sheet.bottom) turnPage(sheet)
}

/** Decoration and page furniture: drawn, but not read aloud. */
export function artifact(sheet: Sheet, type: 'Pagination' | 'Layout', draw: () => void): void {
  sheet.pdf.markContent('Artifact', { type })
  draw()
  sheet.pdf.endMarkedContent()
}

/** A child element of the tagged tree; content is added with `tagged`. */
export function element(
  sheet: Sheet,
  parent: Element,
  type: string,
  options: {
    alt?: string
    scope?: 'Row' | 'Column' | 'Both'
    bbox?: [number, number, number, number]
    title?: string
  } = {},
): Element {
  const child = sheet.pdf.struct(type as never, options as never)
  parent.add(child)
  return child
}

/** Draws inside an element. Never across a page: whoever draws turns the page between two calls. */
export function tagged(target: Element, draw: () => void): void {
  target.add(draw as never)
}

export interface Pen {
  readonly face: Face
  readonly size: number
  readonly color: string
}

export function widthOf(sheet: Sheet, text: string, pen: Pen): number {
  return (sheet.measure(pen.face, text) * pen.size) / 1000
}

/** Writes one line with its baseline at `y`. */
export function write(sheet: Sheet, text: string, x: number, y: number, pen: Pen): void {
  sheet.pdf.font(pen.face).fontSize(pen.size).fillColor(pen.color)
  sheet.pdf.text(text, x, y, { lineBreak: false, baseline: 'alphabetic' })
}

export function writeRight(sheet: Sheet, text: string, right: number, y: number, pen: Pen): void {
  write(sheet, text, right - widthOf(sheet, text, pen), y, pen)
}

/** A horizontal hairline across `width` at `y`. */
export function rule(sheet: Sheet, x: number, y: number, width: number, weight = 0.5, color: string = hairline): void {
  sheet.pdf
    .moveTo(x, y)
    .lineTo(x + width, y)
    .lineWidth(weight)
    .strokeColor(color)
    .stroke()
}

const headPen: Pen = { face: 'strong', size: size.table, color: ink }
const quietPen: Pen = { face: 'regular', size: size.small, color: quiet }

/** The patient banner in one line (BN7): name without a label, born, MRN, allergy title. */
function drawRunningHead(sheet: Sheet): void {
  const { frame, left, width } = sheet
  const name = fit(sheet, safeLine(frame.patientName, 160), headPen, width * 0.64)
  write(sheet, name, left, 46, headPen)
  write(sheet, `${frame.born}   MRN ${safeLine(frame.mrn, 40)}   ${frame.allergyTitle}`, left, 58, quietPen)
  writeRight(sheet, fit(sheet, safeLine(frame.practice, 80), quietPen, width * 0.32), left + width, 46, {
    ...quietPen,
    color: accent,
  })
  writeRight(sheet, frame.title, left + width, 58, quietPen)
  rule(sheet, left, 66, width)
}

/** On every page, once their number is known: name, MRN, page x of y. */
export function drawFooters(sheet: Sheet): void {
  const { pdf, frame, left, width, bottom } = sheet
  const { count } = pdf.bufferedPageRange()
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page)
    artifact(sheet, 'Pagination', () => {
      const y = bottom + 34
      rule(sheet, left, y - 13, width)
      const name = fit(sheet, safeLine(frame.patientName, 160), quietPen, width * 0.56)
      write(sheet, `${name} · MRN ${safeLine(frame.mrn, 40)}`, left, y, quietPen)
      writeRight(
        sheet,
        `${frame.draft ? 'DRAFT, not signed · ' : ''}Page ${page + 1} of ${count}`,
        left + width,
        y,
        quietPen,
      )
    })
  }
}

function drawDraftMark({ pdf, left, width, bottom }: Sheet): void {
  const [x, y] = [left + width / 2, bottom / 2 + 30]
  pdf.save().rotate(-45, { origin: [x, y] })
  pdf.font('display').fontSize(132).fillColor(watermark)
  pdf.text('DRAFT', x - pdf.widthOfString('DRAFT') / 2, y + 44, { lineBreak: false, baseline: 'alphabetic' })
  pdf.restore()
}

/** The text, cut with an ellipsis when it is wider than it may be. */
export function fit(sheet: Sheet, text: string, pen: Pen, width: number): string {
  if (widthOf(sheet, text, pen) <= width) return text
  let kept = Array.from(text).slice(0, 200)
  while (kept.length > 1 && widthOf(sheet, `${kept.join('')}…`, pen) > width) kept = kept.slice(0, -1)
  return `${kept.join('')}…`
}
