import type { Block, BlockKind, BlockOf, PaperFrame } from '@holdspace/documents/block'
import { drawIdentityBanner } from './draw-banner.ts'
import { drawVitalsChart } from './draw-chart.ts'
import { drawParties, drawTotals } from './draw-money.ts'
import { drawProof } from './draw-proof.ts'
import { drawDrawnSignature } from './draw-strokes.ts'
import { drawTable } from './draw-table.ts'
import {
  drawHeading,
  drawKeyValues,
  drawLetterhead,
  drawNotice,
  drawParagraph,
  drawSignature,
  drawTitle,
  keepWithNext,
} from './draw-text.ts'
import type { PageSize } from './look.ts'
import { drawFooters, openSheet, type Sheet } from './sheet.ts'

export interface DrawOptions {
  readonly frame: PaperFrame
  readonly pageSize: PageSize
  /** Folder of the DejaVu TTF files. */
  readonly fontFolder: string
}

/** How each kind of block is drawn: one row per kind, no default. */
const draw: { readonly [K in BlockKind]: (sheet: Sheet, block: BlockOf<K>) => void } = {
  letterhead: drawLetterhead,
  title: drawTitle,
  'identity-banner': drawIdentityBanner,
  heading: drawHeading,
  paragraph: drawParagraph,
  'key-values': drawKeyValues,
  table: drawTable,
  parties: drawParties,
  totals: drawTotals,
  'vitals-chart': drawVitalsChart,
  notice: drawNotice,
  signature: drawSignature,
  'drawn-signature': drawDrawnSignature,
  proof: drawProof,
}

/**
 * Draws a paper as a tagged PDF (PDF/UA) with embedded fonts. Pure in effect: the same blocks and options give the same
 * bytes. No network, no path or address from the input ever reaches the library (S39); throws only on a fault of ours.
 */
export async function drawPdf(blocks: readonly Block[], options: DrawOptions): Promise<Uint8Array> {
  const sheet = openSheet(options.frame, options.pageSize, options.fontFolder)
  const whole = collect(sheet)
  for (const [at, block] of blocks.entries()) {
    if (block.block === 'heading') keepWithNext(sheet, blocks[at + 1])
    drawBlock(sheet, block)
  }
  drawFooters(sheet)
  sheet.root.end()
  sheet.pdf.end()
  return whole
}

function drawBlock<K extends BlockKind>(sheet: Sheet, block: BlockOf<K>): void {
  // The table's key and the block's own kind are the same word; the union cannot be told so by inference alone.
  const drawOne = draw[block.block as K] as (on: Sheet, what: BlockOf<K>) => void
  drawOne(sheet, block)
}

function collect({ pdf }: Sheet): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    pdf.on('error', reject)
  })
}
