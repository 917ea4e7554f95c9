import type { PracticeId, SessionId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, desc, eq } from 'drizzle-orm'
import type { Database, Tx } from './database.ts'
import { practice } from './schema/identity.ts'
import { file } from './schema/ledger.ts'
import { sessionPaper, signedRecord } from './schema/session-room.ts'

export type Edition = 'care-team' | 'partner'

export interface SessionPaper {
  readonly edition: Edition
  readonly revision: number
  /** Hex SHA-256 of the signed blocks. */
  readonly contentHash: string
  /** Canonical JSON of the blocks: the bytes that were signed. */
  readonly blocks: Uint8Array
  readonly pdfHash: string
  readonly drawnAt: Instant
}

/** Keeps a paper and the bytes it was drawn as. */
export async function addPaper(
  tx: Tx,
  place: { readonly practiceId: PracticeId; readonly sessionId: SessionId },
  paper: SessionPaper,
  pdf: Uint8Array,
): Promise<void> {
  const drawnAt = new Date(paper.drawnAt)
  const contentHash = Uint8Array.from(Buffer.from(paper.pdfHash, 'hex'))
  await tx
    .insert(file)
    .values({ practiceId: place.practiceId, contentHash, mediaType: 'application/pdf', bytes: pdf, createdAt: drawnAt })
    .onConflictDoNothing()
  await tx.insert(sessionPaper).values({ ...place, ...paper, drawnAt })
}

/** The bytes of a kept PDF by the hex SHA-256 of its content; null when this practice keeps no such file. */
export async function readPdf(tx: Tx, practiceId: PracticeId, pdfHash: string): Promise<Uint8Array | null> {
  const rows = await tx
    .select({ bytes: file.bytes })
    .from(file)
    .where(and(eq(file.practiceId, practiceId), eq(file.contentHash, Uint8Array.from(Buffer.from(pdfHash, 'hex')))))
  return rows[0]?.bytes ?? null
}

/** The newest revision of an edition, or null before the session is signed. */
export async function newestPaper(
  tx: Tx,
  practiceId: PracticeId,
  sessionId: SessionId,
  edition: Edition,
): Promise<SessionPaper | null> {
  const rows = await tx
    .select()
    .from(sessionPaper)
    .where(
      and(
        eq(sessionPaper.practiceId, practiceId),
        eq(sessionPaper.sessionId, sessionId),
        eq(sessionPaper.edition, edition),
      ),
    )
    .orderBy(desc(sessionPaper.revision))
    .limit(1)
  const row = rows[0]
  return row === undefined ? null : { ...row, drawnAt: instantFromMs(row.drawnAt.getTime()) }
}

/** What the public may learn of a signed record by its printed hash: which practice, when, and where its chain stood. */
export interface SignedRecord {
  readonly contentHash: string
  readonly signedAt: Instant
  readonly headLeaf: string
  readonly entries: number
}

export async function addSignedRecord(tx: Tx, practiceId: PracticeId, record: SignedRecord): Promise<void> {
  await tx.insert(signedRecord).values({ ...record, practiceId, signedAt: new Date(record.signedAt) })
}

export async function findSignedRecord(
  db: Database,
  contentHash: string,
): Promise<(SignedRecord & { readonly practiceName: string; readonly practiceId: PracticeId }) | null> {
  const rows = await db
    .select({ record: signedRecord, practiceName: practice.name })
    .from(signedRecord)
    .innerJoin(practice, eq(practice.id, signedRecord.practiceId))
    .where(eq(signedRecord.contentHash, contentHash))
  const row = rows[0]
  if (row === undefined) return null
  const { contentHash: hash, signedAt, headLeaf, entries } = row.record
  return {
    contentHash: hash,
    signedAt: instantFromMs(signedAt.getTime()),
    headLeaf,
    entries,
    practiceName: row.practiceName,
    practiceId: row.record.practiceId as PracticeId,
  }
}

/** The session whose signed content has this hash; null when the practice signed no such content. */
export async function sessionOfContent(tx: Tx, practiceId: PracticeId, contentHash: string): Promise<SessionId | null> {
  const rows = await tx
    .select({ sessionId: sessionPaper.sessionId })
    .from(sessionPaper)
    .where(and(eq(sessionPaper.practiceId, practiceId), eq(sessionPaper.contentHash, contentHash)))
    .limit(1)
  return rows[0] === undefined ? null : (rows[0].sessionId as SessionId)
}
