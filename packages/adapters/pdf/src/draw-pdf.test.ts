import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type { Block } from '@holdspace/documents/block'
import { type SessionRecord, sessionRecord } from '@holdspace/documents/session-record'
import { margueritesSession, marigoldInput, sha256, signedBy } from '@holdspace/documents/testing/marigold-session'
import { PDFParse } from 'pdf-parse'
import { describe, expect, it } from 'vitest'
import { drawPdf } from './draw-pdf.ts'
import type { PageSize } from './look.ts'
import { safeLine, safeText } from './safe-text.ts'

const fontFolder = dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'))

const draft = sessionRecord(marigoldInput(margueritesSession()), sha256)
const signed = sessionRecord(marigoldInput(signedBy(margueritesSession(), draft.contentHash)), sha256)

const drawn = (paper: Pick<SessionRecord, 'blocks' | 'frame'>, pageSize: PageSize = 'letter') =>
  drawPdf(paper.blocks, { frame: paper.frame, pageSize, fontFolder })

/** The text of each page, as a reader other than ours finds it. */
async function pagesOf(bytes: Uint8Array): Promise<readonly string[]> {
  const parser = new PDFParse({ data: new Uint8Array(bytes) })
  const { pages } = await parser.getText({ pageJoiner: '' })
  await parser.destroy()
  return pages.map(({ text }) => text.replace(/\s+/g, ' '))
}

/** The file's own syntax, streams aside: Latin-1 keeps every byte. */
const syntaxOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const paragraph = (text: string): Block => ({ block: 'paragraph', text: [{ text, mark: 'plain' }] })

describe('drawing a session record', () => {
  it.each(['letter', 'a4'] as const)(
    'given %s, then name, MRN and page x of y stand on every page (BN7, A4)',
    async (pageSize) => {
      const pages = await pagesOf(await drawn(signed, pageSize))
      expect(pages.length).toBeGreaterThan(2)
      pages.forEach((page, at) => {
        expect(page).toContain('Whitfield, Marguerite Anne')
        expect(page).toContain('MRN MH-004217')
        expect(page).toContain(`Page ${at + 1} of ${pages.length}`)
        expect(page).toContain('Born 14-Jul-1985 (41y)')
        expect(page).toContain('Known allergies')
      })
    },
  )

  it('given an unsigned record, then DRAFT stands on every page; given a signed one, on none', async () => {
    for (const page of await pagesOf(await drawn(draft))) expect(page.match(/DRAFT/g)).toHaveLength(2)
    const pages = await pagesOf(await drawn(signed))
    for (const page of pages) expect(page).not.toContain('DRAFT')
    expect(pages.join(' ')).toContain('Signed electronically 21-Nov-2026 12:00:00 -05:00 (America/New_York)')
  })

  it('given the record, then dose, correction, gap and proof can be read back word by word', async () => {
    const text = (await pagesOf(await drawn(signed))).join(' ')
    for (const words of [
      'DOSE ordered',
      '34.79 mg ketamine = 0.498 mg/kg of 69.853 kg',
      'BP 145/88 mmHg',
      'corrected 10:22 by Rosa Delgado: Misread the cuff',
      'late, recorded 11:05',
      'no reading for 34 min',
      signed.contentHash,
      'I reviewed this record and take responsibility',
    ]) {
      expect(text).toContain(words)
    }
  })

  it('given the same input twice, then the same bytes, whatever was drawn in between', async () => {
    const first = await drawn(signed)
    const between = [paragraph('\u00a0no-break first, ffi fl Wörter — ∨∧●')]
    await drawn({ blocks: between, frame: draft.frame })
    const second = await drawn(signed)
    expect(hashOf(second)).toBe(hashOf(first))
    expect(hashOf(await drawn(signed, 'a4'))).not.toBe(hashOf(first))
    expect(hashOf(await drawn(draft))).not.toBe(hashOf(first))
  })

  it('given the file’s syntax, then it is tagged PDF/UA with a language and a title, and the chart has its words', async () => {
    const syntax = syntaxOf(await drawn(signed))
    for (const part of [
      '/StructTreeRoot',
      '/Marked true',
      '/Lang (en-US)',
      '/DisplayDocTitle true',
      'pdfuaid:part>1<',
    ]) {
      expect(syntax).toContain(part)
    }
    for (const role of ['H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD', 'L', 'LI', 'Figure'])
      expect(syntax).toMatch(new RegExp(`/S /${role}\\b`))
    expect(syntax).toMatch(/\/Scope \/Column|\/Scope \(Column\)/)
    expect(syntax).toMatch(/\/Alt \(Chart of 7 sets of vital signs/)
  })

  it('given the file’s syntax, then chart and code are vectors, fonts are embedded, and nothing in it can act (S39)', async () => {
    const syntax = syntaxOf(await drawn(signed))
    expect(syntax).not.toMatch(/\/Subtype \/Image|\/JavaScript|\/JS |\/OpenAction|\/AA |\/Launch|\/URI|\/EmbeddedFile/)
    const embedded = syntax.match(/\/FontFile2/g) ?? []
    expect(embedded.length).toBe((syntax.match(/\/Type \/FontDescriptor/g) ?? []).length)
    expect(syntax).not.toMatch(/\/BaseFont \/Helvetica/)
  })

  it('given a table longer than a page, then every page repeats its head and no row is lost', async () => {
    const rows = Array.from({ length: 120 }, (_, at) => ({
      cells: [
        [{ text: `row ${at + 1}.`, mark: 'plain' as const }],
        [{ text: 'calm, breathing slow', mark: 'muted' as const }],
      ],
      careTeamOnly: false,
    }))
    const columns = [
      { title: 'Column of times', align: 'left' as const, parts: 1 },
      { title: 'Words', align: 'right' as const, parts: 3 },
    ]
    const blocks: Block[] = [{ block: 'table', caption: 'Long', columns, rows, empty: '' }]
    const pages = await pagesOf(await drawn({ blocks, frame: signed.frame }))
    expect(pages.length).toBeGreaterThan(2)
    for (const page of pages) expect(page).toContain('Column of times')
    rows.forEach((_, at) => {
      expect(pages.filter((page) => page.includes(`row ${at + 1}. `))).toHaveLength(1)
    })
  })

  it('given a row taller than a page, then it goes on over the pages and ends', async () => {
    const long = Array.from({ length: 1_500 }, (_, at) => `word${at}`).join(' ')
    const blocks: Block[] = [
      {
        block: 'table',
        caption: 'Tall',
        columns: [{ title: 'Words', align: 'left', parts: 1 }],
        rows: [{ cells: [[{ text: `${long} ${long} ${long} the end`, mark: 'plain' }]], careTeamOnly: false }],
        empty: '',
      },
    ]
    const pages = await pagesOf(await drawn({ blocks, frame: signed.frame }))
    expect(pages.length).toBeGreaterThan(2)
    expect(pages.at(-1)).toContain('the end')
  })
})

describe('what must never be cut', () => {
  it('given 200 allergies, then every one of them is on the paper', async () => {
    const allergies = Array.from({ length: 200 }, (_, at) => `Substance ${at + 1} (rash and swelling);`)
    const blocks = signed.blocks.map((block) => (block.block === 'identity-banner' ? { ...block, allergies } : block))
    const text = (await pagesOf(await drawn({ blocks, frame: signed.frame }))).join(' ')
    for (const allergy of allergies) expect(text).toContain(allergy)
  })

  it('given a note as long as one may be, then its last word is on the paper', async () => {
    const text = `${'breathing slow and even '.repeat(333)} lastword`
    const pages = await pagesOf(await drawn({ blocks: [paragraph(text)], frame: signed.frame }))
    expect(pages.join(' ')).toContain('lastword')
  })
})

describe('text that plays tricks (S39, S34)', () => {
  it('given control and direction characters, then they are neutralised and the rest stays', () => {
    expect(safeText('Ann\u202Eerom\u0000a\u0007 \u2066x\u2069')).toBe('Annerom a  x')
    expect(safeText('a\u200bb\ufeffc\u00add')).toBe('abcd')
    expect(safeText('one\r\ntwo\u2028three')).toBe('one\ntwo three')
    expect(safeText('half \ud83d of a pair')).toBe('half \ufffd of a pair')
    expect(safeLine('two\nlines', 40)).toBe('two lines')
    expect(safeLine('x'.repeat(50), 10)).toBe(`${'x'.repeat(9)}…`)
  })

  it.each([
    ['10,000 letters without a space', 'W'.repeat(10_000)],
    ['10,000 letters with spaces', 'Wilhelmina '.repeat(910)],
    ['control characters', 'Ann\u0000\u0007\u001b[31m Whitfield'],
    ['a reversed direction', 'Ann \u202EdleiftihW\u202C'],
    ['half a surrogate pair', 'Ann \ud83d'],
    ['letters the font does not have', '小林 अनीता 🙂'],
    ['a string that would end a PDF string', 'Ann) Tj ET (\\'],
    ['nothing at all', ''],
  ])('given a name of %s, then the paper is drawn with every page numbered', async (_, name) => {
    const blocks = signed.blocks.map((block) => (block.block === 'identity-banner' ? { ...block, name } : block))
    const named = { blocks: [...blocks, paragraph(name)], frame: { ...signed.frame, patientName: name } }
    const pages = await pagesOf(await drawn(named))
    pages.forEach((page, at) => {
      expect(page).toContain(`Page ${at + 1} of ${pages.length}`)
      expect(page).toContain('MRN MH-004217')
    })
    expect(pages.join('')).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
  })
})
