import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import PDFDocument from 'pdfkit'

/** The faces a paper uses; only these files ever reach the drawing library (S39). */
const files = {
  regular: 'DejaVuSansCondensed.ttf',
  strong: 'DejaVuSansCondensed-Bold.ttf',
  mono: 'DejaVuSansMono.ttf',
  display: 'DejaVuSerifCondensed-Bold.ttf',
  hand: 'DejaVuSerifCondensed-Italic.ttf',
} as const

export type Face = keyof typeof files
const faces = Object.keys(files) as readonly Face[]

/** What we use of a parsed font, which the drawing library takes in place of a file's bytes. */
interface ParsedFont {
  readonly characterSet: readonly number[]
  glyphForCodePoint(point: number): unknown
  layout(text: string, features?: Readonly<Record<string, boolean>>): unknown
}

interface LoadedFace {
  readonly font: ParsedFont
  /** Words already shaped, by their text: shaping costs more than anything else on a page. */
  shaped: Record<string, unknown>
  /** Their widths, in thousandths of the size they are written in. */
  readonly widths: Map<string, number>
}

/** How wide a text is, in thousandths of the size it is written in. */
export type Measure = (face: Face, text: string) => number

const loaded = new Map<string, ReadonlyMap<Face, LoadedFace>>()
const mostShapedWords = 20_000

/**
 * Registers every face with a document. Files are read and parsed once per thread and folder, words are shaped once,
 * and still the bytes of a paper never depend on which papers were drawn before it.
 */
export function useFonts(pdf: PDFKit.PDFDocument, folder: string): Measure {
  const known = loaded.get(folder) ?? load(folder)
  for (const [face, one] of known) {
    if (Math.max(one.widths.size, Object.keys(one.shaped).length) > mostShapedWords) {
      one.shaped = Object.create(null)
      one.widths.clear()
    }
    pdf.registerFont(face, one.font as never)
    pdf.font(face)
    inner(pdf).layoutCache = one.shaped
  }
  return (face, text) => {
    const widths = known.get(face)?.widths
    const before = widths?.get(text)
    if (before !== undefined) return before
    const width = pdf.font(face).fontSize(1000).widthOfString(text)
    widths?.set(text, width)
    return width
  }
}

function load(folder: string): ReadonlyMap<Face, LoadedFace> {
  const known = new Map(
    faces.map(
      (face) =>
        [face, { font: parse(join(folder, files[face])), shaped: Object.create(null), widths: new Map() }] as const,
    ),
  )
  loaded.set(folder, known)
  return known
}

/** The library parses a font when a document first uses it; a document that is thrown away does it for all others. */
function parse(file: string): ParsedFont {
  const probe = new PDFDocument({ autoFirstPage: false, font: '' })
  probe.font(readFileSync(file))
  const { font } = inner(probe)
  // A glyph remembers the first character it was asked for and prints it as its text. Asking for all of them once, in
  // order, makes that independent of what was drawn before (a space and a no-break space share one glyph).
  for (const point of font.characterSet) font.glyphForCodePoint(point)
  return Object.create(font, { layout: { value: plainLayout(font) } })
}

/** No ligatures: a name copied or searched for must come out letter by letter. */
function plainLayout(font: ParsedFont): ParsedFont['layout'] {
  const features = { liga: false, clig: false, dlig: false, calt: false }
  return (text, wanted) => font.layout(text, wanted ?? features)
}

/** The library's own font object, which its types do not show. */
function inner(pdf: PDFKit.PDFDocument): { readonly font: ParsedFont; layoutCache: Record<string, unknown> } {
  return (pdf as unknown as { _font: { font: ParsedFont; layoutCache: Record<string, unknown> } })._font
}
