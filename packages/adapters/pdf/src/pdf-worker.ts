import { parentPort } from 'node:worker_threads'
import { drawPdf } from './draw-pdf.ts'
import type { DrawAnswer, DrawQuestion } from './pdf-pool.ts'

/** The thread's side of the pool: draws one paper at a time and hands its bytes back without copying them. */
parentPort?.on('message', ({ id, blocks, options }: DrawQuestion) => {
  drawPdf(blocks, options).then(
    (bytes) => parentPort?.postMessage({ id, bytes } satisfies DrawAnswer, [bytes.buffer as ArrayBuffer]),
    (fault: unknown) => parentPort?.postMessage({ id, fault: String(fault) } satisfies DrawAnswer),
  )
})
