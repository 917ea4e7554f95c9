/** The checking thread as the server's build bundles it: takes pages in their order and tells in the end what it found. */
import { parentPort, workerData } from 'node:worker_threads'
import { chainChecker } from '@holdspace/use-cases/verify/check-chains'
import type { CheckAnswer, CheckQuestion } from './check-chains.ts'
import { nodeHashing } from './hashing.ts'

const checker = chainChecker(String(workerData), nodeHashing.sha256)

parentPort?.on('message', (question: CheckQuestion) => {
  if (question.page === null) parentPort?.postMessage({ checked: checker.done() } satisfies CheckAnswer)
  else {
    const memory = question.page.rows.buffer
    checker.take(question.page)
    parentPort?.postMessage({ checked: null, memory } satisfies CheckAnswer, [memory])
  }
})
