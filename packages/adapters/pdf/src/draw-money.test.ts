import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { creditNote } from '@holdspace/documents/credit-note'
import { goodFaithEstimatePaper } from '@holdspace/documents/good-faith-estimate'
import { invoice } from '@holdspace/documents/invoice'
import type { MoneyPaper } from '@holdspace/documents/money-head'
import { receipt } from '@holdspace/documents/receipt'
import { statement } from '@holdspace/documents/statement'
import { superbill } from '@holdspace/documents/superbill'
import {
  wrensCreditNote,
  wrensEstimate,
  wrensInvoice,
  wrensReceipt,
  wrensStatement,
  wrensSuperbill,
} from '@holdspace/documents/testing/marigold-money'
import { PDFParse } from 'pdf-parse'
import { describe, expect, it } from 'vitest'
import { drawPdf } from './draw-pdf.ts'

const fontFolder = dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'))
const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const draw = (paper: MoneyPaper, pageSize: 'letter' | 'a4' = 'letter') =>
  drawPdf(paper.blocks, { frame: paper.frame, pageSize, fontFolder })

async function pagesOf(bytes: Uint8Array): Promise<readonly string[]> {
  const parser = new PDFParse({ data: new Uint8Array(bytes) })
  const { pages } = await parser.getText({ pageJoiner: '' })
  await parser.destroy()
  return pages.map(({ text }) => text.replace(/\s+/g, ' '))
}

const papers = {
  superbill: superbill(wrensSuperbill(), sha256),
  invoice: invoice(wrensInvoice, sha256),
  receipt: receipt(wrensReceipt, sha256),
  'credit note': creditNote(wrensCreditNote, sha256),
  statement: statement(wrensStatement, sha256),
  estimate: goodFaithEstimatePaper(wrensEstimate, sha256),
}

/** What each paper must say (BILLING section 5 and 10; 45 CFR 149.610(c)). */
const says: { readonly [Paper in keyof typeof papers]: readonly string[] } = {
  superbill: [
    'SB-2026-0004',
    'Tax number 00-0000001 · NPI 1234567893',
    '44 Canal Street',
    'F33.1',
    'Dr Helen Ames, MD',
    'NPI 1111111112',
    'Psychotherapy 09:09 to 10:39: 90 min',
    'NDC N400409205105',
    'POS 11',
    'OWN60-95',
    'Dr Mina Osei, NPI 2222222228',
    '$585.00',
    'Paid ahead, from a package −$585.00',
    'Charged $884.00',
    'Balance $99.00',
    'signed electronically by Dr Helen Ames',
    'not a bill',
  ],
  invoice: [
    'INV-2026-0011',
    'due 21-Dec-2026',
    // A package's share stands for the fee: units times what each costs is the amount beside it.
    '$585.00 fee $650.00 $585.00',
    'share of the package price',
    'Sum $884.00',
    'From packages −$585.00',
    'To pay $99.00',
    '$15.00 of your money is held',
  ],
  receipt: [
    'R-2026-0023',
    '$3,710.00',
    'by card, slip 004417',
    'paid ahead for care to come',
    'Still owed on the account $114.00',
    'not a statement of services given',
  ],
  'credit note': [
    'CN-2026-0002',
    'for INV-2026-0011',
    'For invoice INV-2026-0011 of 21-Nov-2026',
    'Why: Charged to the wrong day',
    'Psychotherapy, 53 minutes and more (PSY-60) $195.00',
    '1 given back to the package',
    'Credited $299.00',
    'No longer owed $89.00',
    'Forgiven before $10.00',
    'Was paid, now held as your credit $200.00',
    'Still owed on the account $25.00',
    'stays as it was issued',
  ],
  statement: ['ST-2026-0002', 'Owed before', '$299.00 owed', '$1,170.00 of care paid ahead'],
  estimate: [
    'GFE-2026-0007',
    'Abara, Wren',
    'Born 02-Mar-1991',
    'Scheduled: 01-Dec-2026',
    '6 × $650.00',
    '$3,900.00',
    'Expected from this provider $2,535.00',
    'Expected in all $6,519.00',
    'NPI 1000000004 · tax number 00-0000001 · 12 Orchard Lane, Hudson, NY',
    'Laboratory tests; A booster session',
    'an estimate of their own',
    'other services that are not in this estimate',
    '$400.00 or more above',
    'within 120 calendar days',
    'new estimate before more care',
    'does not change the care you get here',
    'does not oblige you',
    '1-800-985-3059',
  ],
}

describe('papers about money, read back by another reader', () => {
  it.each(Object.keys(papers) as (keyof typeof papers)[])(
    'the %s says what it must, on letter and A4, with patient and page on every page (A4)',
    async (name) => {
      for (const size of ['letter', 'a4'] as const) {
        const pages = await pagesOf(await draw(papers[name], size))
        const text = pages.join(' ')
        for (const words of says[name]) expect(text).toContain(words)
        pages.forEach((page, at) => {
          expect(page).toContain('Abara, Wren')
          expect(page).toContain('MRN 10009')
          expect(page).toContain(`Page ${at + 1} of ${pages.length}`)
        })
      }
    },
  )

  it.each(Object.keys(papers) as (keyof typeof papers)[])(
    'the %s is tagged, and the same content is the same bytes',
    async (name) => {
      const first = await draw(papers[name])
      expect(hashOf(await draw(papers[name]))).toBe(hashOf(first))
      const syntax = Buffer.from(first).toString('latin1')
      for (const part of ['/StructTreeRoot', '/Marked true', '/Lang (en-US)', 'pdfuaid:part>1<'])
        expect(syntax).toContain(part)
      expect(syntax).not.toMatch(/\/JavaScript|\/URI|\/OpenAction/)
    },
  )

  it('a superbill of fourteen visits breaks between rows and repeats its head', async () => {
    const pages = await pagesOf(await draw(superbill(wrensSuperbill(14), sha256)))
    expect(pages.length).toBeGreaterThan(3)
    for (const page of pages.slice(0, -1)) expect(page).toContain('Service, with times and amounts')
    expect(pages.join(' ').match(/NDC N400409205105/g)).toHaveLength(14)
    expect(pages.at(-1)).toContain('Balance')
  })

  it('a superbill says where nobody is named as having rendered a service, and only there', async () => {
    const bill = wrensSuperbill()
    const words = 'No rendering provider is named'
    expect((await pagesOf(await draw(superbill(bill, sha256)))).join(' ')).not.toContain(words)
    const [visit] = bill.visits
    if (visit === undefined) throw new Error('Wren’s superbill has no visit.')
    const visits = [{ ...visit, lines: visit.lines.map((one) => ({ ...one, providerMark: '' })) }]
    expect((await pagesOf(await draw(superbill({ ...bill, visits }, sha256)))).join(' ')).toContain(words)
  })

  it('a package not paid in full is not shown as paid: the same money is never paid twice', () => {
    const paper = superbill({ ...wrensSuperbill(), isCoveredPaid: false }, sha256)
    const told = JSON.stringify(paper.blocks)
    expect(told).not.toContain('Paid ahead, from a package')
    expect(told).toContain('Under a package not yet paid in full')
    expect(told).toContain('$684.00')
  })
})
