import type { PracticeId, SessionId } from '@holdspace/kit/ids'
import type { ChainHead } from '@holdspace/proof/session-chain'
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { entry, entryBody, session } from './schema/ledger.ts'
import { bodyOfEntry, type LedgerRow, ledgerColumns, sessionRow } from './session-store.ts'

/** One session as it is stored: its entries in order, and every head that is kept of it outside of them. */
export interface StoredChain {
  readonly sessionId: SessionId
  /** Where the session itself stands, as its row says; null before the first entry. */
  readonly head: ChainHead | null
  /** How many entries were signed, and the leaf of the last, for each signature. */
  readonly signed: readonly ChainHead[]
  readonly entries: readonly LedgerRow[]
}

/**
 * The next sessions with all their entries: three statements a page, however many sessions are on it. Heads are read before
 * the entries, so that what is recorded meanwhile is a longer chain and never looks like a cut one.
 */
export async function nextChains(
  tx: Tx,
  practiceId: PracticeId,
  after: SessionId | null,
  atMost: number,
): Promise<readonly StoredChain[]> {
  const sessions = await tx
    .select()
    .from(session)
    .where(and(eq(session.practiceId, practiceId), after === null ? undefined : gt(session.id, after)))
    .orderBy(asc(session.id))
    .limit(atMost)
  const ids = sessions.map(({ id }) => id)
  if (ids.length === 0) return []
  const signed = await signedHeads(tx, practiceId, ids)
  const entries = await tx
    .select({ ...ledgerColumns, sessionId: entry.sessionId })
    .from(entry)
    .leftJoin(entryBody, bodyOfEntry)
    .where(and(eq(entry.practiceId, practiceId), inArray(entry.sessionId, ids)))
    .orderBy(entry.sessionId, entry.seq)
  const bySession = grouped(entries, ({ sessionId }) => sessionId)
  return sessions.map(sessionRow).map(({ id, head }) => ({
    ...{ sessionId: id, head },
    signed: (signed.get(id) ?? []).map(headOf),
    entries: bySession.get(id) ?? [],
  }))
}

type SignedHead = { readonly session_id: string; readonly entries: number; readonly head_leaf: string }

/** Heads that were fixed by a signature on these sessions. */
async function signedHeads(tx: Tx, practiceId: PracticeId, sessionIds: readonly string[]) {
  const { rows } = await tx.execute<SignedHead>(sql`
    select distinct paper.session_id, signed.entries, signed.head_leaf
    from clinic.session_paper as paper
    join identity.signed_record as signed
      on signed.content_hash = paper.content_hash and signed.practice_id = paper.practice_id
    where paper.practice_id = ${practiceId} and paper.session_id = any(${sql.param(sessionIds)}::uuid[])`)
  return grouped(rows, (row) => row.session_id)
}

function headOf({ entries, head_leaf: leaf }: SignedHead): ChainHead {
  return { sessionSeq: entries, leafHash: new Uint8Array(Buffer.from(leaf, 'hex')) }
}

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group === undefined) groups.set(keyOf(row), [row])
    else group.push(row)
  }
  return groups
}
