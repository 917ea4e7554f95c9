import { randomUUID } from 'node:crypto'
import { accountId, idempotencyKey, patientId, practiceId, type SessionId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import type { ChainHead } from '@holdspace/proof/session-chain'
import { verifySessionChain } from '@holdspace/proof/verify-chain'
import type { Database } from '../database.ts'
import { inPractice } from '../database.ts'
import type { RecordedAct } from '../record-act.ts'
import { loadEntriesAfter } from '../session-store.ts'
import { sealedEntry, sha256 } from './sealed.ts'

export const marigold = practiceId.parse('018f0000-0000-7000-8000-000000000001')
const nadia = accountId.parse('018f0000-0000-7000-8000-00000000000a')
const at = instant.parse('2026-11-21T14:03:01.000Z')

/** One entry of one person, sealed onto `head`; the first opens its session. What is sent again under one key is one act. */
export function chartedAct(session: SessionId, head: ChainHead | null, key: string): RecordedAct {
  return {
    practiceId: marigold,
    sessionId: session,
    once: {
      actorId: nadia,
      procedure: 'session.recordEntry',
      key: idempotencyKey.parse(key),
      bodyHash: sha256(new TextEncoder().encode(key)),
    },
    answer: { key },
    at,
    head,
    entries: [
      sealedEntry(
        { practiceId: marigold, sessionId: session, head },
        { id: key, kind: head === null ? 'session-opened' : 'observation-noted' },
      ),
    ],
    audit: [
      {
        id: randomUUID(),
        at,
        actor: { kind: 'staff', id: nadia, name: 'Nadia Brandt' },
        act: 'session.observe',
        outcome: 'done',
      },
    ],
    ...(head === null
      ? {
          opens: {
            patientId: patientId.parse(randomUUID()),
            protocolId: 'iv',
            protocolVersion: '1',
            protocolHash: 'h',
            createdBy: nadia,
          },
        }
      : {}),
  }
}

/** The keys of a session in the order of its record, and what a verifier finds broken in it; undefined when every link holds. */
export async function chartedKeys(db: Database, session: SessionId) {
  const rows = await inPractice(db, marigold, (tx) => loadEntriesAfter(tx, marigold, session, 0))
  const none = new Uint8Array()
  const chain = rows.map((row) => ({ ...row, bodyBytes: row.bodyBytes ?? none, salt: row.salt ?? none }))
  return {
    keys: rows.map((row) => String(JSON.parse(Buffer.from(row.headerBytes).toString('utf8')).idempotency_key)),
    seqs: rows.map((row) => row.seq),
    error: verifySessionChain(chain, sha256).error,
  }
}
