import { statfs } from 'node:fs/promises'
import type { Database } from '@holdspace/db/database'
import { databaseHealth } from '@holdspace/db/health-store'
import { allGood, type HealthCheck } from './health.ts'

/** Longer than this and a nurse is waiting: the database is named slow (HE3). */
export const slowMs = 1000

/** Below this the next backup or a day of charting may not fit. */
export const leastFreeBytes = 500 * 1024 * 1024

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
