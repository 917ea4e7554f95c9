import pg from 'pg'
import { assertUnprivileged, ensureAppRole } from './app-role.ts'
import { type MigrationFile, readMigrations } from './migration-files.ts'

export interface MigrateOptions {
  /** Where the `NNNN_name.sql` files lie. Handed in: code that is bundled does not know its own folder. */
  readonly folder: string
  /** The application role's password, derived from the secret key (`deriveKey`, purpose `db-app-password`). */
  readonly appPassword: string
}

export interface Migrated {
  /** What this call applied, in order; empty when the database was already there. */
  readonly applied: readonly string[]
}

/** Any number does, as long as it is always the same: two processes that start together migrate one after the other. */
const migrationLock = 4_155_326_001

/**
 * Brings a database up to this version: the application's role, then every migration not yet applied, each in its own
 * transaction, and proof at the end that the application's role is an ordinary one. Safe to run from several processes
 * at once and after a kill at any point (R11). Throws, naming the file, when an applied migration was changed afterwards,
 * or when the database comes from a newer Holdspace.
 */
export async function migrate(ownerUrl: string, { folder, appPassword }: MigrateOptions): Promise<Migrated> {
  const files = readMigrations(folder)
  const owner = new pg.Client({ connectionString: ownerUrl, application_name: 'holdspace migrate' })
  // A connection that breaks is told by the query that was under way; unheard, it would end the whole process.
  owner.on('error', () => undefined)
  await owner.connect()
  try {
    await owner.query('select pg_advisory_lock($1)', [migrationLock])
    await requireVersion15(owner)
    await ensureAppRole(owner, ownerUrl, appPassword)
    const known = await appliedMigrations(owner)
    refuseStrangers(known, files)
    const pending = files.filter((file) => !known.has(file.number))
    for (const file of pending) await apply(owner, file)
    await assertUnprivileged(owner)
    return { applied: pending.map((file) => file.name) }
  } finally {
    await owner.end()
  }
}

async function requireVersion15(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ version: number }>(
    `select current_setting('server_version_num')::int as version`,
  )
  const version = rows[0]?.version ?? 0
  if (version < 150_000) throw new Error(`Holdspace needs PostgreSQL 15 or newer; this server is ${version}.`)
}

async function appliedMigrations(owner: pg.Client): Promise<ReadonlyMap<number, { name: string; checksum: string }>> {
  await owner.query(`
    create schema if not exists upkeep;
    create table if not exists upkeep.migration (
      number integer primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`)
  const { rows } = await owner.query<{ number: number; name: string; checksum: string }>(
    'select number, name, checksum from upkeep.migration',
  )
  return new Map(rows.map((row) => [row.number, row]))
}

function refuseStrangers(
  known: ReadonlyMap<number, { name: string; checksum: string }>,
  files: readonly MigrationFile[],
): void {
  for (const [number, row] of known) {
    const file = files.find((each) => each.number === number)
    if (file === undefined) {
      throw new Error(
        `This database has migration ${number} (${row.name}) that this Holdspace does not know: start the newer version.`,
      )
    }
    if (file.checksum !== row.checksum) {
      throw new Error(
        `Migration ${number} (${file.name}) was changed after it had been applied to this database: restore the file.`,
      )
    }
  }
}

async function apply(owner: pg.Client, file: MigrationFile): Promise<void> {
  await owner.query('begin')
  try {
    await owner.query(file.text)
    await owner.query('insert into upkeep.migration (number, name, checksum) values ($1, $2, $3)', [
      file.number,
      file.name,
      file.checksum,
    ])
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback').catch(() => undefined)
    throw new Error(`Migration ${file.number} (${file.name}) failed: ${describe(error)}`, { cause: error })
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const where = 'position' in error && typeof error.position === 'string' ? ` at character ${error.position}` : ''
  return `${error.message}${where}`
}
