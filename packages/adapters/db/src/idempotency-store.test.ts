import { randomUUID } from 'node:crypto'
import { accountId, idempotencyKey, practiceId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import { isRefusalError } from '@holdspace/kit/refusal'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inPractice, type Tx } from './database.ts'
import { forgetAnswers, type Once, once } from './idempotency-store.ts'
import { sha256 } from './testing/sealed.ts'
import { asOwner, type FreshDatabase, freshDatabase } from './testing.ts'

const marigold = practiceId.parse('018f0000-0000-7000-8000-000000000001')
const nadia = accountId.parse('018f0000-0000-7000-8000-00000000000a')
const at = instant.parse('2026-11-21T14:03:01.000Z')

let house: FreshDatabase
beforeAll(async () => {
  house = await freshDatabase({ maxConnections: 60 })
  await asOwner(house.ownerUrl, (owner) =>
    owner.query('create table public.effect (n integer); grant select, insert on public.effect to holdspace_app'),
  )
})
afterAll(() => house.stop())

function request(body = 'book room 2', key = randomUUID()) {
  const bodyHash = sha256(new TextEncoder().encode(body))
  return {
    practiceId: marigold,
    actorId: nadia,
    procedure: 'people.edit',
    key: idempotencyKey.parse(key),
    bodyHash,
    at,
  }
}

const effectOnce = (tx: Tx) => async () => {
  await tx.execute(sql`insert into public.effect values (1)`)
  const { rows } = await tx.execute<{ n: number }>(sql`select count(*)::int as n from public.effect`)
  return { n: rows[0]?.n ?? 0 }
}

const send = (asked: ReturnType<typeof request>): Promise<Once<{ n: number }>> =>
  inPractice(house.db, marigold, (tx) => once(tx, asked, effectOnce(tx)))

async function effects(): Promise<number> {
  const { rows } = await asOwner(house.ownerUrl, (owner) =>
    owner.query<{ n: number }>('select count(*)::int as n from public.effect'),
  )
  return rows[0]?.n ?? 0
}

describe('a mutation with a key', () => {
  it('happens once; a repeat gets the same answer (IK4, R5)', async () => {
    const asked = request()
    const first = await send(asked)
    expect(first).toEqual({ outcome: 'done', answer: { n: 1 } })
    expect(await send(asked)).toEqual({ outcome: 'replayed', answer: { n: 1 } })
    expect(await effects()).toBe(1)
  })

  it('is refused when the key comes with another body (IK5)', async () => {
    const asked = request()
    await send(asked)
    const before = await effects()
    expect(await send({ ...request('book room 3'), key: asked.key })).toEqual({ outcome: 'key-reused' })
    expect(await effects()).toBe(before)
  })

  it('is new for another person, procedure or practice (IK2)', async () => {
    const asked = request()
    await send(asked)
    expect((await send({ ...asked, actorId: accountId.parse(randomUUID()) })).outcome).toBe('done')
    expect((await send({ ...asked, procedure: 'people.merge' })).outcome).toBe('done')
    const juniper = practiceId.parse('018f0000-0000-7000-8000-000000000002')
    const elsewhere = await inPractice(house.db, juniper, (tx) =>
      once(tx, { ...asked, practiceId: juniper }, effectOnce(tx)),
    )
    expect(elsewhere.outcome).toBe('done')
  })

  it('leaves no key when it fails, so that the retry runs (IK7)', async () => {
    const asked = request()
    const before = await effects()
    const failing = inPractice(house.db, marigold, (tx) =>
      once(tx, asked, async () => {
        await effectOnce(tx)()
        throw new Error('the printer burned')
      }),
    )
    await expect(failing).rejects.toThrow('the printer burned')
    expect(await effects()).toBe(before)
    expect((await send(asked)).outcome).toBe('done')
  })

  it('has one effect among 50 sent at once (IK6)', async () => {
    const asked = request()
    const before = await effects()
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => send(asked)))
    expect(outcomes.filter((one) => one.outcome === 'done')).toHaveLength(1)
    expect(new Set(outcomes.map((one) => JSON.stringify('answer' in one && one.answer))).size).toBe(1)
    expect(await effects()).toBe(before + 1)
  })

  it('is refused as still running when the first takes too long (IK6)', async () => {
    const asked = request()
    await inPractice(house.db, marigold, async (first) => {
      await once(first, asked, async () => ({ n: 0 }))
      const second = await inPractice(house.db, marigold, async (tx) => {
        await tx.execute(sql`set local lock_timeout = '50ms'`)
        return once(tx, asked, effectOnce(tx))
      }).catch((error: unknown) => error)
      expect(isRefusalError(second) && second.refusal.code).toBe('still-running')
    })
  })

  it('is forgotten only past its time (IK8)', async () => {
    const asked = request()
    await send(asked)
    await inPractice(house.db, marigold, (tx) => forgetAnswers(tx, marigold, at))
    expect((await send(asked)).outcome).toBe('replayed')
    await inPractice(house.db, marigold, (tx) => forgetAnswers(tx, marigold, instant.parse('2026-11-21T14:03:01.001Z')))
    expect((await send(asked)).outcome).toBe('done')
  })
})
