import { execFile } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inPractice, openDatabase } from '@holdspace/db/database'
import { loadEntriesAfter } from '@holdspace/db/session-store'
import { marigoldHouse } from '@holdspace/fixture-clinic/people'
import { sessionId } from '@holdspace/kit/ids'
import { type StoredEntry, verifySessionChain } from '@holdspace/proof/verify-chain'
import { nodeHashing } from '../hashing.ts'
import { root } from '../places.ts'

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
export async function proveRecord(dataDir: string, session: string): Promise<ProvedRecord> {
  const rows = await rowsOf(dataDir, session)
  return {
    ids: rows.map((row) => headerOf(row).idempotency_key),
    seqs: rows.map((row) => row.seq),
    ownError: verifySessionChain(rows, nodeHashing.sha256).error,
    standAloneExit: await verifyAlone(dataDir, session, rows),
  }
}

type Row = StoredEntry & {
  readonly seq: number
  readonly headerBytes: Uint8Array
  readonly bodyBytes: Uint8Array
  readonly salt: Uint8Array
}

async function rowsOf(dataDir: string, id: string): Promise<readonly Row[]> {
  const { databaseUrl } = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')) as { databaseUrl: string }
  const { db, close } = openDatabase(databaseUrl)
  const { practiceId } = marigoldHouse
  try {
    const rows = await inPractice(db, practiceId, (tx) => loadEntriesAfter(tx, practiceId, sessionId.parse(id), 0))
    return rows.map(({ bodyBytes, salt, ...row }) => {
      if (bodyBytes === null || salt === null) throw new Error(`Entry ${row.seq} has lost its body.`)
      return { ...row, sessionSeq: row.seq, bodyBytes, salt }
    })
  } finally {
    await close()
  }
}

/** In a process of its own, from a file, the way somebody without Holdspace checks an export. */
function verifyAlone(dataDir: string, session: string, rows: readonly Row[]): Promise<number> {
  const [first] = rows
  if (first === undefined) return Promise.resolve(-1)
  const entries = rows.map((row) => ({
    header: base64(row.headerBytes),
    body: base64(row.bodyBytes),
    salt: base64(row.salt),
    leaf_hash: base64(row.leafHash),
  }))
  const file = join(dataDir, `${session}.export.json`)
  writeFileSync(file, JSON.stringify({ sessions: [{ session_id: session, ledger: headerOf(first).ledger, entries }] }))
  const verifier = join(root, 'packages', 'domain', 'proof', 'verifier', 'verify.mjs')
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [verifier, file], () => {
      rmSync(file)
      resolve(child.exitCode ?? -1)
    })
  })
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

function headerOf(row: Row): { readonly idempotency_key: string; readonly ledger: string } {
  return JSON.parse(Buffer.from(row.headerBytes).toString('utf8'))
}
