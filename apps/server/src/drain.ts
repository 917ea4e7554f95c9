import type { Server, ServerResponse } from 'node:http'

export interface Drain {
  /** Stops taking requests, ends event streams, waits for the rest, then closes what is left. */
  readonly stop: (patienceMs: number) => Promise<void>
}

/** Event streams never end by themselves; a browser connects again and finds the next server. */
function isEventStream(res: ServerResponse): boolean {
  return res.headersSent && res.req.headers.accept?.includes('text/event-stream') === true
}

/**
 * Its headers promised to keep the connection, so the connection is ended with it. Whoever writes to the stream may not
 * have heard yet: a line written after the end is nobody's fault and must not bring the server down while it stops.
 */
function endStream(res: ServerResponse): void {
  const { socket } = res
  res.on('error', () => undefined)
  res.end(() => socket?.end())
}

/**
 * Watches the answers a server is giving, so that it can stop without cutting one off.
 *
 * They stand in a plain list. A Set out of which one is taken for every one that is put in builds its table anew every few
 * requests, and each table it leaves behind keeps what stood in it until the whole heap is swept: every answer with its text
 * outlived its request (decision 0045).
 */
export function drainOf(server: Server): Drain {
  const open: ServerResponse[] = []
  const forget = (res: ServerResponse) => {
    const at = open.indexOf(res)
    const last = open.pop()
    if (last !== undefined && at < open.length) open[at] = last
  }
  server.on('request', (_req, res) => {
    open.push(res)
    res.once('close', () => forget(res))
  })
  return {
    stop: (patienceMs) =>
      new Promise((resolve) => {
        const hard = setTimeout(() => server.closeAllConnections(), patienceMs)
        server.close(() => {
          clearTimeout(hard)
          resolve()
        })
        server.closeIdleConnections()
        for (const res of open) {
          if (isEventStream(res)) endStream(res)
          else res.shouldKeepAlive = false
        }
      }),
  }
}
