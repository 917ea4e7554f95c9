import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type SessionId, sessionId } from '@holdspace/kit/ids'
import { existingPlace } from '@holdspace/postgres-launcher/place'
import { runningPostmaster } from '@holdspace/postgres-launcher/postmaster'
import { type Postgres, startPostgres } from '@holdspace/postgres-launcher/start-postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appUrlOf } from './app-role.ts'
import { inPractice, type OpenDatabase, openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { recordAct } from './record-act.ts'
import { sessionHead } from './session-store.ts'
import { chartedAct, chartedKeys, marigold } from './testing/charted-act.ts'
import { isFullSize } from './testing/env.ts'
import { migrationsFolder, testAppPassword } from './testing.ts'

/** R2 asks for 200 kills of server and database in the long run: 100 here, 50 of each in apps/server. */
const kills = isFullSize() ? 100 : 3
const entriesEach = 50
const rooms = 4

let dataDir: string
let postgres: Postgres
let database: OpenDatabase
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'holdspace-killed-'))
  chmodSync(dataDir, 0o755)
  postgres = await startPostgres({ dataDir })
  await migrate(postgres.ownerUrl, { folder: migrationsFolder, appPassword: testAppPassword })
  database = openDatabase(appUrlOf(postgres.ownerUrl, testAppPassword), { maxConnections: rooms })
})
afterAll(async () => {
  await database.close()
  await postgres.stop()
  rmSync(dirname(existingPlace(dataDir)?.cluster ?? join(dataDir, 'postgres', 'cluster')), {
    recursive: true,
    force: true,
  })
  rmSync(dataDir, { recursive: true, force: true })
})

/** What a device does: the same entry again and again until the answer comes, however often the connection breaks. */
async function chartUntilAcknowledged(session: SessionId, key: string): Promise<void> {
  for (;;) {
    try {
      const row = await inPractice(database.db, marigold, (tx) => sessionHead(tx, marigold, session))
      const { outcome } = await recordAct(database.db, chartedAct(session, row?.head ?? null, key))
      if (outcome === 'recorded' || outcome === 'replayed') return
      expect(outcome).toBe('head-moved')
    } catch (error) {
      if (!isBroken(error)) throw error
      await pause(20)
    }
  }
}

/** The database went away or is coming back: anything else is a defect and ends the test. */
function isBroken(error: unknown): boolean {
  const said: string[] = []
  for (let each = error; each instanceof Error; each = each.cause) said.push(each.message)
  return /ECONNREFUSED|ECONNRESET|EPIPE|terminat|starting up|shutting down|recovery mode|not yet accepting|not queryable|timeout exceeded|crash of another/i.test(
    said.join(' '),
  )
}

const postmaster = () => runningPostmaster(existingPlace(dataDir)?.cluster ?? '')

describe('kill -9 of the embedded database while four rooms chart', () => {
  it.each(Array.from({ length: kills }, (_, n) => n + 1))(
    'loses and doubles no acknowledged entry, and comes back by itself (R2, R8), kill %i',
    async () => {
      const sessions = Array.from({ length: rooms }, () => sessionId.parse(randomUUID()))
      const acknowledged = new Map<SessionId, string[]>(sessions.map((session) => [session, []]))
      let done = 0
      const killAfter = 20 + Math.floor(Math.random() * (rooms * entriesEach - 40))
      let killedAt = -1
      const chart = async (session: SessionId) => {
        for (let n = 0; n < entriesEach; n += 1) {
          const key = randomUUID()
          await chartUntilAcknowledged(session, key)
          acknowledged.get(session)?.push(key)
          done += 1
          const running = postmaster()
          if (done >= killAfter && killedAt < 0 && running !== null) {
            killedAt = done
            process.kill(running.pid, 'SIGKILL')
          }
        }
      }
      await Promise.all(sessions.map(chart))

      expect(killedAt).toBeGreaterThan(0)
      for (const session of sessions) {
        const { keys, seqs, error } = await chartedKeys(database.db, session)
        expect(seqs).toEqual(Array.from({ length: entriesEach }, (_, n) => n + 1))
        expect(keys).toEqual(acknowledged.get(session))
        expect(error).toBeUndefined()
      }
    },
  )
})
