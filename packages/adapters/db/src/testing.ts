import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withLock } from '@holdspace/postgres-launcher/folder-lock'
import pg from 'pg'
import { appUrlOf } from './app-role.ts'
import { type Database, openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { readMigrations } from './migration-files.ts'
import { testRunFolder } from './testing/env.ts'
import { folderOfRun, runServerUrl } from './testing/run-server.ts'

export const migrationsFolder = join(fileURLToPath(import.meta.url), '..', '..', 'migrations')
export const testAppPassword = 'a-password-that-only-tests-use'

export interface FreshDatabase {
  /** As the application's role: what the server itself would see. */
  readonly db: Database
  readonly ownerUrl: string
  readonly appUrl: string
  readonly stop: () => Promise<void>
}

/** What stands in a database before its test begins. It is filled once in a run, and cloned for each test file. */
export interface Filling {
  /** One name, one content. */
  readonly name: string
  readonly fill: (db: Database) => Promise<void>
}

interface FreshOptions {
  readonly maxConnections?: number
  readonly filling?: Filling
}

/**
 * A database of its own for a test file, migrated and empty, or filled as asked: `beforeAll(async () => { house = await freshDatabase() })`,
 * `afterAll(() => house.stop())`. The server is shared by the whole run and durable like the real one; the database is
 * cloned from a template that was migrated once.
 */
export async function freshDatabase({ maxConnections = 10, filling }: FreshOptions = {}): Promise<FreshDatabase> {
  const server = await runServerUrl()
  const migrated = await ensureTemplate(server)
  const template = filling === undefined ? migrated : await ensureFilled(server, migrated, filling)
  const name = `t_${randomBytes(6).toString('hex')}`
  await asOwner(server, (owner) => owner.query(`create database ${name} template ${template}`))
  const ownerUrl = withDatabase(server, name)
  const appUrl = appUrlOf(ownerUrl, testAppPassword)
  const { db, close } = openDatabase(appUrl, { maxConnections, applicationName: 'test' })
  return {
    db,
    ownerUrl,
    appUrl,
    stop: async () => {
      await close()
      await asOwner(server, (owner) => owner.query(`drop database if exists ${name} with (force)`))
    },
  }
}

/** An empty database that no migration has touched yet. */
export async function bareDatabase(): Promise<{ ownerUrl: string; stop: () => Promise<void> }> {
  const server = await runServerUrl()
  const name = `t_${randomBytes(6).toString('hex')}`
  await asOwner(server, (owner) => owner.query(`create database ${name} template template0`))
  return {
    ownerUrl: withDatabase(server, name),
    stop: async () => {
      await asOwner(server, (owner) => owner.query(`drop database if exists ${name} with (force)`))
    },
  }
}

/** Runs as the owner, on a connection of its own: for arranging what the application itself may not do. */
export async function asOwner<T>(ownerUrl: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}

async function ensureTemplate(server: string): Promise<string> {
  const checksums = readMigrations(migrationsFolder).map((file) => `${file.number} ${file.checksum}`)
  const name = `template_${createHash('sha256').update(checksums.join('\n')).digest('hex').slice(0, 12)}`
  return ensureOnce(server, name, 'template0', async (draft) => {
    await migrate(draft, { folder: migrationsFolder, appPassword: testAppPassword })
  })
}

async function ensureFilled(server: string, migrated: string, { name, fill }: Filling): Promise<string> {
  return ensureOnce(server, `${migrated}_${name}`, migrated, async (draft) => {
    const { db, close } = openDatabase(appUrlOf(draft, testAppPassword), { maxConnections: 4, applicationName: 'test' })
    await fill(db).finally(close)
  })
}

/** A template takes its name only once it is whole; whoever asks meanwhile waits. */
async function ensureOnce(
  server: string,
  name: string,
  from: string,
  prepare: (draftUrl: string) => Promise<void>,
): Promise<string> {
  const folder = testRunFolder() ?? folderOfRun(process.pid)
  await withLock(join(folder, 'template.lock'), async () => {
    const found = await asOwner(server, (owner) => owner.query('select 1 from pg_database where datname = $1', [name]))
    if (found.rowCount === 1) return
    const draft = `${name}_draft`
    await asOwner(server, (owner) => owner.query(`drop database if exists ${draft} with (force)`))
    await asOwner(server, (owner) => owner.query(`create database ${draft} template ${from}`))
    await prepare(withDatabase(server, draft))
    await asOwner(server, (owner) => owner.query(`alter database ${draft} rename to ${name}`))
  })
  return name
}

function withDatabase(url: string, name: string): string {
  return url.replace(/\/[^/]*$/, `/${name}`)
}
