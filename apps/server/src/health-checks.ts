import { statfs } from 'node:fs/promises'
import type { Database } from '@holdspace/db/database'
import { databaseHealth, hoursSinceBackup } from '@holdspace/db/health-store'
import { allGood, type HealthCheck } from './health.ts'

/** Longer than this and a nurse is waiting: the database is named slow (HE3). */
export const slowMs = 1000

/** Below this the next backup or a day of charting may not fit. */
export const leastFreeBytes = 500 * 1024 * 1024

/** A backup each night, and two hours for the next to be late (HE3). */
export const oldestBackupHours = 26

/** Database up and quick, every migration there, nothing that loses an acknowledged entry switched off (D5, D6). */
export function databaseCheck(db: Database, migrationsExpected: number): HealthCheck {
  return async () => {
    const started = performance.now()
    const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), slowMs).unref())
    try {
      const found = await Promise.race([databaseHealth(db), late])
      if (found === 'late') return { failing: ['database-slow'], warnings: [] }
      return {
        failing: [
          ...(performance.now() - started > slowMs ? (['database-slow'] as const) : []),
          ...(found.migrations < migrationsExpected ? (['migrations'] as const) : []),
          ...(found.isDurable ? [] : (['durability'] as const)),
          ...(found.isReadOnly ? (['read-only'] as const) : []),
        ],
        warnings: [],
      }
    } catch {
      return { failing: ['database'], warnings: [] }
    }
  }
}

/**
 * The newest backup is one of last night. Whoever copies the database by other means never makes one here: that is told, and
 * makes nothing unready. A database that cannot be asked is `databaseCheck`'s to name.
 */
export function backupCheck(db: Database): HealthCheck {
  return async () => {
    try {
      const hours = await hoursSinceBackup(db)
      if (hours === null) return { failing: [], warnings: ['backup-unknown'] }
      return hours > oldestBackupHours ? { failing: ['backup'], warnings: [] } : allGood
    } catch {
      return allGood
    }
  }
}

/** Room left where the data lies. A folder that cannot be asked counts as full. */
export function diskCheck(dataDir: string, freeBytesOf = freeBytes): HealthCheck {
  return async () => {
    const free = await freeBytesOf(dataDir).catch(() => 0)
    return free < leastFreeBytes ? { failing: ['disk'], warnings: [] } : allGood
  }
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
