import { sql } from 'drizzle-orm'
import type { Database } from './database.ts'

export interface DatabaseHealth {
  /** How many migrations this database has. */
  readonly migrations: number
  /** False when a setting is off without which an acknowledged entry can be lost with the power (D5, D6). */
  readonly isDurable: boolean
  readonly isReadOnly: boolean
}

/** What `/readyz` asks, in one statement. Throws when the database cannot be asked. */
export async function databaseHealth(db: Database): Promise<DatabaseHealth> {
  const { rows } = await db.execute<{ migrations: number; is_durable: boolean; is_read_only: boolean }>(sql`
    select (select count(*)::int from upkeep.migration) as migrations,
      current_setting('fsync') = 'on' and current_setting('full_page_writes') = 'on'
        and current_setting('synchronous_commit') <> 'off' as is_durable,
      pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on' as is_read_only`)
  const found = rows[0]
  if (found === undefined) throw new Error('the database answered nothing about itself')
  return { migrations: found.migrations, isDurable: found.is_durable, isReadOnly: found.is_read_only }
}

/** Since the newest backup was finished, by the database's own clock; null where none ever was. */
export async function hoursSinceBackup(db: Database): Promise<number | null> {
  const { rows } = await db.execute<{ hours: number | null }>(sql`
    select extract(epoch from clock_timestamp() - max(finished_at))::float8 / 3600 as hours from upkeep.backup`)
  return rows[0]?.hours ?? null
}
