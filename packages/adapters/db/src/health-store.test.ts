import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { existingPlace } from '@holdspace/postgres-launcher/place'
import { startPostgres } from '@holdspace/postgres-launcher/start-postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appUrlOf } from './app-role.ts'
import { openDatabase } from './database.ts'
import { databaseHealth } from './health-store.ts'
import { migrate } from './migrate.ts'
import { readMigrations } from './migration-files.ts'
import { migrationsFolder, testAppPassword } from './testing.ts'

let dataDir: string
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'holdspace-health-'))
  chmodSync(dataDir, 0o755)
  const postgres = await startPostgres({ dataDir })
  await migrate(postgres.ownerUrl, { folder: migrationsFolder, appPassword: testAppPassword })
  await postgres.stop()
})
afterAll(() => {
  const cluster = existingPlace(dataDir)?.cluster
  if (cluster !== undefined) rmSync(dirname(cluster), { recursive: true, force: true })
  rmSync(dataDir, { recursive: true, force: true })
})

async function healthWith(settings: Record<string, string>) {
  const postgres = await startPostgres({ dataDir, settings })
  try {
    const { db, close } = openDatabase(appUrlOf(postgres.ownerUrl, testAppPassword))
    try {
      return await databaseHealth(db)
    } finally {
      await close()
    }
  } finally {
    await postgres.stop()
  }
}

describe('what the database says of its own durability', () => {
  it('is durable as the launcher starts it, with every migration', async () => {
    const migrations = readMigrations(migrationsFolder).length
    expect(await healthWith({})).toEqual({ migrations, isDurable: true, isReadOnly: false })
  })

  it.each(['fsync', 'full_page_writes', 'synchronous_commit'])(
    'is told as unsafe when %s is off (D5)',
    async (name) => {
      expect((await healthWith({ [name]: 'off' })).isDurable).toBe(false)
    },
  )
})
