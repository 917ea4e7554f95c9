import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

export interface Connection {
  /** Sends one notification; false when there is no connection to send it on. */
  readonly send: (payload: string) => Promise<boolean>
  readonly isConnected: () => boolean
  readonly close: () => Promise<void>
}

export interface Hearing {
  /** A notification of another process. */
  readonly heard: (payload: string) => void
  /** Connected, for the first time or again: something may have been missed. */
  readonly connected: () => void
  readonly lost: () => void
}

const channel = 'holdspace'
const retryMs = [50, 100, 250, 500, 1_000, 2_000, 5_000] as const
/** A connection that died without a word (a cable, a sleeping host) is found out by asking. */
const askMs = 15_000

/** Keeps one connection that listens, and makes a new one whenever it breaks, until it is closed. */
export function keepConnection(url: string, hearing: Hearing): Connection {
  const closing = new AbortController()
  let client: { ask: Ask } | null = null

  async function live(): Promise<void> {
    for (let failures = 0; !closing.signal.aborted; ) {
      const wasConnected = await once()
      failures = wasConnected ? 0 : failures + 1
      if (closing.signal.aborted) return
      if (wasConnected || failures === 1) hearing.lost()
      await rest(retryMs[Math.min(failures, retryMs.length - 1)] ?? 5_000, closing.signal)
    }
  }

  /** One connection from its beginning to its end; false when it never came to be. */
  async function once(): Promise<boolean> {
    const fresh = newClient(url)
    const line = { ask: oneAtATime(fresh) }
    const ended = new Promise<void>((resolve) => {
      fresh.once('end', resolve)
      fresh.on('error', () => resolve())
    })
    try {
      await fresh.connect()
      await listenOn(fresh, hearing.heard)
      client = line
      hearing.connected()
      await untilBroken(line.ask, ended, closing.signal)
      return true
    } catch {
      return client === line
    } finally {
      client = null
      await fresh.end().catch(() => undefined)
    }
  }

  const living = live()
  return {
    send: async (payload) => {
      if (client === null) return false
      await client.ask('select pg_notify($1, $2)', [channel, payload])
      return true
    },
    isConnected: () => client !== null,
    close: async () => {
      closing.abort()
      await living
    },
  }
}

function newClient(url: string): pg.Client {
  return new pg.Client({
    connectionString: url,
    application_name: 'holdspace stream',
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    query_timeout: 10_000,
  })
}

type Ask = (text: string, values?: readonly string[]) => Promise<unknown>

/** A connection answers one question at a time; who asks meanwhile waits here, not inside the driver. */
function oneAtATime(client: pg.Client): Ask {
  let last: Promise<unknown> = Promise.resolve()
  return (text, values = []) => {
    const turn = last.then(() => client.query(text, [...values]))
    last = turn.catch(() => undefined)
    return turn
  }
}

async function listenOn(client: pg.Client, heard: (payload: string) => void): Promise<void> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const own = rows[0]?.pid
  // What this process announces was heard here at once, without the way through the database.
  client.on('notification', (note) => {
    if (note.processId !== own) heard(note.payload ?? '')
  })
  // What is announced is kept nowhere: fifty times a second on a busy day no disk should be waited for because of it.
  await client.query(`set synchronous_commit = off; listen ${channel}`)
}

async function untilBroken(ask: Ask, ended: Promise<void>, closing: AbortSignal): Promise<void> {
  for (;;) {
    const over = new AbortController()
    const stopped = rest(askMs, AbortSignal.any([closing, over.signal]))
    const isBroken = await Promise.race([ended.then(() => true), stopped.then(() => false)])
    over.abort()
    if (isBroken || closing.aborted) return
    await ask('select 1')
  }
}

/** Waits, but no longer than until the signal, and keeps no process alive. */
async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal, ref: false }).catch(() => undefined)
}
