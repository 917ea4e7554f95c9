import { allPractices } from '@holdspace/db/practice-store'
import { openQueue } from '@holdspace/queue/open-queue'
import type { House } from '@holdspace/use-cases/house'
import type { Closing } from '../closing.ts'
import type { Log } from '../request-log.ts'
import { type Job, type JobTools, jobs } from './jobs.ts'

export interface WorkerParts {
  readonly house: House
  readonly appUrl: string
  readonly tools: JobTools
  readonly log: Log
  readonly opened: Closing
}

/** How long a job that is running may still take once the server was asked to stop. */
const patienceMs = 5_000

/** Offers this process for every job of the table. With several workers each run is one worker's. */
export async function openWorker({ house, appUrl, tools, log, opened }: WorkerParts): Promise<void> {
  const queue = await openQueue(appUrl, {
    onError: (error) => log('warn', 'the queue failed', { error: error.name }),
  })
  opened.add('worker', () => queue.stop(patienceMs))
  for (const job of jobs.filter((one) => one.isDemoOnly !== true || house.isDemo)) {
    const { name, everySeconds } = job
    await queue.repeat({ name, everySeconds, run: () => runJob(job, house, tools, log) })
  }
}

/** Practice by practice: what fails in one is told and tried again, and holds back no other. */
export async function runJob(
  { name, run }: Pick<Job, 'name' | 'run'>,
  house: House,
  tools: JobTools,
  log: Log,
): Promise<void> {
  let failed: unknown = null
  for (const { practiceId } of await allPractices(house.db)) {
    try {
      await run(house, { kind: 'system', practiceId, reason: name }, tools)
    } catch (error) {
      failed = error
      log('warn', 'a job failed', { job: name, practiceId, error: error instanceof Error ? error.name : 'unknown' })
    }
  }
  if (failed !== null) throw failed
}
