import { setTimeout as pause } from 'node:timers/promises'
import { ensureCluster } from './cluster.ts'
import { runningPostmaster } from './postmaster.ts'
import { processMark } from './process-mark.ts'
import { type PostgresOptions, type Server, startOnPort } from './server.ts'

/**
 * Starts the server again on the same port when it ended without being asked (out of memory, kill -9), so that the
 * application's connections come back by themselves (RELIABILITY R8).
 */
export function watchPostmaster(server: Server, options: PostgresOptions): { end: () => Promise<void> } {
  let ended = false
  const stopWaiting = new AbortController()
  let pid = server.pid
  let mark = processMark(pid)

  const watching = (async () => {
    while (!ended) {
      await pause(250, undefined, { signal: stopWaiting.signal, ref: false }).catch(() => undefined)
      if (ended || processMark(pid) === mark) continue
      options.onRestart?.('The embedded database ended by itself and is started again.')
      const again = await restart(server, options)
      if (again !== null) {
        pid = again
        mark = processMark(pid)
      }
    }
  })()

  return {
    end: async () => {
      ended = true
      stopWaiting.abort()
      await watching
    },
  }
}

async function restart(server: Server, options: PostgresOptions): Promise<number | null> {
  const running = runningPostmaster(server.place.cluster)
  if (running !== null) return running.pid
  const started = await startOnPort(server.place, ensureCluster(server.place), server.port, options)
  return started?.pid ?? null
}
