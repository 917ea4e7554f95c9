import { randomBytes, randomUUID } from 'node:crypto'
import { inPractice, openDatabase } from '@holdspace/db/database'
import { recordAct } from '@holdspace/db/record-act'
import { marigoldHouse } from '@holdspace/fixture-clinic/people'
import { type AccountId, entryId, idempotencyKey, patientId, sessionId } from '@holdspace/kit/ids'
import { instantFromMs } from '@holdspace/kit/instant'
import { type ChainHead, sealEntry } from '@holdspace/proof/session-chain'
import { nodeHashing } from '@holdspace/server/hashing'
import { newId } from '@holdspace/server/new-id'
import pg from 'pg'
import type { Clinic } from './clinic.ts'
import { beside, closedLoop, type Row } from './measure.ts'

const writers = 16
const seconds = 5
const { practiceId } = marigoldHouse

/** One writer's chain: seals each entry onto the last and records it in one statement, as charting does. */
function chainWriter(db: ReturnType<typeof openDatabase>['db']): () => Promise<boolean> {
  const session = sessionId.parse(newId())
  const device = newId()
  const actor = randomUUID() as AccountId
  let head: ChainHead | null = null
  return async () => {
    const at = instantFromMs(Date.now())
    const id = entryId.parse(newId())
    const draft = {
      ledger: 'marigold-house/ledger',
      sessionId: session,
      idempotencyKey: id,
      kind: 'vitals-taken',
      actor: `${actor} nurse Mara Quist RN`,
      deviceId: device,
      deviceSeq: (head?.sessionSeq ?? 0) + 1,
      occurredAt: at,
      recordedAt: at,
      body: { heartRateBpm: 72, systolicMmHg: 120, diastolicMmHg: 80, source: 'typed' },
    }
    const sealed = sealEntry(head ?? undefined, draft, new Uint8Array(randomBytes(32)), nodeHashing.sha256)
    const once = { actorId: actor, procedure: 'bench', key: idempotencyKey.parse(id), bodyHash: sealed.leafHash }
    const opens = {
      patientId: patientId.parse(newId()),
      protocolId: 'bench',
      protocolVersion: '1',
      protocolHash: 'b'.repeat(64),
      createdBy: actor,
    }
    const act = { practiceId, sessionId: session, once, answer: {}, at, head, entries: [sealed], audit: [] }
    const recorded = await recordAct(db, head === null ? { ...act, opens } : act)
    if (recorded.outcome !== 'recorded') return false
    head = { sessionSeq: sealed.sessionSeq, leafHash: sealed.leafHash }
    return true
  }
}

/** Chained, hashed, idempotent appends beside a plain INSERT of the same bytes into a table with one index. */
export async function benchAppends({ demo }: Clinic): Promise<readonly Row[]> {
  const pool = new pg.Pool({ connectionString: demo.databaseUrl, max: writers })
  await pool.query('create table public.plain (id uuid primary key, header bytea, leaf bytea, body bytea, salt bytea)')
  const bytes = [randomBytes(420), randomBytes(32), randomBytes(90), randomBytes(32)]
  const text = 'insert into public.plain values ($1, $2, $3, $4, $5)'
  const plain = await closedLoop(writers, seconds, async () => {
    await pool.query({ name: 'plain', text, values: [randomUUID(), ...bytes] })
    return true
  })
  const { db, close } = openDatabase(demo.databaseUrl, { maxConnections: writers })
  const chains = Array.from({ length: writers }, () => chainWriter(db))
  let turn = 0
  const free = chains.map((append) => ({ append, busy: false }))
  const chained = await closedLoop(writers, seconds, async () => {
    const chain = free.find((one) => !one.busy) ?? free[turn++ % writers]
    if (chain === undefined) return false
    chain.busy = true
    const good = await chain.append()
    chain.busy = false
    return good
  })
  await inPractice(db, practiceId, async () => undefined)
  await close()
  await pool.end()
  return [beside('ledger append, 16 writers on 16 sessions', chained, plain, '≥ 0.50')]
}
