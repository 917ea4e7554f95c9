import { practiceId } from '@holdspace/kit/ids'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inIdentity, inPractice, sqlState } from './database.ts'
import { asOwner, type FreshDatabase, freshDatabase } from './testing.ts'

const marigold = practiceId.parse('018f0000-0000-7000-8000-000000000001')
const juniper = practiceId.parse('018f0000-0000-7000-8000-000000000002')

let house: FreshDatabase
beforeAll(async () => {
  house = await freshDatabase({ maxConnections: 1 })
})
afterAll(() => house.stop())

const practiceSeen = sql`select current_setting('app.practice', true) as practice, current_user as role`

describe('the door to the database', () => {
  it('works as the application role and sets the practice for one transaction only', async () => {
    const inside = await inPractice(house.db, marigold, (tx) => tx.execute(practiceSeen))
    expect(inside.rows).toEqual([{ practice: marigold, role: 'holdspace_app' }])
    const after = await inIdentity(house.db, (tx) => tx.execute(practiceSeen))
    expect(after.rows[0]?.practice).toBe('')
  })

  it('never mixes two practices on one pooled connection over 1,000 interleaved requests (S07)', async () => {
    const turns = Array.from({ length: 100 }, (_, turn) => (turn % 2 === 0 ? marigold : juniper))
    // A hundred at a time, so that on a slow machine nobody waits for a connection longer than a request may.
    for (let round = 0; round < 10; round += 1) {
      const seen = await Promise.all(
        turns.map((practice) => inPractice(house.db, practice, (tx) => tx.execute(practiceSeen))),
      )
      expect(seen.map((result) => result.rows[0]?.practice)).toEqual(turns)
    }
  })

  it('breaks loudly when a failed statement was passed over, for then nothing is kept', async () => {
    const passedOver = inPractice(house.db, marigold, async (tx) => {
      await tx.execute(sql`select 1 / 0`).catch(() => undefined)
    })
    await expect(passedOver).rejects.toThrow('nothing of this transaction is kept')
    expect((await inIdentity(house.db, (tx) => tx.execute(practiceSeen))).rows).toHaveLength(1)
  })

  it('rolls back to a savepoint without losing the rest', async () => {
    const kept = await inPractice(house.db, marigold, async (tx) => {
      await tx.transaction((inner) => inner.execute(sql`select 1 / 0`)).catch(() => undefined)
      return tx.execute(practiceSeen)
    })
    expect(kept.rows[0]?.practice).toBe(marigold)
  })

  it('gets its connections back after the database dropped them all, in the middle of work too (R8)', async () => {
    const doomed = inPractice(house.db, marigold, async (tx) => {
      const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
      await asOwner(house.ownerUrl, (owner) => owner.query('select pg_terminate_backend($1)', [rows[0]?.pid]))
      await tx.execute(sql`select pg_sleep(5)`)
    })
    await expect(doomed).rejects.toBeInstanceOf(Error)
    for (let round = 0; round < 5; round += 1) {
      expect((await inPractice(house.db, marigold, (tx) => tx.execute(practiceSeen))).rows[0]?.practice).toBe(marigold)
      await asOwner(house.ownerUrl, (owner) =>
        owner.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'test' and datname = current_database()`,
        ),
      )
      await inPractice(house.db, marigold, (tx) => tx.execute(practiceSeen)).catch(() => undefined)
    }
    expect(house.db.$client.waitingCount).toBe(0)
  })

  it('carries no practice over from a transaction that failed', async () => {
    const failed = inPractice(house.db, marigold, (tx) => tx.execute(sql`select 1 / 0`))
    expect(sqlState(await failed.catch((error: unknown) => error))).toBe('22012')
    const after = await inIdentity(house.db, (tx) => tx.execute(practiceSeen))
    expect(after.rows[0]?.practice).toBe('')
  })
})
