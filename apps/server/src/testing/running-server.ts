import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { serverDist, webDir } from '../places.ts'

/** The built server as a process of its own, the way `npm start` runs it, so that it can be killed for real. */
export interface RunningServer {
  readonly address: string
  readonly child: ChildProcess
  /** Milliseconds from start to a good `/readyz`. */
  readonly readyAfterMs: number
  /** SIGKILL: no chance to tidy up. Resolves when the process is gone. */
  readonly kill: () => Promise<void>
  /** SIGINT: stops cleanly. Answers the exit code. */
  readonly stop: () => Promise<number | null>
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const bound = probe.address()
      probe.close(() =>
        typeof bound === 'object' && bound !== null ? resolve(bound.port) : reject(new Error('no port')),
      )
    })
  })
}

export async function startServer(
  dataDir: string,
  port: number,
  env: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const bundle = join(serverDist, 'server.mjs')
  if (!existsSync(bundle) || !existsSync(join(webDir, '.next', 'BUILD_ID'))) {
    throw new Error('This test starts the built server: run npm start or npm test once, which build it.')
  }
  const started = performance.now()
  const child = spawn(process.execPath, [bundle], {
    env: {
      PATH: inheritedPath,
      NODE_ENV: 'production',
      HOLDSPACE_DEMO: '1',
      HOLDSPACE_DATA_DIR: dataDir,
      PORT: String(port),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  child.stdout?.on('data', (chunk) => said.push(String(chunk)))
  child.stderr?.on('data', (chunk) => said.push(String(chunk)))
  const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const address = `http://localhost:${port}`
  await untilReady(address, child, said)
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return gone
  }
  return {
    address,
    child,
    readyAfterMs: performance.now() - started,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGINT'),
  }
}

const inheritedPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

async function untilReady(address: string, child: ChildProcess, said: readonly string[]): Promise<void> {
  const until = performance.now() + 240_000
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`The server ended before it was ready:\n${said.join('')}`)
    const answer = await fetch(`${address}/readyz`).catch(() => null)
    if (answer?.ok === true) return
    await pause(50)
  }
  throw new Error(`The server was not ready after four minutes:\n${said.join('')}`)
}

/** The process id of the embedded database of a data folder, from its own pid file. */
export function postgresPid(dataDir: string): number {
  const pointer = join(dataDir, 'postgres', 'place.json')
  const candidates = existsSync(pointer)
    ? [JSON.parse(readFileSync(pointer, 'utf8')).cluster]
    : [join(dataDir, 'postgres', 'home', 'cluster'), join(dataDir, 'postgres', 'cluster')]
  const cluster = candidates.find((folder) => existsSync(join(folder, 'postmaster.pid')))
  return Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
}
