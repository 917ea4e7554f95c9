import type { DrawPdf } from '@holdspace/use-cases/house'
import type { Closing } from './closing.ts'

export function openPdfWorkers(_opened: Closing): DrawPdf {
  return async () => {
    throw new Error('no pdf drawing yet')
  }
}
