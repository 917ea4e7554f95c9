import { randomUUID } from 'node:crypto'
import {
  accountId,
  idempotencyKey,
  type PracticeId,
  patientId,
  practiceId,
  type SessionId,
  sessionId,
} from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import type { ChainHead } from '@holdspace/proof/session-chain'
import type { StoredEntry } from '@holdspace/proof/verify-chain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inPractice } from './database.ts'
import { readEntryPage } from './entry-page.ts'
import { type EntryPlace, eachEntry } from './entry-rows.ts'
import { recordAct } from './record-act.ts'
import { loadEntriesAfter } from './session-store.ts'
import { sealedEntry } from './testing/sealed.ts'
import { type FreshDatabase, freshDatabase } from './testing.ts'

const marigold = practiceId.parse('018f0000-0000-7000-8000-000000000001')
const juniper = practiceId.parse('018f0000-0000-7000-8000-000000000002')
const nadia = accountId.parse('018f0000-0000-7000-8000-00000000000a')
const at = instant.parse('2026-11-21T14:03:01.000Z')
const ids = [1, 2, 3, 4].map((number) => sessionId.parse(`0190a5b2-0000-7000-8000-00000000000${number}`))
const [first, second, empty, elsewhere] = ids as [SessionId, SessionId, SessionId, SessionId]
const highest = sessionId.parse('ffffffff-ffff-7fff-bfff-ffffffffffff')

let clinic: FreshDatabase
beforeAll(async () => {
  clinic = await freshDatabase()
  await chart(marigold, second, ['Calm.', '', 'Ruhig – ü 🌿'])
  await chart(marigold, first, ['One.', 'Two.', 'Three.', 'Four.'])
  await chart(juniper, elsewhere, ['Nobody else reads this.'])
})
afterAll(() => clinic.stop())

async function chart(practice: PracticeId, session: SessionId, texts: readonly string[]): Promise<void> {
  let head: ChainHead | null = null
  for (const [place, text] of texts.entries()) {
    const isWithdrawing: boolean = text === ''
    const key = idempotencyKey.parse(randomUUID())
    const sealed = sealedEntry(
      { practiceId: practice, sessionId: session, head },
      {
        ...{ id: key, kind: isWithdrawing ? 'entry-withdrawn' : 'observation-noted', deviceSeq: place + 1 },
        body: isWithdrawing ? { withdrawsSeq: place, reason: 'another person' } : { text },
      },
    )
    const opens = { patientId: patientId.parse(randomUUID()), protocolId: 'p', protocolVersion: '1', createdBy: nadia }
    const { outcome } = await recordAct(clinic.db, {
      practiceId: practice,
      sessionId: session,
      once: { actorId: nadia, procedure: 'session.record', key, bodyHash: new Uint8Array(32) },
      answer: null,
      at,
      head,
      entries: [sealed],
      audit: [],
      ...(head === null ? { opens: { ...opens, protocolHash: 'ab'.repeat(32) } } : {}),
      ...(isWithdrawing ? { withdraws: [place] } : {}),
    })
    expect(outcome).toBe('recorded')
    head = sealed
  }
}

/** What an entry is made of, as plain lists of bytes: who compares must not mind in which memory they lie. */
const plain = (entry: StoredEntry) =>
  Object.fromEntries(Object.entries(entry).map(([name, bytes]) => [name, [...(bytes as Uint8Array)]]))

/** Each page is written over the one before it, as verifying does. */
async function readIn(atMost: number, upTo: SessionId, practice = marigold) {
  const found: { sessionId: SessionId; entry: Record<string, number[]> }[] = []
  const counts: number[] = []
  const leaves: Uint8Array[] = []
  let memory: ArrayBuffer | undefined
  for (let after: EntryPlace | null = null; ; ) {
    const page = await readEntryPage(clinic.db, practice, { after, upTo }, atMost, memory)
    counts.push(page.count)
    eachEntry(page.rows, (id, entry) => {
      found.push({ sessionId: id, entry: plain(entry) })
      leaves.push(entry.leafHash)
    })
    if (page.count < atMost) break
    after = page.last
    memory = page.rows.buffer
  }
  expect(leaves.map((leaf) => [...leaf])).toEqual(found.map(({ entry }) => entry.leafHash))
  return { found, counts }
}

async function stored(session: SessionId) {
  const rows = await inPractice(clinic.db, marigold, (tx) => loadEntriesAfter(tx, marigold, session, 0))
  return rows.map(({ leafHash, headerBytes, bodyBytes, salt }) => ({
    sessionId: session,
    entry: plain({
      ...{ leafHash, headerBytes },
      ...(bodyBytes === null ? {} : { bodyBytes }),
      ...(salt === null ? {} : { salt }),
    }),
  }))
}

describe('entries read page by page', () => {
  it('are all of them in the order of session and number, byte for byte, whatever the size of a page', async () => {
    const all = [...(await stored(first)), ...(await stored(second))]
    expect(all).toHaveLength(7)
    expect(all[4]?.entry).not.toHaveProperty('bodyBytes')
    for (const [atMost, counts] of [
      [100, [7]],
      [7, [7, 0]],
      [3, [3, 3, 1]],
      [1, [1, 1, 1, 1, 1, 1, 1, 0]],
    ] as const) {
      expect(await readIn(atMost, highest)).toEqual({ found: all, counts })
    }
  })

  it('end with the session that was asked for, also where it has none', async () => {
    expect((await readIn(100, first)).found).toEqual(await stored(first))
    expect((await readIn(2, empty)).found).toHaveLength(7)
    expect((await readIn(100, sessionId.parse('00000000-0000-7000-8000-000000000000'))).found).toEqual([])
  })

  it('are those of one practice and of no other (S07)', async () => {
    const { found } = await readIn(100, highest, juniper)
    expect(found.map((one) => one.sessionId)).toEqual([elsewhere])
  })

  it('of a page longer than the usual room come whole', async () => {
    const long = sessionId.parse('0190a5b2-0000-7000-8000-000000000009')
    await chart(marigold, long, ['a'.repeat(3_000_000), 'b'.repeat(3_000_000)])
    const after = { sessionId: second, seq: 99 }
    const page = await readEntryPage(clinic.db, marigold, { after, upTo: long }, 10)
    const lengths: (number | undefined)[] = []
    eachEntry(page.rows, (_session, { bodyBytes }) => lengths.push(bodyBytes?.length))
    expect(lengths).toEqual([3_000_011, 3_000_011])
    expect(page.last).toEqual({ sessionId: long, seq: 2 })
  })

  it('tell what the database says when it refuses, and the next page is read all the same', async () => {
    const nowhere = { after: null, upTo: 'no session at all' as SessionId }
    await expect(readEntryPage(clinic.db, marigold, nowhere, 10)).rejects.toThrow('invalid input syntax')
    expect((await readIn(100, first)).found).toHaveLength(4)
  })
})
