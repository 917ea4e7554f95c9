import { keepConnection } from './connection.ts'
import { listeners } from './listeners.ts'
import { isTopic, payloadsOf } from './payloads.ts'

export interface Stream {
  /**
   * Tells every process, after the commit, that something under this topic changed. Topics hold ids only, e.g.
   * `session:018f…`: whoever hears reads for itself, under its own permission. Never waits; throws only on a topic that
   * is more than names and ids.
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
  /** Told in one line when the connection was lost. */
  readonly onChange?: (line: string) => void
}

/** Announcements within this time become one notification: NOTIFY has a global lock, and no eye sees 20 ms. */
const gatherMs = 20

/**
 * Live updates over the database's LISTEN and NOTIFY, on a connection of its own: NOTIFY inside a recording transaction
 * would make recordings wait for each other. `url` is the application role's, and must reach the database itself, not a
 * pooler that shares connections between transactions.
 */
export function openStream(url: string, options: StreamOptions = {}): Stream {
  const ears = listeners()
  const waiting = new Set<string>()
  let gathering: NodeJS.Timeout | null = null

  /** What cannot be sent now waits for the next connection. */
  async function flush(): Promise<void> {
    gathering = null
    if (waiting.size === 0 || !connection.isConnected()) return
    const topics = [...waiting]
    waiting.clear()
    for (const payload of payloadsOf(topics)) {
      const isSent = await connection.send(payload).catch(() => false)
      if (!isSent) for (const topic of payload.split('\n')) waiting.add(topic)
    }
  }

  const connection = keepConnection(url, {
    heard: (payload) => {
      for (const topic of payload.split('\n')) ears.tell(topic)
    },
    connected: () => {
      ears.tellAll()
      void flush()
    },
    lost: () => options.onChange?.('Live updates lost their connection; screens ask for themselves until it is back.'),
  })

  return {
    announce: (topic) => {
      // Found by the first test that announces it, long before a patient's name could travel.
      if (!isTopic(topic)) throw new Error('A topic is made of names and ids only')
      ears.tell(topic)
      waiting.add(topic)
      gathering ??= setTimeout(() => void flush(), gatherMs).unref()
    },
    listen: ears.add,
    isConnected: connection.isConnected,
    close: async () => {
      if (gathering !== null) clearTimeout(gathering)
      await flush()
      await connection.close()
    },
  }
}
