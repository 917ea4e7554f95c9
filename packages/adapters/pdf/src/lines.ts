import type { Rich, Run } from '@holdspace/documents/block'
import { ink, leading, quiet } from './look.ts'
import { safeText } from './safe-text.ts'
import { type Pen, type Sheet, widthOf, write } from './sheet.ts'

/** A piece of one line in one hand. */
interface Piece {
  readonly text: string
  readonly pen: Pen
  readonly struck: boolean
  readonly width: number
}

export interface Line {
  readonly pieces: readonly Piece[]
  readonly width: number
}

const penOf: { readonly [M in Run['mark']]: Omit<Pen, 'size'> } = {
  plain: { face: 'regular', color: ink },
  strong: { face: 'strong', color: ink },
  muted: { face: 'regular', color: quiet },
  struck: { face: 'regular', color: quiet },
  mono: { face: 'mono', color: ink },
}

/** Breaks runs into lines no wider than `width`. A word wider than the line is cut between characters. */
export function breakLines(sheet: Sheet, text: Rich, fontSize: number, width: number): readonly Line[] {
  const lines: Line[] = []
  let pieces: Piece[] = []
  let used = 0
  const finish = () => {
    lines.push({ pieces, width: used })
    pieces = []
    used = 0
  }
  for (const run of text) {
    const pen: Pen = { ...penOf[run.mark], size: run.mark === 'mono' ? fontSize * 0.92 : fontSize }
    const place = (word: string, wordWidth: number) => {
      const last = pieces.at(-1)
      const joins =
        last !== undefined &&
        last.pen.face === pen.face &&
        last.pen.color === pen.color &&
        last.struck === (run.mark === 'struck')
      const piece = { text: word, pen, struck: run.mark === 'struck', width: wordWidth }
      if (joins) pieces[pieces.length - 1] = { ...last, text: last.text + word, width: last.width + wordWidth }
      else pieces.push(piece)
      used += wordWidth
    }
    safeText(run.text)
      .split('\n')
      .forEach((paragraph, at) => {
        if (at > 0) finish()
        for (const word of paragraph.split(/(?<= )/)) {
          for (const part of partsOf(sheet, word, pen, width)) {
            const partWidth = widthOf(sheet, part, pen)
            const visible = part.endsWith(' ') ? widthOf(sheet, part.trimEnd(), pen) : partWidth
            if (used + visible > width && used > 0) finish()
            if (part.trim() !== '' || used > 0) place(part, partWidth)
          }
        }
      })
  }
  if (pieces.length > 0 || lines.length === 0) finish()
  return lines
}

/** The word itself, or its pieces when it alone is wider than a line: a hash, a web address, a name of 10,000 letters. */
function partsOf(sheet: Sheet, word: string, pen: Pen, width: number): readonly string[] {
  // Even the widest letter is narrower than two ems, so a short word need not be measured to be known to fit.
  if (word.length * pen.size * 2 <= width || (word.length < 200 && widthOf(sheet, word.trimEnd(), pen) <= width))
    return [word]
  const parts: string[] = []
  let part = ''
  let partWidth = 0
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(word)) {
    const letterWidth = widthOf(sheet, segment, pen)
    if (partWidth + letterWidth > width && part !== '') {
      parts.push(part)
      part = ''
      partWidth = 0
    }
    part += segment
    partWidth += letterWidth
  }
  return [...parts, part]
}

export function lineHeight(fontSize: number): number {
  return fontSize * leading
}

/** Draws one line with its top at `y`; struck pieces get a line through them. */
export function drawLine(sheet: Sheet, line: Line, x: number, y: number, fontSize: number): void {
  const baseline = y + fontSize * 1.06
  let at = x
  for (const piece of line.pieces) {
    write(sheet, piece.text, at, baseline, piece.pen)
    if (piece.struck) {
      const through = baseline - fontSize * 0.27
      sheet.pdf
        .moveTo(at, through)
        .lineTo(at + piece.width, through)
        .lineWidth(0.6)
        .strokeColor(quiet)
        .stroke()
    }
    at += piece.width
  }
}
