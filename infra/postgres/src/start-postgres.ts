import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { findBinaries } from './binaries.ts'
import { ensureCluster, readPassword } from './cluster.ts'
import { lockHolder, takeLock } from './folder-lock.ts'
import { existingPlace, findPlace, type Place } from './place.ts'
import { answers, freePort, runningPostmaster, stopPostmaster, urlOf } from './postmaster.ts'
import { logOf, type PostgresOptions, patienceMs, type Server, startOnPort } from './server.ts'
import { StartRefused } from './start-refused.ts'
import { watchPostmaster } from './watch-postmaster.ts'

export interface Postgres {
  /** Connection URL of the owner: for migrations and backup, never for serving requests (S06). */
  readonly ownerUrl: string
  /** The server's process id when it was started or adopted; a restart after a crash changes it. */
  readonly pid: number
  /** True when a server left behind by a killed Holdspace was taken over instead of started. */
  readonly adopted: boolean
  /** Fast shutdown, then the folder is free again. */
  readonly stop: () => Promise<void>
}

/**
 * Starts the embedded PostgreSQL on a data folder, or adopts the one a killed Holdspace left running there.
 * Throws `StartRefused` with one sentence when a living Holdspace uses the folder, the folder belongs to another major
 * version, or no unprivileged user can reach it.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const lock = takeLock(lockPath(options.dataDir))
  if (!lock.taken) {
    throw new StartRefused(
      `Holdspace is already running on ${resolve(options.dataDir)} (process ${lock.by.pid}): stop it first, or set HOLDSPACE_DATA_DIR to another folder.`,
    )
  }
  try {
    const server = await startOrAdopt(options)
    const watch = watchPostmaster(server, options)
    return {
      ownerUrl: server.ownerUrl,
      pid: server.pid,
      adopted: server.adopted,
      stop: async () => {
        await watch.end()
        const running = runningPostmaster(server.place.cluster)
        if (running !== null) await stopPostmaster(server.place.cluster, running.pid)
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/**
 * The owner's URL of the embedded server on this data folder while it runs, or null: how a command reaches the database
 * of a Holdspace that is already up.
 */
export function runningPostgres(options: { dataDir: string }): { ownerUrl: string; heldBy: number | null } | null {
  const place = existingPlace(options.dataDir)
  const running = place === null ? null : runningPostmaster(place.cluster)
  if (place === null || running === null) return null
  const heldBy = lockHolder(lockPath(options.dataDir))?.pid ?? null
  return { ownerUrl: urlOf(running.port, readPassword(join(place.folder, 'password'))), heldBy }
}

/** Stops whatever server still runs on this data folder, whoever started it: for tests and for tidying up. */
export async function stopPostgres(options: { dataDir: string }): Promise<void> {
  const place = existingPlace(options.dataDir)
  const running = place === null ? null : runningPostmaster(place.cluster)
  if (place !== null && running !== null) await stopPostmaster(place.cluster, running.pid)
}

/** Start without holding the folder: for a server several processes share, which then agree among themselves. */
export async function startOrAdopt(options: PostgresOptions): Promise<Server> {
  const place = findPlace(options.dataDir, findBinaries(options.modulesFrom))
  const password = ensureCluster(place)
  const orphan = runningPostmaster(place.cluster)
  if (orphan !== null) {
    const ownerUrl = urlOf(orphan.port, password)
    if (await answers(ownerUrl, null, 15_000)) return { place, ownerUrl, ...orphan, adopted: true }
    await stopPostmaster(place.cluster, orphan.pid)
  }
  return startFresh(place, password, options)
}

async function startFresh(place: Place, password: string, options: PostgresOptions): Promise<Server> {
  const until = performance.now() + patienceMs
  for (;;) {
    const port = await freePort()
    const started = await startOnPort(place, password, port, options)
    if (started !== null) return started
    // Another program may take the port between asking and using it, and the children of a killed server may hold its
    // shared memory for a moment: both pass.
    if (performance.now() > until || !isPassing(logOf(place, options))) {
      throw new StartRefused(`The embedded database did not start: ${lastReason(logOf(place, options))}`)
    }
  }
}

function lockPath(dataDir: string): string {
  return join(resolve(dataDir), 'holdspace.lock')
}

function isPassing(log: string): boolean {
  return /could not bind|Address already in use|shared memory block|lock file "postmaster.pid" already exists/.test(
    tail(log).join('\n'),
  )
}

function lastReason(log: string): string {
  const lines = tail(log)
  return lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? `${log} says no more.`
}

function tail(log: string): string[] {
  return existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-8) : []
}
