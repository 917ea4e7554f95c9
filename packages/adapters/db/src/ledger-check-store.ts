import type { PracticeId, SessionId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, asc, desc, eq, gt, sql } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { entry, entryBody } from './schema/ledger.ts'
import { ledgerCheck } from './schema/practice-log.ts'
import { sessionPaper } from './schema/session-room.ts'
import { bodyOfEntry } from './session-store.ts'

/** What was looked at and found, one time the record was verified. */
export interface LedgerCheck {
  readonly id: string
  readonly checkedAt: Instant
  /** A person's name, or what of Holdspace looked. */
  readonly checkedBy: string
  readonly sessions: number
  readonly entries: number
  readonly papers: number
  readonly checkpoints: number
  readonly size: number
  /** Entries that no checkpoint covers yet. */
  readonly blind: number
  readonly findings: readonly string[]
}

export async function addLedgerCheck(tx: Tx, practiceId: PracticeId, check: LedgerCheck): Promise<void> {
  await tx.insert(ledgerCheck).values({ ...check, practiceId, checkedAt: new Date(check.checkedAt) })
}

/** The newest checks first. */
export async function newestLedgerChecks(tx: Tx, practiceId: PracticeId, atMost: number): Promise<LedgerCheck[]> {
  const rows = await tx
    .select()
    .from(ledgerCheck)
    .where(eq(ledgerCheck.practiceId, practiceId))
    .orderBy(desc(ledgerCheck.checkedAt), desc(ledgerCheck.id))
    .limit(atMost)
  return rows.map(({ practiceId: _, ...row }) => ({ ...row, checkedAt: instantFromMs(row.checkedAt.getTime()) }))
}

export interface KeptPaper {
  readonly edition: string
  readonly revision: number
  readonly contentHash: string
  readonly pdfHash: string
  readonly blocks: Uint8Array
  /** Null when the file is gone. */
  readonly pdf: Uint8Array | null
}

export interface PapersOfSession {
  readonly sessionId: SessionId
  /** The body of the session's signature, as it stands in the ledger; null where the session was not signed. */
  readonly signature: Uint8Array | null
  readonly papers: readonly KeptPaper[]
}

/** The papers of the next session, with the bytes they were drawn as; for going through all of them one by one. */
export async function nextPapers(
  tx: Tx,
  practiceId: PracticeId,
  after: SessionId | null,
): Promise<PapersOfSession | null> {
  const next = await tx
    .select({ id: sessionPaper.sessionId })
    .from(sessionPaper)
    .where(and(eq(sessionPaper.practiceId, practiceId), after === null ? undefined : gt(sessionPaper.sessionId, after)))
    .orderBy(asc(sessionPaper.sessionId))
    .limit(1)
  const sessionId = next[0]?.id
  if (sessionId === undefined) return null
  const { rows } = await tx.execute<{
    edition: string
    revision: number
    content_hash: string
    pdf_hash: string
    blocks: Uint8Array
    pdf: Uint8Array | null
  }>(sql`
    select p.edition, p.revision, p.content_hash, p.pdf_hash, p.blocks, f.bytes as pdf
    from clinic.session_paper p
      left join clinic.file f on f.practice_id = p.practice_id and f.content_hash = decode(p.pdf_hash, 'hex')
    where p.practice_id = ${practiceId} and p.session_id = ${sessionId}
    order by p.edition, p.revision`)
  const papers = rows.map(({ edition, revision, content_hash: contentHash, pdf_hash: pdfHash, blocks, pdf }) => ({
    edition,
    revision,
    contentHash,
    pdfHash,
    blocks: new Uint8Array(blocks),
    pdf: pdf === null ? null : new Uint8Array(pdf),
  }))
  return { sessionId: sessionId as SessionId, signature: await signatureOf(tx, practiceId, sessionId), papers }
}

async function signatureOf(tx: Tx, practiceId: PracticeId, sessionId: string): Promise<Uint8Array | null> {
  const rows = await tx
    .select({ canonical: entryBody.canonical })
    .from(entry)
    .innerJoin(entryBody, bodyOfEntry)
    .where(and(eq(entry.practiceId, practiceId), eq(entry.sessionId, sessionId), eq(entry.kind, 'session-signed')))
  return rows[0]?.canonical ?? null
}
