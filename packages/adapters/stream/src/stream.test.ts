import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { existingPlace } from '@holdspace/postgres-launcher/place'
import { type Postgres, startPostgres } from '@holdspace/postgres-launcher/start-postgres'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openStream, type Stream } from './stream.ts'

let dataDir: string
let postgres: Postgres
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'holdspace-stream-'))
  postgres = await startPostgres({ dataDir })
})
afterAll(async () => {
  await postgres.stop()
  const cluster = existingPlace(dataDir)?.cluster
  if (cluster !== undefined) rmSync(dirname(cluster), { recursive: true, force: true })
  rmSync(dataDir, { recursive: true, force: true })
})

const open: Stream[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((stream) => stream.close()))
})

async function aProcess(): Promise<Stream> {
  const stream = openStream(postgres.ownerUrl)
  open.push(stream)
  while (!stream.isConnected()) await pause(5)
  return stream
}

const topic = () => `session:${randomUUID()}`

/** Counts what was heard, and lets a test wait until it was heard at least so often. */
function ear(stream: Stream, name: string) {
  let count = 0
  const stop = stream.listen(name, () => {
    count += 1
  })
  return {
    stop,
    count: () => count,
    atLeast: async (times: number) => {
      while (count < times) await pause(2)
    },
  }
}

describe('live updates', () => {
  it('reach a listener in another process, and one in the same', async () => {
    const [here, there] = [await aProcess(), await aProcess()]
    const name = topic()
    const near = ear(here, name)
    const far = ear(there, name)
    here.announce(name)
    expect(near.count()).toBe(1)
    await far.atLeast(1)
    expect(near.count()).toBe(1)
  })

  it('tell nobody about another topic, and nothing after stopping', async () => {
    const [here, there] = [await aProcess(), await aProcess()]
    const name = topic()
    const other = ear(there, topic())
    const stopped = ear(there, name)
    stopped.stop()
    const still = ear(there, name)
    here.announce(name)
    await still.atLeast(1)
    expect([other.count(), stopped.count()]).toEqual([0, 0])
  })

  it('gather many announcements into few notifications', async () => {
    const here = await aProcess()
    const notes: string[] = []
    const watcher = new pg.Client({ connectionString: postgres.ownerUrl })
    await watcher.connect()
    await watcher.query('listen holdspace')
    watcher.on('notification', (note) => notes.push(note.payload ?? ''))
    const names = Array.from({ length: 300 }, topic)
    for (let round = 0; round < 5; round += 1) for (const name of names) here.announce(name)
    while (notes.join('\n').split('\n').length < 300) await watcher.query('select 1')
    await watcher.end()
    expect(notes.join('\n').split('\n').sort()).toEqual(names.sort())
    expect(notes.length).toBeLessThanOrEqual(3)
    expect(notes.every((note) => note.length <= 7_900)).toBe(true)
  })

  it('come back after the connection was cut; a listener is told to look, and nothing announced meanwhile is lost (R8)', async () => {
    const [here, there] = [await aProcess(), await aProcess()]
    const name = topic()
    const far = ear(there, name)
    const admin = new pg.Client({ connectionString: postgres.ownerUrl })
    await admin.connect()
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'holdspace stream'`,
    )
    await admin.end()
    while (here.isConnected()) await pause(1)
    const meanwhile = topic()
    const later = ear(there, meanwhile)
    here.announce(meanwhile)
    await far.atLeast(1)
    await later.atLeast(1)
    const before = far.count()
    here.announce(name)
    await far.atLeast(before + 1)
  })

  it('go on for the others when one listener throws', async () => {
    const here = await aProcess()
    const name = topic()
    here.listen(name, () => {
      throw new Error('a broken screen')
    })
    const other = ear(here, name)
    here.announce(name)
    expect(other.count()).toBe(1)
  })

  it('take names and ids only, never words', async () => {
    const here = await aProcess()
    expect(() => here.announce('session:Ada Okafor')).toThrow('names and ids only')
  })

  it('close at once, also when the database cannot be reached', async () => {
    const lost = openStream('postgresql://nobody:x@127.0.0.1:1/none')
    lost.announce(topic())
    await lost.close()
    expect(lost.isConnected()).toBe(false)
  })
})
