import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { installQueue } from './install-queue.ts'
import { openQueue } from './open-queue.ts'

let database: TestHouse
const queues = [{ name: 'tick', mostSeconds: 30 }]
beforeAll(async () => {
  database = await testHouse(undefined, { isSeeded: false })
  await installQueue(database.ownerUrl, 'holdspace_app', queues)
})
afterAll(() => database.stop())

async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const fail = (error: Error) => {
  throw error
}

it('given two installs at once and one more, then there is one queue and nothing breaks', async () => {
  const again = () => installQueue(database.ownerUrl, 'holdspace_app', queues)
  await Promise.all([again(), again()])
  const rows = await asOwner(database.ownerUrl, (owner) => owner.query('select name from jobs.queue'))
  expect(rows.rows.filter((row) => row.name === 'tick')).toHaveLength(1)
})

it('given the application’s role, then it works the queue and changes no table of it (S06)', async () => {
  await asOwner(database.appUrl, async (app) => {
    await expect(app.query('drop table jobs.job')).rejects.toThrow(/must be owner/)
    await expect(app.query('create table jobs.own (n int)')).rejects.toThrow(/permission denied/)
  })
})

it('given two workers, then each run is one worker’s and the chain goes on after a failure', async () => {
  const [one, other] = [
    await openQueue(database.appUrl, { onError: fail }),
    await openQueue(database.appUrl, { onError: fail }),
  ]
  let [running, most, runs] = [0, 0, 0]
  await new Promise<void>((resolve) => {
    const run = async () => {
      running += 1
      most = Math.max(most, running)
      runs += 1
      await new Promise((done) => setImmediate(done))
      running -= 1
      if (runs === 2) throw new Error('a run that fails')
      if (runs >= 4) resolve()
    }
    for (const queue of [one, other]) void queue.repeat({ name: 'tick', everySeconds: 1, run })
  })
  expect(most).toBe(1)
  await one.stop(5_000)
  await other.stop(5_000)
}, 60_000)
