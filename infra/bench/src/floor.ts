import { type ChildProcess, spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '@holdspace/server/testing/running-server'
import pg from 'pg'

export interface Floor {
  readonly address: string
  readonly pid: number
}

/** Runs the bare server beside this bundle, on the same database as its owner, for as long as `work` takes. */
export async function besideFloor<T>(databaseUrl: string, work: (floor: Floor) => Promise<T>): Promise<T> {
  await prepareTables(databaseUrl)
  const port = await freePort()
  const file = join(dirname(fileURLToPath(import.meta.url)), 'floor-server.mjs')
  const child = spawn(process.execPath, [file, databaseUrl, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    await untilReady(child)
    return await work({ address: `http://127.0.0.1:${port}`, pid: child.pid ?? 0 })
  } finally {
    child.kill()
  }
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', () => resolve())
    child.once('exit', () => reject(new Error('The bare server ended before it was ready.')))
  })
}

/**
 * A table of the floor's own to insert into, and statistics for all: a clinic filled a minute ago has none yet, and a
 * floor that guesses finds its rows by reading everything. Taken before both sides are measured, as the database itself
 * does within its first hour.
 */
async function prepareTables(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('create schema if not exists bench')
  await client.query(`create table if not exists bench.created
    (type text, id uuid, patient text, at timestamptz, text text not null, primary key (type, id))`)
  await client.query('create index if not exists created_of_patient on bench.created (type, patient, at, id)')
  await client.query('create table if not exists bench.created_search (type text, id uuid, param text, code text)')
  await client.query('create index if not exists created_code on bench.created_search (type, param, code, id)')
  await client.query('analyze')
  await client.end()
}
