import type { PracticeId, SessionId } from '@holdspace/kit/ids'
import type { ChainHead } from '@holdspace/proof/session-chain'
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { session } from './schema/ledger.ts'
import { sessionRow } from './session-store.ts'

/** What is kept of one session's chain outside of its entries. */
export interface KeptHeads {
  readonly sessionId: SessionId
  /** Where the session itself stands, as its row says; null before the first entry. */
  readonly head: ChainHead | null
  /** How many entries were signed, and the leaf of the last, for each signature. */
  readonly signed: readonly ChainHead[]
}

/**
 * The next sessions in the order of their ids, with their heads. Read before the entries, so that what is recorded meanwhile
 * is a longer chain and never looks like a cut one.
 */
export async function nextHeads(
  tx: Tx,
  practiceId: PracticeId,
  after: SessionId | null,
  atMost: number,
): Promise<readonly KeptHeads[]> {
  const sessions = await tx
    .select()
    .from(session)
    .where(and(eq(session.practiceId, practiceId), after === null ? undefined : gt(session.id, after)))
    .orderBy(asc(session.id))
    .limit(atMost)
  const ids = sessions.map(({ id }) => id)
  if (ids.length === 0) return []
  const signed = await signedHeads(tx, practiceId, ids)
  return sessions.map(sessionRow).map(({ id, head }) => ({
    ...{ sessionId: id, head },
    signed: (signed.get(id) ?? []).map(headOf),
  }))
}

type SignedHead = { readonly session_id: string; readonly entries: number; readonly head_leaf: string }

/** Heads that were fixed by a signature on these sessions, by session. */
async function signedHeads(tx: Tx, practiceId: PracticeId, sessionIds: readonly string[]) {
  const { rows } = await tx.execute<SignedHead>(sql`
    select distinct paper.session_id, signed.entries, signed.head_leaf
    from clinic.session_paper as paper
    join identity.signed_record as signed
      on signed.content_hash = paper.content_hash and signed.practice_id = paper.practice_id
    where paper.practice_id = ${practiceId} and paper.session_id = any(${sql.param(sessionIds)}::uuid[])`)
  const bySession = new Map<string, SignedHead[]>()
  for (const row of rows) bySession.set(row.session_id, [...(bySession.get(row.session_id) ?? []), row])
  return bySession
}

function headOf({ entries, head_leaf: leaf }: SignedHead): ChainHead {
  return { sessionSeq: entries, leafHash: new Uint8Array(Buffer.from(leaf, 'hex')) }
}
