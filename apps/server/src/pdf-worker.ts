import { parentPort, workerData } from 'node:worker_threads'
import { drawPdf } from '@holdspace/pdf/draw-pdf'
import type { DrawJob, DrawnJob } from './draw-pdf.ts'

/** The drawing thread: a paper in, its bytes out. */
const { fontFolder }: { fontFolder: string } = workerData

async function drawOne({ id, drawing }: DrawJob): Promise<DrawnJob> {
  try {
    const { blocks, frame, paper } = drawing
    return { id, pdf: await drawPdf(blocks, { frame, pageSize: paper, fontFolder }) }
  } catch (error) {
    return { id, error: error instanceof Error ? error.name : 'unknown' }
  }
}

parentPort?.on('message', async (job: DrawJob) => {
  parentPort?.postMessage(await drawOne(job))
})
