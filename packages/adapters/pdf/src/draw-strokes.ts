import type { BlockOf } from '@holdspace/documents/block'
import { hairline, ink, quiet } from './look.ts'
import { artifact, element, makeRoom, rule, type Sheet, tagged } from './sheet.ts'

/** As wide on paper as a hand would write. */
const shownWidth = 250

/** A signature as the pen drew it: lines, not an image, so that it prints sharp and nothing hides in it. */
export function drawDrawnSignature(sheet: Sheet, block: BlockOf<'drawn-signature'>): void {
  const scale = shownWidth / block.width
  const height = block.height * scale
  makeRoom(sheet, height + 14)
  const { left, pdf } = sheet
  const top = sheet.y + 4
  artifact(sheet, 'Layout', () => {
    pdf.rect(left, top, shownWidth, height).lineWidth(0.6).strokeColor(hairline).stroke()
    rule(sheet, left + 12, top + height * 0.76, shownWidth - 24, 0.5, quiet)
  })
  const bbox: [number, number, number, number] = [left, top, left + shownWidth, top + height]
  tagged(element(sheet, sheet.root, 'Figure', { alt: block.alt, bbox }), () => {
    pdf.save().lineWidth(1.3).lineCap('round').lineJoin('round').strokeColor(ink)
    for (const points of block.strokes) drawStroke(sheet, points, { left, top, scale })
    pdf.restore()
  })
  sheet.y = top + height + 10
}

interface Place {
  readonly left: number
  readonly top: number
  readonly scale: number
}

/** Through the middles of the points, each point pulling the line towards it: what the pad showed. A dot stays a dot. */
function drawStroke({ pdf }: Sheet, points: readonly number[], place: Place): void {
  const path = pairs(points).map(([x, y]) => [place.left + x * place.scale, place.top + y * place.scale] as const)
  const [first, ...rest] = path
  if (first === undefined) return
  if (rest.length === 0) {
    pdf.circle(first[0], first[1], 0.7).fillColor(ink).fill()
    return
  }
  pdf.moveTo(first[0], first[1])
  rest.forEach(([x, y], at) => {
    const next = rest[at + 1]
    if (next === undefined) pdf.lineTo(x, y)
    else pdf.quadraticCurveTo(x, y, (x + next[0]) / 2, (y + next[1]) / 2)
  })
  pdf.stroke()
}

function pairs(points: readonly number[]): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = []
  for (let at = 0; at + 1 < points.length; at += 2) found.push([points[at] ?? 0, points[at + 1] ?? 0])
  return found
}
