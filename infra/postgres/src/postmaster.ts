import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Place } from './place.ts'
import { commandOf, processMark } from './process-mark.ts'
import { StartRefused } from './start-refused.ts'

export const ownerName = 'holdspace_owner'

export interface Running {
  readonly pid: number
  readonly port: number
}

/**
 * Durability is switched on by name rather than left to a default (RELIABILITY D5), and the log never carries a row or
 * a parameter of a failed statement: those would be patient data in a file nobody guards.
 */
const fixedSettings: Readonly<Record<string, string>> = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_statement: 'none',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  max_connections: '200',
}

/**
 * What a connection took for one page of records it keeps for the next, up to these bytes, instead of giving it back and
 * having the kernel clear it again: a sixth of the database’s time in a search. For the allocator of GNU/Linux; others ignore it.
 */
const keptMemory: Readonly<Record<string, string>> = {
  MALLOC_TOP_PAD_: String(1024 * 1024),
  MALLOC_TRIM_THRESHOLD_: String(8 * 1024 * 1024),
  MALLOC_MMAP_THRESHOLD_: String(4 * 1024 * 1024),
}

/** The server that the cluster's own pid file names, when that process lives; else null. */
export function runningPostmaster(cluster: string): Running | null {
  let lines: string[]
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return null
  }
  const pid = Number(lines[0])
  const port = Number(lines[3])
  // After a reboot the number may be somebody else's: only a process that serves this very cluster is taken for ours.
  return pid > 0 && port > 0 && isServing(pid, cluster) ? { pid, port } : null
}

function isServing(pid: number, cluster: string): boolean {
  if (processMark(pid) === null) return false
  const command = commandOf(pid)
  return command === null || command.includes(cluster)
}

/** Starts the server in its own process group, so that Ctrl-C in a terminal reaches Holdspace first and the database last. */
export function launch(
  place: Place,
  port: number,
  log: string,
  settings: Readonly<Record<string, string>>,
): ChildProcess {
  const out = openSync(log, 'a', 0o600)
  const flags = Object.entries({ ...fixedSettings, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(place.binaries.postgres, ['-D', place.cluster, '-p', String(port), ...flags], {
    ...place.runAs,
    cwd: '/',
    detached: true,
    stdio: ['ignore', out, out],
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', ...keptMemory },
  })
  closeSync(out)
  child.on('error', () => undefined)
  child.unref()
  return child
}

/** Waits until the server answers a query; recovery after a crash may take its time. Null when it exited instead. */
export async function answers(ownerUrl: string, child: ChildProcess | null, patienceMs: number): Promise<boolean> {
  const until = performance.now() + patienceMs
  while (performance.now() < until) {
    if (child !== null && (child.exitCode !== null || child.signalCode !== null || child.pid === undefined))
      return false
    if (await canQuery(ownerUrl)) return true
    await pause(40)
  }
  return false
}

async function canQuery(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 3_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Fast shutdown: transactions are rolled back, everything committed is on disk. Harder only when it does not end. */
export async function stopPostmaster(cluster: string, pid: number): Promise<void> {
  for (const [signal, patienceMs] of [['SIGINT', 30_000] as const, ['SIGQUIT', 10_000] as const]) {
    const mark = processMark(pid)
    if (mark === null) break
    try {
      process.kill(pid, signal)
    } catch {
      break
    }
    const until = performance.now() + patienceMs
    while (processMark(pid) === mark && performance.now() < until) await pause(20)
    if (processMark(pid) !== mark) break
  }
  if (processMark(pid) === null) rmSync(join(cluster, 'postmaster.pid'), { force: true })
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port)
        else reject(new StartRefused('This machine gives out no port on 127.0.0.1.'))
      })
    })
  })
}

export function urlOf(port: number, password: string): string {
  return `postgresql://${ownerName}:${password}@127.0.0.1:${port}/holdspace`
}
