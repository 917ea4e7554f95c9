import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { binariesAt, canRun, findBinaries } from './binaries.ts'
import { existingPlace, findPlace } from './place.ts'
import { processMark } from './process-mark.ts'
import { type Postgres, runningPostgres, startPostgres } from './start-postgres.ts'

let dataDir: string
let running: Postgres | null = null
const companions: ChildProcess[] = []

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'holdspace-postgres-'))
  chmodSync(dataDir, 0o755)
})

afterEach(async () => {
  for (const one of companions.splice(0)) one.kill('SIGKILL')
  await running?.stop()
  running = null
  const cluster = existingPlace(dataDir)?.cluster
  if (cluster !== undefined) rmSync(dirname(cluster), { recursive: true, force: true })
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(): Promise<Postgres> {
  running = await startPostgres({ dataDir })
  return running
}

async function stop(): Promise<void> {
  await running?.stop()
  running = null
}

async function query(url: string, text: string): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query({ text, rowMode: 'array' })).rows
  } finally {
    await client.end()
  }
}

/** A process that is not this one, named in the lock as if it were the Holdspace that holds the folder. */
function holdFolderBySomebodyElse(): ChildProcess {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  companions.push(other)
  const mark = processMark(other.pid ?? 0)
  writeFileSync(join(dataDir, 'holdspace.lock'), JSON.stringify({ pid: other.pid, mark }))
  return other
}

async function gone(pid: number): Promise<void> {
  while (processMark(pid) !== null) await pause(10)
}

describe('the embedded database', () => {
  it('keeps its data over stop and start, in UTF-8, with fsync on and a password (D5)', async () => {
    const first = await start()
    expect(first.ownerUrl).toMatch(/^postgresql:\/\/holdspace_owner:[0-9a-f]{48}@127\.0\.0\.1:\d+\/holdspace$/)
    await query(first.ownerUrl, `create table visit as select 'Ada Okafor'::text as who`)
    const settings = `select current_setting('fsync'), current_setting('full_page_writes'), current_setting('synchronous_commit'), current_setting('server_encoding'), current_setting('lc_collate', true), current_setting('data_checksums')`
    expect((await query(first.ownerUrl, settings))[0]?.slice(0, 4)).toEqual(['on', 'on', 'on', 'UTF8'])
    expect(await query(first.ownerUrl, `select datcollate from pg_database where datname = 'holdspace'`)).toEqual([
      ['C'],
    ])
    await expect(query(first.ownerUrl.replace(/:[0-9a-f]{48}@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/)
    await stop()
    expect(processMark(first.pid)).toBeNull()

    const second = await start()
    expect(second.adopted).toBe(false)
    expect(await query(second.ownerUrl, 'select who from visit')).toEqual([['Ada Okafor']])
  })

  it('refuses a second start on a folder a living Holdspace uses, in one sentence', async () => {
    await start()
    await expect(startPostgres({ dataDir })).rejects.toThrow(
      `Holdspace is already running on ${dataDir} (process ${process.pid}): stop it first, or set HOLDSPACE_DATA_DIR to another folder.`,
    )
    expect(runningPostgres({ dataDir })).toEqual({ ownerUrl: running?.ownerUrl, heldBy: process.pid })
  })

  it('lets exactly one of several simultaneous starts win', async () => {
    const outcomes = await Promise.allSettled([startPostgres({ dataDir }), startPostgres({ dataDir })])
    const winners = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    running = winners[0] ?? null
    expect(winners).toHaveLength(1)
  })

  it('adopts the server that a killed Holdspace left behind, with its data (kill -9 of the server)', async () => {
    const first = await start()
    await query(first.ownerUrl, 'create table visit as select 1 as n')
    // The killed Holdspace: its lock is still there and names a process that no longer lives.
    const killed = holdFolderBySomebodyElse()
    await expect(startPostgres({ dataDir })).rejects.toThrow('already running')
    killed.kill('SIGKILL')
    await gone(killed.pid ?? 0)

    const second = await startPostgres({ dataDir })
    expect(second.adopted).toBe(true)
    expect(second.pid).toBe(first.pid)
    expect(await query(second.ownerUrl, 'select n from visit')).toEqual([[1]])
    await second.stop()
    expect(processMark(first.pid)).toBeNull()
  })

  it('comes back by itself on the same port after a kill -9 of the database, with every committed row (R8)', async () => {
    const first = await start()
    await query(first.ownerUrl, 'create table visit as select 7 as n')
    process.kill(first.pid, 'SIGKILL')
    await gone(first.pid)
    let rows: unknown = null
    while (rows === null) rows = await query(first.ownerUrl, 'select n from visit').catch(() => pause(50, null))
    expect(rows).toEqual([[7]])
  })

  it('starts cleanly when both the Holdspace and the database were killed', async () => {
    const first = await start()
    await query(first.ownerUrl, 'create table visit as select 9 as n')
    await stop()
    const cluster = existingPlace(dataDir)?.cluster ?? ''
    writeFileSync(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n1\n5432\n`)
    const second = await start()
    expect(second.adopted).toBe(false)
    expect(await query(second.ownerUrl, 'select n from visit')).toEqual([[9]])
  })

  it('refuses a folder written by another major version', async () => {
    await start()
    await stop()
    const cluster = existingPlace(dataDir)?.cluster ?? ''
    const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
    writeFileSync(join(cluster, 'PG_VERSION'), '14\n')
    await expect(startPostgres({ dataDir })).rejects.toThrow(
      `was written by PostgreSQL 14 and this Holdspace brings PostgreSQL ${version}`,
    )
  })

  it.runIf(process.getuid?.() === 0)('works as root on a folder that only root may pass', async () => {
    chmodSync(dataDir, 0o700)
    const first = await start()
    await query(first.ownerUrl, 'create table visit as select 3 as n')
    expect(existingPlace(dataDir)?.cluster).toMatch(/^\/var\/lib\/holdspace\//)
    await stop()
    expect(await query((await start()).ownerUrl, 'select n from visit')).toEqual([[3]])
  })

  it.runIf(process.getuid?.() === 0)(
    'works as root when the clone itself, programs and all, may be passed only by root',
    () => {
      const installed = findBinaries()
      const hidden = join(dataDir, 'clone')
      cpSync(installed.root, hidden, { recursive: true, verbatimSymlinks: true })
      chmodSync(dataDir, 0o700)
      const shared = `/var/lib/holdspace/programs-${installed.packageVersion}-${process.platform}-${process.arch}`
      const wasThere = existsSync(shared)
      try {
        const place = findPlace(join(dataDir, 'data'), binariesAt(hidden, installed.packageVersion))
        expect(place.binaries.root).toBe(shared)
        expect(canRun(place.binaries, place.runAs)).toBe(true)
        rmSync(dirname(place.cluster), { recursive: true, force: true })
      } finally {
        if (!wasThere) rmSync(shared, { recursive: true, force: true })
      }
    },
  )

  it('says which file is missing when the password is gone', async () => {
    await start()
    await stop()
    rmSync(join(dataDir, 'postgres', 'password'))
    await expect(startPostgres({ dataDir })).rejects.toThrow('password is missing')
  })
})
