import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Drawing, DrawPdf } from '@holdspace/use-cases/house'
import type { Closing } from './closing.ts'
import { root, serverDist } from './places.ts'

export interface DrawJob {
  readonly id: number
  readonly drawing: Drawing
}
export type DrawnJob =
  | { readonly id: number; readonly pdf: Uint8Array }
  | { readonly id: number; readonly error: string }

interface Waiting {
  readonly resolve: (pdf: Uint8Array) => void
  readonly reject: (error: Error) => void
}

/** The folder of the typefaces, found from the package that declares them. */
function fontFolder(): string {
  const fromPdf = createRequire(join(root, 'packages', 'adapters', 'pdf', 'package.json'))
  return join(dirname(fromPdf.resolve('dejavu-fonts-ttf/package.json')), 'ttf')
}

/**
 * Draws papers on a thread of their own, so that a long record never makes a nurse's entry wait. The thread starts with
 * the first paper, keeps its parsed typefaces, and is replaced when it dies.
 */
export function openPdfWorkers(opened: Closing): DrawPdf {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let lastId = 0

  const failAll = (error: Error): void => {
    worker = null
    for (const one of waiting.values()) one.reject(error)
    waiting.clear()
  }
  const start = (): Worker => {
    const fresh = new Worker(join(serverDist, 'pdf-worker.mjs'), { workerData: { fontFolder: fontFolder() } })
    fresh.on('message', (drawn: DrawnJob) => {
      const one = waiting.get(drawn.id)
      waiting.delete(drawn.id)
      if ('pdf' in drawn) one?.resolve(drawn.pdf)
      else one?.reject(new Error(drawn.error))
    })
    fresh.on('error', failAll)
    fresh.on('exit', () => failAll(new Error('The drawing thread ended')))
    fresh.unref()
    return fresh
  }
  opened.add('pdf', async () => {
    await worker?.terminate()
  })

  return (drawing) =>
    new Promise((resolve, reject) => {
      worker ??= start()
      lastId += 1
      waiting.set(lastId, { resolve, reject })
      worker.postMessage({ id: lastId, drawing } satisfies DrawJob)
    })
}
