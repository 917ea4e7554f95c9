import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { listeners } from './listeners.ts'
import { isTopic, payloadsOf } from './payloads.ts'

export interface Stream {
  /**
   * Tells every process, after the commit, that something under this topic changed. Topics hold ids only, e.g.
   * `session:018f…`: whoever hears reads for itself, under its own permission. Never waits; throws only on a topic that is more than names and ids.
   */
  readonly announce: (topic: string) => void
  /**
   * Calls back when the topic was announced, here or in another process, and after every reconnect, when something may
   * have been missed. May call once for several announcements, and once too often; never too seldom for long: a
   * subscriber re-reads from its last sequence and polls as well. Answers how to stop.
   */
  readonly listen: (topic: string, heard: () => void) => () => void
  /** Whether other processes can be heard now. */
  readonly isConnected: () => boolean
  readonly close: () => Promise<void>
}

export interface StreamOptions {
  /** Told in one line when the connection was lost and when it is back. */
  readonly onChange?: (line: string) => void
}

const channel = 'holdspace'
/** Announcements within this time become one notification: NOTIFY has a global lock, and no eye sees 20 ms. */
const gatherMs = 20
const retryMs = [50, 100, 250, 500, 1_000, 2_000, 5_000] as const
/** A connection that died without a word (a cable, a sleeping host) is found out by asking. */
const askMs = 15_000

/**
 * Live updates over the database's LISTEN and NOTIFY, on a connection of its own: NOTIFY inside a recording transaction
 * would make recordings wait for each other. `url` is the application role's, and must reach the database itself, not a
 * pooler that shares connections between transactions.
 */
export function openStream(url: string, options: StreamOptions = {}): Stream {
  const ears = listeners()
  const waiting = new Set<string>()
  const closing = new AbortController()
  let client: pg.Client | null = null
  let gathering: NodeJS.Timeout | null = null

  async function flush(): Promise<void> {
    gathering = null
    const open = client
    if (open === null || waiting.size === 0) return
    const topics = [...waiting]
    waiting.clear()
    try {
      for (const payload of payloadsOf(topics)) await open.query('select pg_notify($1, $2)', [channel, payload])
    } catch {
      for (const topic of topics) waiting.add(topic)
    }
  }

  async function connectOnce(): Promise<void> {
    const fresh = new pg.Client({
      connectionString: url,
      application_name: 'holdspace stream',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 10_000,
    })
    const ended = new Promise<void>((resolve) => {
      fresh.once('end', resolve)
      fresh.on('error', () => resolve())
    })
    try {
      await fresh.connect()
      const { rows } = await fresh
        .query<{ pid: number }>(`listen ${channel}; select pg_backend_pid() as pid`)
        .then(lastResult)
      const own = rows[0]?.pid
      fresh.on('notification', (note) => {
        // Announcements of this process were heard here at once, without the way through the database.
        if (note.processId !== own) for (const topic of (note.payload ?? '').split('\n')) ears.tell(topic)
      })
      client = fresh
      ears.tellAll()
      await flush()
      await untilBroken(fresh, ended)
    } finally {
      client = null
      await fresh.end().catch(() => undefined)
    }
  }

  async function untilBroken(open: pg.Client, ended: Promise<void>): Promise<void> {
    const stopped = new Promise<void>((resolve) =>
      closing.signal.addEventListener('abort', () => resolve(), { once: true }),
    )
    for (;;) {
      const awaited = new AbortController()
      const asked = pause(askMs, 'ask' as const, { signal: awaited.signal, ref: false }).catch(() => 'over' as const)
      const what = await Promise.race([ended, stopped, asked])
      awaited.abort()
      if (what !== 'ask') return
      await open.query('select 1')
    }
  }

  const living = (async () => {
    let failures = 0
    while (!closing.signal.aborted) {
      try {
        await connectOnce()
        failures = 0
      } catch {
        failures += 1
      }
      if (closing.signal.aborted) return
      if (failures <= 1)
        options.onChange?.('Live updates lost their connection; screens ask for themselves until it is back.')
      await pause(retryMs[Math.min(failures, retryMs.length - 1)], undefined, {
        signal: closing.signal,
        ref: false,
      }).catch(() => undefined)
    }
  })()

  return {
    announce: (topic) => {
      // Found by the first test that announces it, long before a patient's name could travel.
      if (!isTopic(topic)) throw new Error('A topic is made of names and ids only')
      ears.tell(topic)
      waiting.add(topic)
      gathering ??= setTimeout(() => void flush(), gatherMs).unref()
    },
    listen: ears.add,
    isConnected: () => client !== null,
    close: async () => {
      if (gathering !== null) clearTimeout(gathering)
      await flush()
      closing.abort()
      await living
    },
  }
}

/** The driver answers an array for two statements in one message. */
function lastResult<Row extends pg.QueryResultRow>(
  result: pg.QueryResult<Row> | pg.QueryResult<Row>[],
): pg.QueryResult<Row> {
  const last = Array.isArray(result) ? result.at(-1) : result
  if (last === undefined) throw new Error('the database answered nothing')
  return last
}
