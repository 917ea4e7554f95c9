import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ChainCheckElsewhere, ChainPage, CheckedChains } from '@holdspace/use-cases/verify/check-chains'
import { serverDist } from './places.ts'

export interface CheckQuestion {
  /** Null when there are no more. */
  readonly page: ChainPage | null
}

export interface CheckAnswer {
  /** What was found, once there are no more pages; null when another page is wanted. */
  readonly checked: CheckedChains | null
  /** The memory of the page that is done. */
  readonly memory?: ArrayBuffer
}

const chainWorker = join(serverDist, 'chain-worker.mjs')

/** Pages that are under way to the thread: one is checked, one waits, and the next is read from the database. */
const mostUnderWay = 2

/**
 * A thread for each verification, which ends with it: recomputing a ledger takes a processor's whole time, and nobody who
 * charts may wait for it. What it needed is given back, where a thread that waits for the next time would keep it.
 */
export function checkChainsAside(ledger: string, workerFile = chainWorker): ChainCheckElsewhere {
  const worker = new Worker(workerFile, { workerData: ledger })
  const asked: { resolve: (answer: CheckAnswer) => void; reject: (fault: Error) => void }[] = []
  let stopped: Error | null = null
  worker.on('message', (answer: CheckAnswer) => asked.shift()?.resolve(answer))
  worker.on('error', (fault) => {
    stopped = new Error(`The checking thread stopped: ${fault.message}`)
    for (const { reject } of asked.splice(0)) reject(stopped)
  })
  const ask = (page: ChainPage | null): Promise<CheckAnswer> =>
    new Promise((resolve, reject) => {
      if (stopped !== null) return reject(stopped)
      asked.push({ resolve, reject })
      worker.postMessage({ page } satisfies CheckQuestion, page === null ? [] : [page.rows.buffer])
    })
  const underWay: Promise<CheckAnswer>[] = []
  return {
    take: async (page) => {
      const answer = ask(page)
      // Whoever stops reading never asks how it went.
      answer.catch(() => undefined)
      underWay.push(answer)
      return underWay.length < mostUnderWay ? undefined : (await underWay.shift())?.memory
    },
    done: async () => {
      await Promise.all(underWay)
      const { checked } = await ask(null)
      if (checked === null) throw new Error('The checking thread told nothing.')
      return checked
    },
    close: async () => {
      await worker.terminate()
    },
  }
}
