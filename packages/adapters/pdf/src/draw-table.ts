import { type BlockOf, muted, type Row, strong } from '@holdspace/documents/block'
import { breakLines, drawLine, type Line, lineHeight } from './lines.ts'
import { quiet, size } from './look.ts'
import { safeLine } from './safe-text.ts'
import { artifact, type Element, element, makeRoom, rule, type Sheet, tagged, turnPage } from './sheet.ts'

const gutter = 10
const padding = 3.2

interface Column {
  readonly x: number
  readonly width: number
  readonly right: boolean
  readonly title: readonly Line[]
}

/**
 * A table that breaks well: its head is drawn again on every page (once for the reader, as decoration after that), a
 * row stays whole unless it is taller than a page, and the head never stands alone at the foot.
 */
export function drawTable(sheet: Sheet, table: BlockOf<'table'>): void {
  if (table.rows.length === 0) {
    drawEmpty(sheet, table.empty)
    return
  }
  const columns = layOut(sheet, table)
  const target = element(sheet, sheet.root, 'Table', { title: safeLine(table.caption, 200) })
  makeRoom(sheet, headHeight(columns) + 34)
  const head = element(sheet, element(sheet, target, 'THead'), 'TR')
  drawHead(sheet, columns, head)
  const body = element(sheet, target, 'TBody')
  for (const row of table.rows) drawRow(sheet, columns, row, element(sheet, body, 'TR'))
  sheet.y += 9
}

function drawEmpty(sheet: Sheet, text: string): void {
  if (text === '') return
  const lines = breakLines(sheet, [muted(text)], size.table, sheet.width)
  const target = element(sheet, sheet.root, 'P')
  for (const line of lines) {
    makeRoom(sheet, lineHeight(size.table))
    tagged(target, () => drawLine(sheet, line, sheet.left, sheet.y, size.table))
    sheet.y += lineHeight(size.table)
  }
  sheet.y += 7
}

function layOut(sheet: Sheet, table: BlockOf<'table'>): readonly Column[] {
  const parts = table.columns.reduce((sum, column) => sum + column.parts, 0)
  const usable = sheet.width - gutter * (table.columns.length - 1)
  let x = sheet.left
  return table.columns.map((column) => {
    const width = (usable * column.parts) / parts
    const title = breakLines(sheet, [strong(column.title)], size.tiny, width)
    const laid = { x, width, right: column.align === 'right', title }
    x += width + gutter
    return laid
  })
}

function headHeight(columns: readonly Column[]): number {
  return Math.max(...columns.map(({ title }) => title.length)) * lineHeight(size.tiny) + padding + 2
}

/** With no element the head is a repeated one: decoration, so that it is not read aloud on every page. */
function drawHead(sheet: Sheet, columns: readonly Column[], head: Element | undefined): void {
  const height = headHeight(columns)
  const tallest = Math.max(...columns.map(({ title }) => title.length))
  const top = sheet.y
  const drawTitle = (column: Column) => {
    const drop = (tallest - column.title.length) * lineHeight(size.tiny)
    column.title.forEach((line, at) => {
      drawLine(sheet, line, startOf(column, line), top + drop + at * lineHeight(size.tiny), size.tiny)
    })
  }
  for (const column of columns) {
    if (head === undefined) artifact(sheet, 'Pagination', () => drawTitle(column))
    else tagged(element(sheet, head, 'TH', { scope: 'Column' }), () => drawTitle(column))
  }
  artifact(sheet, 'Layout', () => rule(sheet, sheet.left, top + height - 1, sheet.width, 0.7, quiet))
  sheet.y = top + height
}

function drawRow(sheet: Sheet, columns: readonly Column[], row: Row, target: Element): void {
  const cells = columns.map((column, at) => ({
    column,
    lines: breakLines(sheet, row.cells[at] ?? [], size.table, column.width),
    element: element(sheet, target, 'TD'),
  }))
  const tallest = Math.max(...cells.map(({ lines }) => lines.length))
  const step = lineHeight(size.table)
  const whole = tallest * step + padding * 2
  if (sheet.y + whole > sheet.bottom && whole < sheet.bottom - 130) repeatHead(sheet, columns)
  let from = 0
  while (from < tallest) {
    const fitting = Math.floor((sheet.bottom - sheet.y - padding * 2) / step)
    if (fitting < 1) {
      repeatHead(sheet, columns)
      continue
    }
    const to = Math.min(tallest, from + fitting)
    const top = sheet.y + padding
    for (const { column, lines, element: cell } of cells) {
      const shown = lines.slice(from, to)
      if (shown.length === 0 && from > 0) continue
      tagged(cell, () => {
        shown.forEach((line, at) => {
          drawLine(sheet, line, startOf(column, line), top + at * step, size.table)
        })
      })
    }
    sheet.y = top + (to - from) * step + padding
    from = to
  }
  artifact(sheet, 'Layout', () => rule(sheet, sheet.left, sheet.y, sheet.width, 0.4))
}

function repeatHead(sheet: Sheet, columns: readonly Column[]): void {
  turnPage(sheet)
  drawHead(sheet, columns, undefined)
}

function startOf(column: Column, line: Line): number {
  if (!column.right) return column.x
  const last = line.pieces.at(-1)
  const trailing = last?.text.endsWith(' ') === true ? last.pen.size * 0.286 : 0
  return column.x + column.width - line.width + trailing
}
