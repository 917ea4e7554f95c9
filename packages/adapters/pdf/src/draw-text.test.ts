import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { plain } from '@holdspace/documents/block'
import { esketamineSheet } from '@holdspace/documents/esketamine-sheet'
import { nasalSheet } from '@holdspace/documents/testing/esketamine-session'
import { describe, expect, it } from 'vitest'
import { drawKeyValues, keepWithNext } from './draw-text.ts'
import { lineHeight } from './lines.ts'
import { size } from './look.ts'
import { openSheet } from './sheet.ts'

const fontFolder = dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'))

describe('facts with their labels', () => {
  it('given a label of two lines beside a value of one, then what follows begins beneath both', () => {
    const frame = esketamineSheet(nasalSheet())?.frame
    if (frame === undefined) throw new Error('no sheet')
    const sheet = openSheet(frame, 'letter', fontFolder)
    const heightOf = (label: string) => {
      const before = sheet.y
      drawKeyValues(sheet, { block: 'key-values', rows: [{ label, value: [plain('not kept here')] }] })
      return sheet.y - before
    }
    const one = heightOf('Left')
    expect(heightOf('Slow breathing or low oxygen')).toBeCloseTo(one + lineHeight(size.text), 3)
  })

  it('given a heading whose list does not fit beneath it, then both go to the next page; where it fits, nothing moves', () => {
    const frame = esketamineSheet(nasalSheet())?.frame
    if (frame === undefined) throw new Error('no sheet')
    const sheet = openSheet(frame, 'letter', fontFolder)
    const rows = Array.from({ length: 6 }, (_, at) => ({ label: `Fact ${at}`, value: [plain('said')] }))
    sheet.y = sheet.bottom - 90
    keepWithNext(sheet, { block: 'key-values', rows })
    expect(sheet.pdf.bufferedPageRange().count).toBe(2)
    keepWithNext(sheet, { block: 'key-values', rows })
    expect(sheet.pdf.bufferedPageRange().count).toBe(2)
  })
})
