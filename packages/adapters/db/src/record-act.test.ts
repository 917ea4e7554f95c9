import { randomUUID } from 'node:crypto'
import { accountId, idempotencyKey, patientId, practiceId, sessionId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import type { ChainHead } from '@holdspace/proof/session-chain'
import { verifySessionChain } from '@holdspace/proof/verify-chain'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, inPractice, openDatabase } from './database.ts'
import { type OnceKey, type Recorded, type RecordedAct, recordAct } from './record-act.ts'
import {
  deviceProgress,
  listPatientSessions,
  listUnsealedSessions,
  loadEntriesAfter,
  missingDeviceNumbers,
  sessionHead,
} from './session-store.ts'
import { sealedEntry, sha256 } from './testing/sealed.ts'
import { asOwner, type FreshDatabase, freshDatabase } from './testing.ts'

const marigold = practiceId.parse('018f0000-0000-7000-8000-000000000001')
const juniper = practiceId.parse('018f0000-0000-7000-8000-000000000002')
const nadia = accountId.parse('018f0000-0000-7000-8000-00000000000a')
const at = instant.parse('2026-11-21T14:03:01.000Z')
const newSession = () => sessionId.parse(randomUUID())
const newKey = () => idempotencyKey.parse(randomUUID())
const hashOf = (text: string) => sha256(new TextEncoder().encode(text))

let house: FreshDatabase
beforeAll(async () => {
  house = await freshDatabase()
})
afterAll(() => house.stop())

type Entry = Parameters<typeof sealedEntry>[1]
type Changes = Partial<Omit<RecordedAct, 'sessionId' | 'head' | 'entries'>>

function act(
  session: RecordedAct['sessionId'],
  head: ChainHead | null,
  entry: Entry = {},
  changes: Changes = {},
): RecordedAct & { readonly once: OnceKey } {
  const key = newKey()
  return {
    practiceId: marigold,
    sessionId: session,
    once: { actorId: nadia, procedure: 'session.recordEntry', key, bodyHash: hashOf(key) },
    answer: { seq: (head?.sessionSeq ?? 0) + 1 },
    at,
    head,
    entries: [
      sealedEntry({ practiceId: changes.practiceId ?? marigold, sessionId: session, head }, { id: key, ...entry }),
    ],
    audit: [
      {
        id: randomUUID(),
        at,
        actor: { kind: 'staff', id: nadia, name: 'Nadia Brandt', role: 'nurse' },
        act: 'session.observe',
        outcome: 'done',
      },
    ],
    ...changes,
  }
}

const opens = () => ({
  patientId: patientId.parse(randomUUID()),
  protocolId: 'ketamine-iv',
  protocolVersion: '1.0.0',
  protocolHash: 'ab'.repeat(32),
  createdBy: nadia,
})

/** A session of Ada Okafor with its opening entry. */
async function openSession(changes: Changes = {}): Promise<{ session: RecordedAct['sessionId']; head: ChainHead }> {
  const session = newSession()
  const opening = act(session, null, { kind: 'session-opened' }, { opens: opens(), ...changes })
  expect(await recordAct(house.db, opening)).toEqual({ outcome: 'recorded' })
  return { session, head: headAfter(opening) }
}

function headAfter(recorded: RecordedAct): ChainHead {
  const last = recorded.entries.at(-1)
  if (last === undefined) throw new Error('no entry')
  return { sessionSeq: last.sessionSeq, leafHash: last.leafHash }
}

const entriesOf = (session: RecordedAct['sessionId']) =>
  inPractice(house.db, marigold, (tx) => loadEntriesAfter(tx, marigold, session, 0))

async function countsOf(session: RecordedAct['sessionId']) {
  const { rows } = await asOwner(house.ownerUrl, (owner) =>
    owner.query<{ entries: number; bodies: number; keys: number; audit: number }>(
      `select (select count(*)::int from clinic.entry where session_id = $1) as entries,
              (select count(*)::int from clinic.entry_body where session_id = $1) as bodies,
              (select count(*)::int from clinic.idempotency) as keys,
              (select count(*)::int from clinic.audit_event) as audit`,
      [session],
    ),
  )
  return rows[0]
}

describe('recording an act', () => {
  it('stores header, body, head, device count, audit and answer together, byte for byte (IK3)', async () => {
    const { session, head } = await openSession()
    const charted = act(session, head, { deviceSeq: 2 })
    const before = await countsOf(session)
    expect(await recordAct(house.db, charted)).toEqual({ outcome: 'recorded' })

    const rows = await entriesOf(session)
    expect(rows.map((row) => row.seq)).toEqual([1, 2])
    expect(rows[1]?.headerBytes).toEqual(Buffer.from(charted.entries[0]?.headerBytes ?? []))
    expect(rows[1]?.bodyBytes).toEqual(Buffer.from(charted.entries[0]?.bodyBytes ?? []))
    const chain = rows.map((row) => ({
      ...row,
      bodyBytes: row.bodyBytes ?? new Uint8Array(),
      salt: row.salt ?? new Uint8Array(),
    }))
    expect(verifySessionChain(chain, sha256, { heads: [headAfter(charted)] }).error).toBeUndefined()
    const after = await countsOf(session)
    expect(after).toEqual({ entries: 2, bodies: 2, keys: (before?.keys ?? 0) + 1, audit: (before?.audit ?? 0) + 1 })
    await inPractice(house.db, marigold, async (tx) => {
      expect(await sessionHead(tx, marigold, session)).toMatchObject({ status: 'open', head: { sessionSeq: 2 } })
      expect(await deviceProgress(tx, marigold, session)).toMatchObject([
        { firstDeviceSeq: 1, lastDeviceSeq: 2, received: 2 },
      ])
    })
  })

  it('gives a repeat of the same request the same answer and writes nothing (IK4, R5)', async () => {
    const { session, head } = await openSession()
    const charted = act(session, head)
    await recordAct(house.db, charted)
    const before = await countsOf(session)
    expect(await recordAct(house.db, charted)).toEqual({ outcome: 'replayed', answer: { seq: 2 } })
    expect(await countsOf(session)).toEqual(before)
  })

  it('refuses the same key with another body, and writes nothing (IK5)', async () => {
    const { session, head } = await openSession()
    const charted = act(session, head)
    await recordAct(house.db, charted)
    const before = await countsOf(session)
    const other = act(session, headAfter(charted), {}, { once: { ...charted.once, bodyHash: hashOf('another body') } })
    expect(await recordAct(house.db, other)).toEqual({ outcome: 'key-reused' })
    expect(await countsOf(session)).toEqual(before)
  })

  it('treats the same key from another person as a new request and never shows the first answer (IK2)', async () => {
    const { session, head } = await openSession()
    const charted = act(session, head, {}, { answer: { seq: 2, whose: 'Nadia' } })
    await recordAct(house.db, charted)
    const other = act(
      session,
      headAfter(charted),
      {},
      {
        once: { ...charted.once, actorId: accountId.parse(randomUUID()) },
        answer: { seq: 3 },
      },
    )
    expect(await recordAct(house.db, other)).toEqual({ outcome: 'recorded' })
    expect(await recordAct(house.db, other)).toEqual({ outcome: 'replayed', answer: { seq: 3 } })
  })

  it('calls it a reused key when an entry id comes back after its stored answer expired', async () => {
    const { session, head } = await openSession()
    const charted = act(session, head)
    await recordAct(house.db, charted)
    await asOwner(house.ownerUrl, (owner) =>
      owner.query('delete from clinic.idempotency where key = $1', [charted.once.key]),
    )
    const again = act(session, headAfter(charted), { id: charted.once.key }, { once: charted.once })
    expect(await recordAct(house.db, again)).toEqual({ outcome: 'key-reused' })
  })

  it('finds an act without a key of its own in the ledger: sent again it meets a moved head, never a second entry (IK4)', async () => {
    const { session, head } = await openSession()
    const { once: _kept, ...charted } = act(session, head)
    const other = await openSession()
    const { once: _other, ...beside } = act(other.session, other.head)
    // The two share a statement; each is recorded under the id of its own entry.
    expect(await Promise.all([charted, beside].map((one) => recordAct(house.db, one)))).toEqual([
      { outcome: 'recorded' },
      { outcome: 'recorded' },
    ])
    const before = await countsOf(session)
    expect(await recordAct(house.db, charted)).toEqual({ outcome: 'head-moved' })
    expect(await countsOf(session)).toEqual(before)
  })

  it('takes no entry under an id that another session knows, and leaves the caller’s transaction whole (IK5)', async () => {
    const [one, two] = [await openSession(), await openSession()]
    const id = randomUUID()
    const { once: _first, ...first } = act(one.session, one.head, { id })
    const { once: _second, ...second } = act(two.session, two.head, { id })
    expect(await recordAct(house.db, first)).toEqual({ outcome: 'recorded' })
    expect(await recordAct(house.db, second)).toEqual({ outcome: 'key-reused' })
    expect(await inPractice(house.db, marigold, (tx) => recordAct(tx, second))).toEqual({ outcome: 'key-reused' })
    expect(await countsOf(two.session)).toMatchObject({ entries: 1 })
  })

  it('answers head-moved when another entry came first, and writes nothing', async () => {
    const { session, head } = await openSession()
    await recordAct(house.db, act(session, head))
    const before = await countsOf(session)
    expect(await recordAct(house.db, act(session, head))).toEqual({ outcome: 'head-moved' })
    expect(await countsOf(session)).toEqual(before)
    const forged = { sessionSeq: 2, leafHash: hashOf('not the head') }
    expect(await recordAct(house.db, act(session, forged))).toEqual({ outcome: 'head-moved' })
  })

  it('breaks loudly on entries that were not sealed onto the head they claim', async () => {
    const { session, head } = await openSession()
    const charted = act(session, head)
    await expect(recordAct(house.db, { ...charted, head: { ...head, sessionSeq: 5 } })).rejects.toThrow(
      'does not follow entry 5',
    )
    await expect(recordAct(house.db, { ...charted, sessionId: newSession() })).rejects.toThrow('does not follow')
  })

  it('takes nothing after the signature but what may follow it (RULINGS 1)', async () => {
    const { session, head } = await openSession()
    const signed = act(session, head, { kind: 'session-signed' }, { change: { status: 'sealed', sealedAt: at } })
    expect(await recordAct(house.db, signed)).toEqual({ outcome: 'recorded' })
    const before = await countsOf(session)
    expect(await recordAct(house.db, act(session, headAfter(signed)))).toEqual({ outcome: 'sealed' })
    expect(await countsOf(session)).toEqual(before)
    const addendum = act(session, headAfter(signed), { kind: 'addendum-filed' }, { afterSeal: true })
    expect(await recordAct(house.db, addendum)).toEqual({ outcome: 'recorded' })
    const row = await inPractice(house.db, marigold, (tx) => sessionHead(tx, marigold, session))
    expect(row).toMatchObject({ status: 'sealed', sealedAt: at, head: { sessionSeq: 3 } })
  })

  it('opens one unsigned session a person, whoever is first', async () => {
    const person = opens()
    const first = act(newSession(), null, { kind: 'session-opened' }, { opens: person })
    const second = act(newSession(), null, { kind: 'session-opened' }, { opens: person })
    const outcomes = await Promise.all([recordAct(house.db, first), recordAct(house.db, second)])
    expect(outcomes.map((one) => one.outcome).sort()).toEqual(['head-moved', 'recorded'])
    await inPractice(house.db, marigold, async (tx) => {
      expect(await listPatientSessions(tx, marigold, person.patientId)).toHaveLength(1)
      const open = (await listUnsealedSessions(tx, marigold)).filter((row) => row.patientId === person.patientId)
      expect(open).toHaveLength(1)
    })
    expect((await recordAct(house.db, outcomes[0]?.outcome === 'recorded' ? first : second)).outcome).toBe('replayed')
  })

  it('sees no session of another practice, and records nothing there (S06)', async () => {
    const { session, head } = await openSession()
    await expect(recordAct(house.db, act(session, head, {}, { practiceId: juniper }))).rejects.toThrow('No session')
    await expect(inPractice(house.db, juniper, (tx) => recordAct(tx, act(session, head)))).rejects.toMatchObject({
      cause: { message: 'This transaction acts in another practice' },
    })
  })

  it('removes a body only when an entry says so; header and leaf stay (RULINGS 10)', async () => {
    const { session, head } = await openSession()
    const wrong = act(session, head, { body: { text: 'Written in the wrong chart.' } })
    await recordAct(house.db, wrong)
    await expect(recordAct(house.db, act(session, headAfter(wrong), {}, { withdraws: [2] }))).rejects.toThrow(
      `Entry 2 of session ${session} has no entry that withdraws it`,
    )
    const withdrawal = act(
      session,
      headAfter(wrong),
      { kind: 'entry-withdrawn', body: { withdrawsSeq: 2, reason: 'Wrong chart' } },
      { withdraws: [2] },
    )
    expect(await recordAct(house.db, withdrawal)).toEqual({ outcome: 'recorded' })
    const rows = await entriesOf(session)
    expect(rows.map((row) => row.bodyBytes === null)).toEqual([false, true, false])
    expect(rows[1]?.headerBytes.length).toBeGreaterThan(0)
  })

  it('keeps a body that jsonb cannot hold, as bytes', async () => {
    const { session, head } = await openSession()
    const charted = act(session, head, { body: { text: 'a\u0000b' } })
    expect(await recordAct(house.db, charted)).toEqual({ outcome: 'recorded' })
    expect((await entriesOf(session))[1]?.bodyBytes).toEqual(Buffer.from(charted.entries[0]?.bodyBytes ?? []))
  })

  it('names the numbers a device counted that never arrived (OB16)', async () => {
    const { session, head } = await openSession()
    const tablet = randomUUID()
    let now = head
    for (const deviceSeq of [7, 8, 11, 12, 14]) {
      const charted = act(session, now, { deviceId: tablet, deviceSeq })
      await recordAct(house.db, charted)
      now = headAfter(charted)
    }
    expect(await inPractice(house.db, marigold, (tx) => missingDeviceNumbers(tx, marigold, session))).toEqual([
      { deviceId: tablet, from: 9, to: 10 },
      { deviceId: tablet, from: 13, to: 13 },
    ])
  })

  it('commits together with the caller’s own rows, or not at all', async () => {
    const { session, head } = await openSession()
    const before = await countsOf(session)
    const charted = act(session, head)
    await expect(
      inPractice(house.db, marigold, async (tx) => {
        expect(await recordAct(tx, charted)).toEqual({ outcome: 'recorded' })
        throw new Error('the caller thought better of it')
      }),
    ).rejects.toThrow('thought better')
    expect(await countsOf(session)).toEqual(before)
    expect(await recordAct(house.db, charted)).toEqual({ outcome: 'recorded' })
  })
})

/** What a use case does with `head-moved`: load, decide again, try again. Answers how often it had to. */
async function chart(
  db: Database,
  session: RecordedAct['sessionId'],
  key: string,
  deviceId: string,
  deviceSeq: number,
): Promise<Recorded> {
  for (;;) {
    const head = await inPractice(db, marigold, (tx) => sessionHead(tx, marigold, session))
    const charted = act(session, head?.head ?? null, { id: key, deviceId, deviceSeq })
    const once = { ...charted.once, key: idempotencyKey.parse(key), bodyHash: hashOf(key) }
    const recorded = await recordAct(db, { ...charted, once })
    if (recorded.outcome !== 'head-moved') return recorded
  }
}

describe('two servers on one session', () => {
  it('lose nothing, double nothing and leave no gap while both record and repeat (R1, R5)', async () => {
    const { session } = await openSession()
    const servers = [
      openDatabase(house.appUrl, { maxConnections: 4 }),
      openDatabase(house.appUrl, { maxConnections: 4 }),
    ]
    const devices = [randomUUID(), randomUUID()]
    const keys = Array.from({ length: 30 }, () => randomUUID())
    const [one, two] = servers
    if (one === undefined || two === undefined) throw new Error('two servers')
    // Each entry is sent to both servers at once: a double submit whose twin took another way.
    const outcomes = await Promise.all(
      keys.flatMap((key, turn) => {
        const device = devices[turn % 2] ?? ''
        return [chart(one.db, session, key, device, turn + 1), chart(two.db, session, key, device, turn + 1)]
      }),
    )
    await Promise.all(servers.map((server) => server.close()))

    expect(outcomes.filter((one) => one.outcome === 'recorded')).toHaveLength(30)
    expect(outcomes.filter((one) => one.outcome === 'replayed')).toHaveLength(30)
    const rows = await entriesOf(session)
    expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 31 }, (_, n) => n + 1))
    const chain = rows.map((row) => ({
      ...row,
      bodyBytes: row.bodyBytes ?? new Uint8Array(),
      salt: row.salt ?? new Uint8Array(),
    }))
    expect(verifySessionChain(chain, sha256).error).toBeUndefined()
  })

  it('leave nothing behind when a connection dies in the middle of an act (IK3, IK7)', async () => {
    const { session, head } = await openSession()
    const before = await countsOf(session)
    const charted = act(session, head)
    const doomed = openDatabase(house.appUrl, { maxConnections: 1 })
    const attempt = inPractice(doomed.db, marigold, async (tx) => {
      expect(await recordAct(tx, charted)).toEqual({ outcome: 'recorded' })
      const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
      await asOwner(house.ownerUrl, (owner) => owner.query('select pg_terminate_backend($1)', [rows[0]?.pid]))
      await tx.execute(sql`select 1`)
    })
    await expect(attempt).rejects.toBeInstanceOf(Error)
    await doomed.close()
    expect(await countsOf(session)).toEqual(before)
    expect(await recordAct(house.db, charted)).toEqual({ outcome: 'recorded' })
  })

  it('makes a repeat wait for the first while it runs, then gives it the same answer (IK6)', async () => {
    const { session, head } = await openSession()
    const charted = act(session, head)
    const first = new pg.Client({ connectionString: house.appUrl })
    await first.connect()
    let second: Promise<Recorded> | undefined
    await inPractice(house.db, marigold, async (tx) => {
      await recordAct(tx, charted)
      second = recordAct(house.db, charted)
      let waiting = 0
      while (waiting === 0) {
        const { rows } = await first.query<{ n: number }>(
          `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
        waiting = rows[0]?.n ?? 0
      }
    })
    await first.end()
    expect(await second).toEqual({ outcome: 'replayed', answer: { seq: 2 } })
  })
})
