import { randomInt, randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type SessionId, sessionId } from '@holdspace/kit/ids'
import { existingPlace } from '@holdspace/postgres-launcher/place'
import { runningPostmaster } from '@holdspace/postgres-launcher/postmaster'
import { startOrAdopt, stopPostgres } from '@holdspace/postgres-launcher/start-postgres'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appUrlOf } from './app-role.ts'
import { inPractice, type OpenDatabase, openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { recordAct } from './record-act.ts'
import { sessionHead } from './session-store.ts'
import { chartedAct, chartedKeys, marigold } from './testing/charted-act.ts'
import { askedSeed, isFullSize } from './testing/env.ts'
import { copyFolder, type FlushedTo, flushedTo, layDisk, relationFiles } from './testing/power-cut.ts'
import { asOwner, migrationsFolder, testAppPassword } from './testing.ts'

/** R3 in the long run: a thousand cuts. */
const cuts = isFullSize() ? 1_000 : 3
const rooms = 4
const entriesEach = isFullSize() ? 100 : 20
const looks = isFullSize() ? 12 : 3
const seed = askedSeed() ?? randomInt(2 ** 31)

let state = seed >>> 0
function chance(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 2 ** 32
}

const sessions = Array.from({ length: rooms }, () => sessionId.parse(randomUUID()))

/** An acknowledged entry, and how far the log was on disk when somebody asked right after the answer. */
interface Acknowledged {
  readonly session: SessionId
  readonly key: string
  readonly flushed: FlushedTo
}
const acknowledged: Acknowledged[] = []
/** What stood in the files of the tables at a moment, and how far the log was on disk after they were read. */
const seen: { readonly files: Map<string, Buffer>; readonly flushed: FlushedTo }[] = []

let dataDir: string
let cluster: string
const synced = () => `${cluster}.synced`
const log = () => `${cluster}.log`

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'holdspace-power-'))
  chmodSync(dataDir, 0o755)
  // So few buffers that the tables are written all the time, and no checkpoint that would sync them.
  const settings = { shared_buffers: '1MB', checkpoint_timeout: '1h', max_wal_size: '4GB', wal_recycle: 'off' }
  const { ownerUrl } = await startOrAdopt({ dataDir, settings })
  cluster = existingPlace(dataDir)?.cluster ?? ''
  await migrate(ownerUrl, { folder: migrationsFolder, appPassword: testAppPassword })
  const database = openDatabase(appUrlOf(ownerUrl, testAppPassword), { maxConnections: rooms })
  for (const session of sessions) await chart(database, session, randomUUID())
  await asOwner(ownerUrl, (owner) => owner.query('checkpoint'))
  copyFolder(cluster, synced())
  await chartEverywhere(database, ownerUrl)
  await kill()
  copyFolder(join(cluster, 'pg_wal'), log())
  await database.close()
}, 240_000)

afterAll(async () => {
  await stopPostgres({ dataDir })
  rmSync(dirname(cluster), { recursive: true, force: true })
  rmSync(dataDir, { recursive: true, force: true })
})

async function chart({ db }: OpenDatabase, session: SessionId, key: string): Promise<void> {
  const row = await inPractice(db, marigold, (tx) => sessionHead(tx, marigold, session))
  const { outcome } = await recordAct(db, chartedAct(session, row?.head ?? null, key))
  expect(outcome).toBe('recorded')
}

/** Four rooms chart while somebody looks at the files of the tables, and asks after each how far the log is on disk. */
async function chartEverywhere(database: OpenDatabase, ownerUrl: string): Promise<void> {
  const ask = new pg.Pool({ connectionString: ownerUrl, max: 1 })
  const flushed = async () =>
    flushedTo((await ask.query<{ lsn: string }>('select pg_current_wal_flush_lsn()::text as lsn')).rows[0]?.lsn ?? '')
  const look = async () => {
    const files = relationFiles(cluster)
    seen.push({ files, flushed: await flushed() })
  }
  await look()
  const every = Math.ceil((rooms * entriesEach) / looks)
  await Promise.all(
    sessions.map(async (session) => {
      for (let n = 0; n < entriesEach; n += 1) {
        const key = randomUUID()
        await chart(database, session, key)
        acknowledged.push({ session, key, flushed: await flushed() })
        if (acknowledged.length % every === 0) await look()
      }
    }),
  )
  await ask.end()
}

async function kill(): Promise<void> {
  const running = runningPostmaster(cluster)
  if (running !== null) process.kill(running.pid, 'SIGKILL')
  await stopPostgres({ dataDir })
}

describe(`the power goes while four rooms chart, seed ${seed}`, () => {
  it.each(Array.from({ length: cuts }, (_, n) => n + 1))(
    'the disk keeps what was synced and any part of the rest: no acknowledged entry is lost, none half there (R3), cut %i',
    async () => {
      const last = acknowledged[Math.floor(chance() * acknowledged.length)]
      const upTo = last?.flushed ?? 0n
      const written = seen.filter((one) => one.flushed <= upTo)
      const { files = new Map() } = written[Math.floor(chance() * written.length)] ?? {}
      layDisk(cluster, { synced: synced(), written: files, log: log(), upTo, chance })

      // Nothing has to last here, so the second life of the disk need not wait for one.
      const { ownerUrl } = await startOrAdopt({ dataDir, settings: { fsync: 'off' } })
      const { db, close } = openDatabase(appUrlOf(ownerUrl, testAppPassword), { maxConnections: 1 })
      for (const session of sessions) {
        const { keys, seqs, error } = await chartedKeys(db, session)
        expect(seqs).toEqual(keys.map((_key, at) => at + 1))
        expect(error).toBeUndefined()
        const due = acknowledged.filter((one) => one.session === session && one.flushed <= upTo)
        expect(
          due.map(({ key }) => key).filter((key) => !keys.includes(key)),
          'acknowledged and gone',
        ).toEqual([])
      }
      expect(await halfThere(ownerUrl), 'entries without their line in the access record or their answer').toBe(0)
      await close()
      await kill()
    },
    120_000,
  )
})

/** An act is its entry, its line in the access record and its kept answer: all of them or none (IK3). */
async function halfThere(ownerUrl: string): Promise<number> {
  const { rows } = await asOwner(ownerUrl, (owner) =>
    owner.query<{ n: number }>(`
      select abs((select count(*) from clinic.entry) - (select count(*) from clinic.audit_event))::int
        + abs((select count(*) from clinic.entry) - (select count(*) from clinic.idempotency))::int as n`),
  )
  return rows[0]?.n ?? -1
}
