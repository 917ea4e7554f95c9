import type { PracticeId } from '@holdspace/kit/ids'
import { sql } from 'drizzle-orm'
import type { Tx } from './database.ts'

export interface ExportedResource {
  readonly type: string
  readonly id: string
  readonly version: number
  readonly lastUpdated: Date
  /** The resource as it is kept: without version and last-updated, which stand in their own columns. */
  readonly text: string
}

export interface ExportedEntry {
  readonly sessionId: string
  readonly seq: number
  readonly kind: string
  readonly header: Uint8Array
  readonly leafHash: Uint8Array
  /** Null once the entry was withdrawn. */
  readonly body: Uint8Array | null
  readonly salt: Uint8Array | null
}

/** The next resources of a practice in the order of type and id, after the one given. Deleted ones are left out. */
export async function nextResources(
  tx: Tx,
  practiceId: PracticeId,
  after: { readonly type: string; readonly id: string } | null,
  atMost: number,
): Promise<readonly ExportedResource[]> {
  const { rows } = await tx.execute<{
    type: string
    id: string
    version: number
    last_updated: Date
    text: string
  }>(sql`
    select type, id, version, last_updated, text from clinic.fhir_resource
    where practice_id = ${practiceId} and not deleted
      and (type, id) > (${after?.type ?? ''}, ${after?.id ?? ''})
    order by type, id limit ${atMost}`)
  return rows.map((row) => ({ ...row, lastUpdated: new Date(row.last_updated) }))
}

/** The next entries of a practice's ledger in the order of session and number, after the one given. */
export async function nextEntries(
  tx: Tx,
  practiceId: PracticeId,
  after: { readonly sessionId: string; readonly seq: number } | null,
  atMost: number,
): Promise<readonly ExportedEntry[]> {
  const from = after ?? { sessionId: '00000000-0000-0000-0000-000000000000', seq: 0 }
  const { rows } = await tx.execute<{
    session_id: string
    seq: number
    kind: string
    header: Buffer
    leaf_hash: Buffer
    canonical: Buffer | null
    salt: Buffer | null
  }>(sql`
    select e.session_id, e.seq, e.kind, e.header, e.leaf_hash, b.canonical, b.salt
    from clinic.entry e left join clinic.entry_body b using (practice_id, session_id, seq)
    where e.practice_id = ${practiceId} and (e.session_id, e.seq) > (${from.sessionId}::uuid, ${from.seq}::integer)
    order by e.session_id, e.seq limit ${atMost}`)
  return rows.map((row) => ({
    sessionId: row.session_id,
    seq: row.seq,
    kind: row.kind,
    header: row.header,
    leafHash: row.leaf_hash,
    body: row.canonical,
    salt: row.salt,
  }))
}
