import PgBoss from 'pg-boss'
import { queueSchema } from './install-queue.ts'

/** Work that is done again and again: after each run the next waits so many seconds. */
export interface Recurring {
  readonly name: string
  readonly everySeconds: number
  readonly run: () => Promise<void>
}

export interface Queue {
  /** Does `work` in its turn from now on, in exactly one of the processes that offer to. */
  readonly repeat: (work: Recurring) => Promise<void>
  /** Lets what is running finish, at most so long; what does not is tried again by whoever comes next. */
  readonly stop: (patienceMs: number) => Promise<void>
}

export interface QueueOptions {
  /** Told when the queue itself fails; the name of the error, never a payload. */
  readonly onError: (error: Error) => void
}

/** Opens the installed queue as the application's own role. */
export async function openQueue(appUrl: string, { onError }: QueueOptions): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: appUrl,
    schema: queueSchema,
    application_name: 'holdspace worker',
    // Tables are the owner's to change, at migration.
    migrate: false,
    schedule: false,
    max: 3,
    maintenanceIntervalSeconds: 60,
    // Nothing in a finished tick is worth keeping.
    archiveCompletedAfterSeconds: 3600,
    deleteAfterDays: 1,
  })
  boss.on('error', onError)
  await boss.start()
  const pollSeconds = (everySeconds: number) => Math.max(1, Math.min(10, Math.floor(everySeconds / 2)))
  return {
    repeat: async ({ name, everySeconds, run }) => {
      await boss.work(name, { pollingIntervalSeconds: pollSeconds(everySeconds), batchSize: 1 }, async () => {
        try {
          await run()
        } finally {
          // Dropped where one waits already; so a chain neither breaks nor doubles.
          await boss.send(name, {}, { startAfter: everySeconds })
        }
      })
      await boss.send(name, {})
    },
    stop: (patienceMs) => boss.stop({ graceful: true, wait: true, timeout: patienceMs }),
  }
}
