import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { withLock } from '@holdspace/postgres-launcher/folder-lock'
import { existingPlace } from '@holdspace/postgres-launcher/place'
import { runningPostgres, startOrAdopt, stopPostgres } from '@holdspace/postgres-launcher/start-postgres'
import { testRunFolder } from './env.ts'

/** A run is one main process; its folder carries its id, so runs going at the same time never meet. */
export function folderOfRun(pid: number): string {
  return join(tmpdir(), `holdspace-test-${pid}`)
}

/** The owner's URL of this run's server, started by whichever test file asks first. */
export async function runServerUrl(): Promise<string> {
  const folder = testRunFolder() ?? folderOfRun(process.pid)
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  return withLock(join(folder, 'start.lock'), async () => {
    const running = runningPostgres({ dataDir: folder })
    if (running !== null) return running.ownerUrl
    const server = await startOrAdopt({ dataDir: folder, settings: { max_connections: '300' } })
    keepNoOrphan(folder, server.place.cluster, server.pid)
    return server.ownerUrl
  })
}

export async function stopRunServer(folder: string): Promise<void> {
  const cluster = existingPlace(folder)?.cluster
  await stopPostgres({ dataDir: folder })
  if (cluster !== undefined) rmSync(dirname(cluster), { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
}

/**
 * A run may end by kill -9, and then nobody tidies up: a small companion waits for the run's main process to be gone,
 * stops the database and removes its folder.
 */
function keepNoOrphan(folder: string, cluster: string, postmaster: number): void {
  if (!existsSync('/bin/sh')) return
  const run = Number(basename(folder).split('-').at(-1))
  const script = `while kill -0 "$1" 2>/dev/null; do sleep 1; done
    kill -INT "$2" 2>/dev/null; while kill -0 "$2" 2>/dev/null; do sleep 0.1; done; rm -rf "$3" "$4"`
  const keeper = spawn('/bin/sh', ['-c', script, 'sh', String(run), String(postmaster), dirname(cluster), folder], {
    detached: true,
    stdio: 'ignore',
    cwd: '/',
  })
  keeper.unref()
}
