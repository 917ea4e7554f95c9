import { join } from 'node:path'
import { appRole, appUrlOf } from '@holdspace/db/app-role'
import { type Database, openDatabase } from '@holdspace/db/database'
import { migrate } from '@holdspace/db/migrate'
import { readMigrations } from '@holdspace/db/migration-files'
import { databasePassword } from '@holdspace/keys/derive-key'
import { startPostgres } from '@holdspace/postgres-launcher/start-postgres'
import { installQueue } from '@holdspace/queue/install-queue'
import type { Closing } from './closing.ts'
import type { Settings } from './env.ts'
import { migrationsDir, postgresModules } from './places.ts'
import type { Log } from './request-log.ts'
import { jobs } from './worker/jobs.ts'

export interface Data {
  readonly db: Database
  /** The application role's URL: for connections that are not part of the pool, such as the one that listens. */
  readonly appUrl: string
  /** The owner's URL: for migrations and backup, never for serving requests (S06). */
  readonly ownerUrl: string
  /** How many migrations this version has, and which of them were applied just now. */
  readonly migrations: number
  readonly applied: readonly string[]
}

/** The database, up to date and opened as the ordinary role: the embedded one, or the one DATABASE_URL names. */
export async function openData(settings: Settings, secretKey: string, log: Log, opened: Closing): Promise<Data> {
  const ownerUrl = settings.databaseUrl ?? (await startEmbedded(settings, log, opened))
  const appPassword = databasePassword(secretKey)
  const { applied } = await migrate(ownerUrl, { folder: migrationsDir, appPassword })
  if (applied.length > 0) log('info', 'migrated', { count: applied.length })
  await installQueue(ownerUrl, appRole, jobs)
  const appUrl = appUrlOf(ownerUrl, appPassword)
  const { db, close } = openDatabase(appUrl, {
    maxConnections: 16,
    onBroken: (error) => log('warn', 'a database connection broke', { error: error.name }),
  })
  opened.add('database', close)
  return { db, appUrl, ownerUrl, migrations: readMigrations(migrationsDir).length, applied }
}

async function startEmbedded(settings: Settings, log: Log, opened: Closing): Promise<string> {
  const postgres = await startPostgres({
    dataDir: settings.dataDir,
    modulesFrom: join(postgresModules, 'package.json'),
    onRestart: () => log('warn', 'the embedded database ended by itself and is started again'),
  })
  opened.add('postgres', postgres.stop)
  if (postgres.adopted) log('warn', 'took over the database that a killed Holdspace left running')
  return postgres.ownerUrl
}
