import { type BlockOf, plain, type Rich } from '@holdspace/documents/block'
import { drawAlarmMark, flow } from './draw-text.ts'
import { breakLines, drawLine, lineHeight } from './lines.ts'
import { accent, ink, quiet, size, tint } from './look.ts'
import { safeLine } from './safe-text.ts'
import { artifact, element, makeRoom, type Pen, type Sheet, tagged, widthOf, write } from './sheet.ts'

const labelPen: Pen = { face: 'regular', size: size.table, color: quiet }
const valuePen: Pen = { face: 'strong', size: size.table, color: ink }
/** The box stays a banner, however long the lists are; what does not fit goes on beneath it, and nothing is cut. */
const mostNameLines = 12
const mostAllergyLines = 12
const edge = 14

/** Name without a label, the rest with labels quieter than their values (BN1–BN4); known allergies stand out (BN6). */
export function drawIdentityBanner(sheet: Sheet, banner: BlockOf<'identity-banner'>): void {
  const { left, width } = sheet
  const known = banner.allergyTitle === 'Known allergies'
  const indent = edge + (known ? 12 : 0)
  const nameLines = breakLines(sheet, [{ text: banner.name, mark: 'strong' }], size.name, width - edge * 2)
  const list = banner.allergies.length === 0 ? '' : `: ${banner.allergies.join(', ')}`
  const allergies: Rich = [{ text: banner.allergyTitle, mark: 'strong' }, plain(list)]
  const allergyLines = breakLines(sheet, allergies, size.table, width - edge - indent)
  const fits = nameLines.length <= mostNameLines && allergyLines.length <= mostAllergyLines
  const shownName = nameLines.slice(0, mostNameLines)
  const nameHeight = shownName.length * lineHeight(size.name)
  const shownAllergies = allergyLines.slice(0, mostAllergyLines)
  const allergiesAt = nameHeight + 28
  const height = allergiesAt + shownAllergies.length * lineHeight(size.table) + 10
  makeRoom(sheet, height)
  const top = sheet.y
  artifact(sheet, 'Layout', () => {
    sheet.pdf.rect(left, top, width, height).fill(tint)
    sheet.pdf.rect(left, top, 3, height).fill(accent)
    if (known) drawAlarmMark(sheet, left + edge, top + allergiesAt + 2)
  })
  tagged(element(sheet, sheet.root, 'P'), () => {
    shownName.forEach((line, at) => {
      drawLine(sheet, line, left + edge, top + 9 + at * lineHeight(size.name), size.name)
    })
    drawFacts(sheet, banner, left + edge, top + nameHeight + 20)
    shownAllergies.forEach((line, at) => {
      drawLine(sheet, line, left + indent, top + allergiesAt + at * lineHeight(size.table), size.table)
    })
  })
  sheet.y = top + height + 8
  if (!fits) drawWhole(sheet, banner.name, allergies)
}

function drawFacts(sheet: Sheet, banner: BlockOf<'identity-banner'>, left: number, y: number): void {
  const facts = [
    ['', banner.born],
    ['Gender', banner.sex],
    ['MRN', banner.mrn],
  ] as const
  let x = left
  for (const [label, value] of facts) {
    if (label !== '') {
      write(sheet, label, x, y, labelPen)
      x += widthOf(sheet, `${label} `, labelPen)
    }
    const shown = safeLine(value, 60)
    write(sheet, shown, x, y, valuePen)
    x += widthOf(sheet, shown, valuePen) + 18
  }
}

/** An allergy that fell off the end of a box could kill: the whole of it is said again where there is room. */
function drawWhole(sheet: Sheet, name: string, allergies: Rich): void {
  const target = element(sheet, sheet.root, 'P')
  const whole: Rich = [{ text: 'In full: ', mark: 'strong' }, plain(`${name}\n`), ...allergies]
  flow(sheet, target, whole, size.table, sheet.left, sheet.width)
  sheet.y += 8
}
