import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { esketamineSheet } from '@holdspace/documents/esketamine-sheet'
import { nasalSheet } from '@holdspace/documents/testing/esketamine-session'
import { PDFParse } from 'pdf-parse'
import { describe, expect, it } from 'vitest'
import { drawPdf } from './draw-pdf.ts'

const fontFolder = dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'))

async function pagesOf(pageSize: 'letter' | 'a4'): Promise<readonly string[]> {
  const sheet = esketamineSheet(nasalSheet())
  if (sheet === null) throw new Error('no sheet')
  const bytes = await drawPdf(sheet.blocks, { frame: sheet.frame, pageSize, fontFolder })
  const parser = new PDFParse({ data: new Uint8Array(bytes) })
  const { pages } = await parser.getText({ pageJoiner: '' })
  await parser.destroy()
  return pages.map(({ text }) => text.replace(/\s+/g, ' '))
}

describe('the esketamine data sheet as a PDF', () => {
  it.each(['letter', 'a4'] as const)(
    'read back from %s, says every fact the programme’s form asks for',
    async (size) => {
      const pages = await pagesOf(size)
      const text = pages.join(' ')
      for (const said of [
        'Esketamine data sheet',
        'due by 28-Nov-2026; this sheet holds its facts and is not that form',
        'Marigold House',
        'Whitfield, Marguerite Anne',
        'MH-004217',
        'KB4471',
        'KB4472',
        '56 mg',
        '128/78 mmHg',
        '150/92 mmHg',
        '41 min after the last device',
        '126/78 mmHg',
        'deepest MOAA/S 3 at 10:56, over at 11:40',
        'deepest 6 of 10',
        '12:15',
        'Lorazepam 1 mg',
        'Went home with Paul Whitfield, husband',
      ]) {
        expect(text).toContain(said)
      }
      for (const page of pages) expect(page).toContain('MH-004217')
      expect(pages.length).toBeLessThanOrEqual(2)
    },
  )
})
