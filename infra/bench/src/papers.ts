import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Block, PaperFrame } from '@holdspace/documents/block'
import { instant } from '@holdspace/kit/instant'
import { drawPdf } from '@holdspace/pdf/draw-pdf'
import { root } from '@holdspace/server/places'
import PDFDocument from 'pdfkit'
import pg from 'pg'
import type { Clinic } from './clinic.ts'
import type { Row } from './measure.ts'

const fonts = join(
  dirname(
    createRequire(join(root, 'packages', 'adapters', 'pdf', 'package.json')).resolve('dejavu-fonts-ttf/package.json'),
  ),
  'ttf',
)
const papers = 20

const frame: PaperFrame = {
  title: 'Session record',
  practice: 'Marigold House',
  patientName: 'BENCH, Person',
  born: 'Born 14-Jul-1985 (41y)',
  mrn: 'MH-000001',
  allergyTitle: 'Allergies not recorded',
  draft: false,
  language: 'en-US',
  asOf: instant.parse('2026-11-21T14:00:00.000Z'),
}

async function signedBlocks(databaseUrl: string): Promise<readonly Block[]> {
  const owner = new pg.Client({ connectionString: databaseUrl })
  await owner.connect()
  const { rows } = await owner.query<{ blocks: Buffer }>(
    'select blocks from clinic.session_paper order by drawn_at limit 1',
  )
  await owner.end()
  const [found] = rows
  if (found === undefined) throw new Error('nobody in the demo clinic has a signed session')
  const parsed: readonly Block[] | { readonly blocks: readonly Block[] } = JSON.parse(found.blocks.toString('utf8'))
  return 'blocks' in parsed ? parsed.blocks : parsed
}

/** Every text of the record, once each: what bare pdfkit has to write. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsOf)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}

function bare(texts: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const pdf = new PDFDocument({ size: 'LETTER', font: join(fonts, 'DejaVuSansCondensed.ttf') })
    let bytes = 0
    pdf.on('data', (chunk: Buffer) => {
      bytes += chunk.length
    })
    pdf.on('end', () => resolve(bytes))
    pdf.fontSize(9)
    for (const text of texts) pdf.text(text)
    pdf.end()
  })
}

async function perSecond(draw: () => Promise<unknown>): Promise<number> {
  await draw()
  const started = performance.now()
  for (let count = 0; count < papers; count += 1) await draw()
  return papers / ((performance.now() - started) / 1000)
}

/** The session record, tagged, with its chart, beside the same words written by pdfkit in the same typeface and nothing else. */
export async function benchPapers({ demo }: Clinic): Promise<readonly Row[]> {
  const blocks = await signedBlocks(demo.databaseUrl)
  const texts = textsOf(blocks)
  const ours = await perSecond(() => drawPdf(blocks, { frame, pageSize: 'letter', fontFolder: fonts }))
  const theirs = await perSecond(() => bare(texts))
  const show = (value: number) => `${value.toFixed(1)}/s`
  return [
    { name: 'session record as PDF', figure: show(ours), floor: show(theirs), ratio: ours / theirs, must: '≥ 0.60' },
  ]
}
