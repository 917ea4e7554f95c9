import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { openPdfPool } from '@holdspace/pdf/pdf-pool'
import type { DrawPdf } from '@holdspace/use-cases/house'
import type { Closing } from './closing.ts'
import { root, serverDist } from './places.ts'

/** The folder of the typefaces, found from the package that declares them. */
function fontFolder(): string {
  const fromPdf = createRequire(join(root, 'packages', 'adapters', 'pdf', 'package.json'))
  return join(dirname(fromPdf.resolve('dejavu-fonts-ttf/package.json')), 'ttf')
}

/** Draws papers on one thread of their own, so that a long record never makes a nurse's entry wait. */
export function openPdfWorkers(opened: Closing): DrawPdf {
  const pool = openPdfPool({ workerFile: join(serverDist, 'pdf-worker.mjs'), size: 1 })
  const fonts = fontFolder()
  opened.add('pdf', pool.close)
  return ({ blocks, frame, paper }) => pool.draw(blocks, { frame, pageSize: paper, fontFolder: fonts })
}
