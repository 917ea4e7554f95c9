import { randomBytes } from 'node:crypto'
import { type BackupTable, putRows } from '@holdspace/db/backup-store'
import { maraQuist, marigoldHouse } from '@holdspace/fixture-clinic/people'
import { type PracticeId, practiceId as practiceIdOf } from '@holdspace/kit/ids'
import { instantFromMs } from '@holdspace/kit/instant'
import { type SealedEntry, sealEntry } from '@holdspace/proof/session-chain'
import { nodeHashing } from '@holdspace/server/hashing'
import { newId } from '@holdspace/server/new-id'
import { ledgerOrigin } from '@holdspace/use-cases/session/session-names'
import pg from 'pg'

/** How many entries each session of the large ledger has. */
export type SessionSizes = readonly number[]

/**
 * A practice of its own with a ledger of many entries, each truly sealed into the chain of its session, put into the tables
 * and into the practice's log as they would stand there had they been recorded one by one.
 */
export async function fillLedger(databaseUrl: string, sizes: SessionSizes): Promise<PracticeId> {
  const practiceId = practiceIdOf.parse(newId())
  const sessions = sizes.map((entries) => ({ sessionId: newId(), entries }))
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  // All at once: the running server gives what it sees a place in the practice's log.
  await client.query('begin')
  // How a row finds what it belongs to is planned at the first row, when the tables are small enough to be read whole.
  await client.query('set local enable_seqscan = off')
  await client.query('insert into identity.practice (id, name, zone, slug) values ($1, $2, $3, $4)', [
    ...[practiceId, 'Large Ledger', marigoldHouse.zone, `large-${practiceId}`],
  ])
  await client.query("select set_config('app.practice', $1, false)", [practiceId])
  const ledger = ledgerOrigin(practiceId)
  for (const { sessionId, entries } of sessions) {
    const sealed = sealSession(ledger, sessionId, entries)
    const head = sealed.at(-1)?.leafHash ?? new Uint8Array()
    const rows = sealed.map((one) => ({ ...one, at: `${practiceId}\t${sessionId}\t${one.sessionSeq}` }))
    const opened = `${practiceId}\t${sessionId}\t${newId()}\tbench\t1\tb\tended\t2026-11-21\t${entries + 1}\t${bytea(head)}`
    await put(client, sessionTable, [`${opened}\t${maraQuist.accountId}`])
    await put(
      client,
      entryTable,
      rows.map(
        (row) =>
          `${row.at}\t${row.id}\tvitals-taken\t${actor}\t${device}\t${row.sessionSeq}\t${row.occurredAt}\t${row.occurredAt}\t${bytea(row.headerBytes)}\t${bytea(row.leafHash)}`,
      ),
    )
    await put(
      client,
      bodyTable,
      rows.map((row) => `${row.at}\t${bytea(row.bodyBytes)}\t${bytea(row.salt)}`),
    )
  }
  await client.query(
    `insert into clinic.log_leaf (practice_id, leaf_index, leaf_hash, kind, session_id, seq, taken_at)
     select practice_id, row_number() over (order by session_id, seq) - 1, leaf_hash, 'entry', session_id, seq, now()
     from clinic.entry where practice_id = $1`,
    [practiceId],
  )
  await client.query('commit')
  for (const table of ['session', 'entry', 'entry_body', 'log_leaf'])
    await client.query(`vacuum analyze clinic.${table}`)
  await client.end()
  return practiceId
}

const device = '0190a5b2-0000-7000-8000-0000000000d1'
const actor = `${maraQuist.membershipId} nurse Mara Quist RN`

interface LargeEntry extends SealedEntry {
  readonly id: string
  readonly occurredAt: string
}

function sealSession(ledger: string, sessionId: string, count: number): LargeEntry[] {
  const sealed: LargeEntry[] = []
  for (let number = 1; number <= count; number += 1) {
    const id = newId()
    const occurredAt = instantFromMs(Date.UTC(2026, 10, 21, 14) + number * 1000)
    const place = { ledger, sessionId, idempotencyKey: id, kind: 'vitals-taken', deviceId: device, deviceSeq: number }
    const body = { heartRateBpm: 60 + (number % 60), systolicMmHg: 120, diastolicMmHg: 78, source: 'typed' }
    const draft = { ...place, actor, body }
    const entry = sealEntry(
      sealed.at(-1),
      { ...draft, occurredAt, recordedAt: occurredAt },
      new Uint8Array(randomBytes(32)),
      nodeHashing.sha256,
    )
    sealed.push({ ...entry, id, occurredAt })
  }
  return sealed
}

function table(name: string, columns: string): BackupTable {
  return { name: `clinic.${name}`, columns: columns.split(' '), byPractice: true }
}

const sessionTable = table(
  'session',
  'practice_id id patient_id protocol_id protocol_version protocol_hash status opened_at next_seq head_leaf created_by',
)
const entryTable = table(
  'entry',
  'practice_id session_id seq id kind actor device_id device_seq occurred_at recorded_at header leaf_hash',
)
const bodyTable = table('entry_body', 'practice_id session_id seq canonical salt')

async function put(client: pg.Client, into: BackupTable, lines: readonly string[]): Promise<void> {
  const pieces = Array.from({ length: Math.ceil(lines.length / 1000) }, (_, at) =>
    lines.slice(at * 1000, at * 1000 + 1000),
  )
  await putRows(
    client,
    into,
    (async function* () {
      for (const piece of pieces) yield Buffer.from(`${piece.join('\n')}\n`)
    })(),
  )
}

/** In the text form of COPY, where a backslash is written twice. */
function bytea(bytes: Uint8Array): string {
  return `\\\\x${Buffer.from(bytes).toString('hex')}`
}
