import { Worker } from 'node:worker_threads'
import type { Block } from '@holdspace/documents/block'
import type { DrawOptions } from './draw-pdf.ts'

export interface DrawQuestion {
  readonly id: number
  readonly blocks: readonly Block[]
  readonly options: DrawOptions
}

export type DrawAnswer =
  | { readonly id: number; readonly bytes: Uint8Array }
  | { readonly id: number; readonly fault: string }

/** Draws papers away from the thread that answers people: drawing one takes as long as hundreds of small answers. */
export interface PdfPool {
  readonly draw: (blocks: readonly Block[], options: DrawOptions) => Promise<Uint8Array>
  /** Refuses new papers, lets the threads go. Papers still waiting are refused. */
  readonly close: () => Promise<void>
}

interface Waiting {
  readonly question: DrawQuestion
  readonly resolve: (bytes: Uint8Array) => void
  readonly reject: (fault: Error) => void
}

/** One thread and the paper it is drawing. */
interface Seat {
  worker: Worker
  busyWith: Waiting | undefined
}

/**
 * `workerFile` is `pdf-worker` as built by whoever starts the process (its place differs between a build and a test).
 * A thread that dies fails only the paper it was drawing and is replaced.
 */
export function openPdfPool({ workerFile, size }: { workerFile: string; size: number }): PdfPool {
  const queue: Waiting[] = []
  const seats: Seat[] = []
  let lastId = 0
  let closed = false

  const next = (seat: Seat) => {
    seat.busyWith = queue.shift()
    if (seat.busyWith === undefined) seat.worker.unref()
    else {
      seat.worker.ref()
      seat.worker.postMessage(seat.busyWith.question)
    }
  }
  const seatWorker = (seat: Seat, worker: Worker) => {
    seat.worker = worker
    worker.unref()
    worker.on('message', (answer: DrawAnswer) => {
      const done = seat.busyWith
      if (done?.question.id !== answer.id) return
      if ('bytes' in answer) done.resolve(answer.bytes)
      else done.reject(new Error(`The paper could not be drawn: ${answer.fault}`))
      next(seat)
    })
    worker.on('error', (fault) => {
      seat.busyWith?.reject(new Error(`The drawing thread stopped: ${fault.message}`))
      seat.busyWith = undefined
      if (closed) return
      seatWorker(seat, new Worker(workerFile))
      next(seat)
    })
  }
  const sit = (): Seat => {
    const seat: Seat = { worker: new Worker(workerFile), busyWith: undefined }
    seatWorker(seat, seat.worker)
    seats.push(seat)
    return seat
  }

  return {
    draw: (blocks, options) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Error('The drawing threads are closed.'))
        lastId += 1
        queue.push({ question: { id: lastId, blocks, options }, resolve, reject })
        // Threads start when the first papers come, so that a process that draws none pays for none.
        const free = seats.find((seat) => seat.busyWith === undefined) ?? (seats.length < size ? sit() : undefined)
        if (free !== undefined) next(free)
      }),
    close: async () => {
      closed = true
      for (const { reject } of queue.splice(0)) reject(new Error('The drawing threads are closed.'))
      for (const { busyWith } of seats) busyWith?.reject(new Error('The drawing threads are closed.'))
      await Promise.all(seats.map(({ worker }) => worker.terminate()))
    },
  }
}
