import type { PracticeId, SessionId } from '@holdspace/kit/ids'
import type { ChainHead } from '@holdspace/proof/session-chain'
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { session } from './schema/ledger.ts'

/** The next sessions of a practice in the order of their ids, for going through all of them a page at a time. */
export async function nextSessions(
  tx: Tx,
  practiceId: PracticeId,
  after: SessionId | null,
  atMost: number,
): Promise<readonly SessionId[]> {
  const rows = await tx
    .select({ id: session.id })
    .from(session)
    .where(and(eq(session.practiceId, practiceId), after === null ? undefined : gt(session.id, after)))
    .orderBy(asc(session.id))
    .limit(atMost)
  return rows.map((row) => row.id as SessionId)
}

/** Heads that were fixed by a signature on this session: how many entries were signed, and the leaf of the last. */
export async function signedHeads(tx: Tx, practiceId: PracticeId, sessionId: SessionId): Promise<readonly ChainHead[]> {
  const { rows } = await tx.execute<{ entries: number; head_leaf: string }>(sql`
    select distinct signed.entries, signed.head_leaf
    from clinic.session_paper as paper
    join identity.signed_record as signed
      on signed.content_hash = paper.content_hash and signed.practice_id = paper.practice_id
    where paper.practice_id = ${practiceId} and paper.session_id = ${sessionId}`)
  return rows.map((row) => ({
    sessionSeq: row.entries,
    leafHash: new Uint8Array(Buffer.from(row.head_leaf, 'hex')),
  }))
}
