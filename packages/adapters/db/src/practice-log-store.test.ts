import { randomUUID } from 'node:crypto'
import { type SessionId, sessionId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import type { ChainHead } from '@holdspace/proof/session-chain'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { inPractice } from './database.ts'
import { leavesFrom, logSize, placeWaiting, waitingLeaves } from './practice-log-store.ts'
import { type RecordedAct, recordAct } from './record-act.ts'
import { chartedAct, marigold } from './testing/charted-act.ts'
import { asOwner, type FreshDatabase, freshDatabase } from './testing.ts'

const takenAt = instant.parse('2026-11-21T14:03:01.000Z')

let house: FreshDatabase
beforeAll(async () => {
  house = await freshDatabase()
})
afterAll(() => house.stop())

const entryAfter = (session: SessionId, head: ChainHead | null) => chartedAct(session, head, randomUUID())

function headOf({ entries }: RecordedAct): ChainHead {
  const [last] = entries.slice(-1)
  if (last === undefined) throw new Error('no entry')
  return last
}

async function openSession() {
  const session = sessionId.parse(randomUUID())
  const opening = entryAfter(session, null)
  expect(await recordAct(house.db, opening)).toEqual({ outcome: 'recorded' })
  return { session, opening }
}

const place = (atMost = 100) =>
  inPractice(house.db, marigold, async (tx) =>
    placeWaiting(tx, marigold, { from: await logSize(tx, marigold), atMost, takenAt }),
  )
const stillWaiting = (everywhere: boolean) =>
  inPractice(house.db, marigold, (tx) => waitingLeaves(tx, marigold, 100, { everywhere }))

/** In this database somebody waits for a row that another holds. */
async function somebodyWaits(): Promise<void> {
  await vi.waitFor(
    () =>
      asOwner(house.ownerUrl, async (owner) => {
        const { rows } = await owner.query(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
        expect(rows.length).toBeGreaterThan(0)
      }),
    { timeout: 20_000 },
  )
}

describe('places in the practice’s log', () => {
  it('are given session by session in the order of the numbers, each leaf the entry’s own, a few at a time', async () => {
    const { session, opening } = await openSession()
    const second = entryAfter(session, headOf(opening))
    await recordAct(house.db, second)
    const from = await inPractice(house.db, marigold, (tx) => logSize(tx, marigold))
    expect(await place(1)).toBe(1)
    expect((await stillWaiting(false)).map(({ seq }) => seq)).toEqual([2])
    expect(await place()).toBe(1)
    expect(await place()).toBe(0)
    const leaves = await inPractice(house.db, marigold, (tx) => leavesFrom(tx, marigold, from, 10))
    expect(leaves.map(({ index, seq, sessionId: of }) => [index, seq, of])).toEqual([
      [from, 1, session],
      [from + 1, 2, session],
    ])
    expect(leaves.map(({ leafHash }) => Buffer.from(leafHash).toString('hex'))).toEqual(
      [opening, second].map((act) => Buffer.from(headOf(act).leafHash).toString('hex')),
    )
  })

  it('an entry recorded while places are given keeps waiting for its own, and is found by its session’s mark (T2)', async () => {
    const { session, opening } = await openSession()
    // Given: an act that is written and not yet committed, when the log is kept
    const kept = await inPractice(house.db, marigold, async (tx) => {
      await recordAct(tx, entryAfter(session, headOf(opening)))
      const placed = place()
      await somebodyWaits()
      return { placed }
    })
    // Then: the entry before it has its place, and the new one still waits
    expect(await kept.placed).toBe(1)
    expect((await stillWaiting(false)).map(({ seq }) => seq)).toEqual([2])
    expect(await place()).toBe(1)
    expect(await stillWaiting(true)).toEqual([])
  })
})
