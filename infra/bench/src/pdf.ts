import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Block, Rich } from '@holdspace/documents/block'
import { sessionRecord } from '@holdspace/documents/session-record'
import { superbill } from '@holdspace/documents/superbill'
import { wrensSuperbill } from '@holdspace/documents/testing/marigold-money'
import { margueritesSession, marigoldInput, sha256 } from '@holdspace/documents/testing/marigold-session'
import { drawPdf } from '@holdspace/pdf/draw-pdf'
import { root } from '@holdspace/server/places'
import PDFDocument from 'pdfkit'
import type { Load } from './load.ts'
import { atLeastPercent, type Figure, round, share } from './measure.ts'

const seconds = 6

/** The session record, tagged and with its chart, beside pdfkit writing the same words in the same font and nothing else. */
export async function pdfFigures(): Promise<Figure[]> {
  const fromPdf = createRequire(join(root, 'packages', 'adapters', 'pdf', 'package.json'))
  const fontFolder = join(dirname(fromPdf.resolve('dejavu-fonts-ttf/package.json')), 'ttf')
  const font = parsedOnce(join(fontFolder, 'DejaVuSansCondensed.ttf'))
  const papers = [
    { name: 'session record, one thread', paper: sessionRecord(marigoldInput(margueritesSession()), sha256) },
    { name: 'superbill, one thread', paper: superbill(wrensSuperbill(), sha256) },
  ]
  const figures: Figure[] = []
  for (const { name, paper } of papers) {
    const { blocks, frame } = paper
    const words = blocks.flatMap(wordsOf)
    const bare = await perSecond(() => drawBare(words, font))
    const ours = await perSecond(() => drawPdf(blocks, { frame, pageSize: 'letter', fontFolder }))
    figures.push({
      ...share('PDF', name, '/s', [ours, bare], atLeastPercent(60, 80)),
      note: 'floor: untagged pdfkit, the same words, its font parsed once',
    })
  }
  return figures
}

function wordsOf(block: Block): string[] {
  const text = (rich: Rich) => rich.map((run) => run.text).join('')
  switch (block.block) {
    case 'letterhead':
      return [block.name, ...block.lines]
    case 'title':
      return [block.text, block.subtitle]
    case 'identity-banner':
      return [block.name, block.born, block.sex, block.mrn, block.allergyTitle, ...block.allergies]
    case 'heading':
    case 'notice':
      return [block.text]
    case 'paragraph':
      return [text(block.text)]
    case 'key-values':
      return block.rows.flatMap((row) => [row.label, text(row.value)])
    case 'table':
      return [...block.columns.map((column) => column.title), ...block.rows.flatMap((row) => row.cells.map(text))]
    case 'parties':
      return block.parties.flatMap(({ title, lines }) => [title, ...lines.map(text)])
    case 'totals':
      return block.rows.flatMap(({ label, amount }) => [label, amount])
    case 'vitals-chart':
      return block.ticks.map((tick) => tick.label)
    case 'signature':
      return [block.name, block.credential, block.meaning, block.signedAt]
    case 'drawn-signature':
      return [block.alt]
    case 'proof':
      return [...block.rows.flatMap((row) => [row.label, row.value]), block.howToCheck]
  }
}

/** The library takes a parsed font in place of a file's bytes, and does not say so in its types. */
function parsedOnce(file: string): PDFKit.Mixins.PDFFontSource {
  const probe = new PDFDocument({ autoFirstPage: false, font: '' })
  probe.font(readFileSync(file))
  return (probe as unknown as { _font: { font: unknown } })._font.font as PDFKit.Mixins.PDFFontSource
}

function drawBare(words: readonly string[], font: PDFKit.Mixins.PDFFontSource): Promise<void> {
  const pdf = new PDFDocument({ size: 'LETTER', margin: 40, font: '' })
  const done = new Promise<void>((resolve) => pdf.on('end', resolve))
  pdf.on('data', () => undefined)
  pdf.font(font).fontSize(8)
  for (const text of words) pdf.text(text)
  pdf.end()
  return done
}

/** The processor time counts what the collector's threads take too. */
async function perSecond(draw: () => Promise<unknown>): Promise<Load> {
  for (let warm = 0; warm < 5; warm += 1) await draw()
  let count = 0
  const used = process.cpuUsage()
  const started = performance.now()
  while (performance.now() - started < seconds * 1000) {
    await draw()
    count += 1
  }
  const rate = round(count / ((performance.now() - started) / 1000))
  const { user, system } = process.cpuUsage(used)
  return { rate, cost: round((user + system) / count, 0) }
}
