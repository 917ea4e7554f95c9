import { execFile } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { marigoldHouse } from '@holdspace/fixture-clinic/people'
import { verifySessionChain } from '@holdspace/proof/session-chain'
import pg from 'pg'
import { nodeHashing } from '../hashing.ts'
import { root } from '../places.ts'

interface Row {
  readonly seq: number
  readonly header: Buffer
  readonly leaf_hash: Buffer
  readonly canonical: Buffer
  readonly salt: Buffer
}

export interface ProvedRecord {
  /** Ids of the entries in the order of the record, read from the sealed headers. */
  readonly ids: readonly string[]
  readonly seqs: readonly number[]
  /** What our own verifier finds broken first; undefined when every link holds. */
  readonly ownError: unknown
  /** Exit code of the stand-alone verifier: 0 when every link holds. */
  readonly standAloneExit: number
}

/** Reads a session as the database holds it, past every screen and use case, and has both verifiers follow its chain. */
export async function proveRecord(dataDir: string, sessionId: string): Promise<ProvedRecord> {
  const rows = await rowsOf(dataDir, sessionId)
  const entries = rows.map((row) => ({
    headerBytes: new Uint8Array(row.header),
    leafHash: new Uint8Array(row.leaf_hash),
    bodyBytes: new Uint8Array(row.canonical),
    salt: new Uint8Array(row.salt),
    sessionSeq: row.seq,
  }))
  return {
    ids: rows.map((row) => headerOf(row).idempotency_key),
    seqs: rows.map((row) => row.seq),
    ownError: verifySessionChain(entries, nodeHashing.sha256).error,
    standAloneExit: await verifyAlone(dataDir, sessionId, rows),
  }
}

async function rowsOf(dataDir: string, sessionId: string): Promise<readonly Row[]> {
  const { databaseUrl } = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')) as { databaseUrl: string }
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(`select set_config('app.practice', $1, false)`, [marigoldHouse.practiceId])
    const { rows } = await client.query<Row>(
      `select e.seq, e.header, e.leaf_hash, b.canonical, b.salt from clinic.entry e
         join clinic.entry_body b using (practice_id, session_id, seq)
        where e.session_id = $1 order by e.seq`,
      [sessionId],
    )
    return rows
  } finally {
    await client.end()
  }
}

/** In a process of its own, from a file, the way somebody without Holdspace checks an export. */
function verifyAlone(dataDir: string, sessionId: string, rows: readonly Row[]): Promise<number> {
  const [first] = rows
  if (first === undefined) return Promise.resolve(-1)
  const entries = rows.map((row) => ({
    header: row.header.toString('base64'),
    body: row.canonical.toString('base64'),
    salt: row.salt.toString('base64'),
    leaf_hash: row.leaf_hash.toString('base64'),
  }))
  const file = join(dataDir, `${sessionId}.export.json`)
  writeFileSync(
    file,
    JSON.stringify({ sessions: [{ session_id: sessionId, ledger: headerOf(first).ledger, entries }] }),
  )
  const verifier = join(root, 'packages', 'domain', 'proof', 'verifier', 'verify.mjs')
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [verifier, file], () => {
      rmSync(file)
      resolve(child.exitCode ?? -1)
    })
  })
}

function headerOf(row: Row): { readonly idempotency_key: string; readonly ledger: string } {
  return JSON.parse(row.header.toString('utf8'))
}
