import { type ServedType, servedTypes } from '@holdspace/fhir/resource-types'
import { deletionOf, type FhirWrite } from '@holdspace/fhir/write'
import type { PatientId, PracticeId, SessionId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { fhirResource } from './schema/fhir.ts'
import { file, session } from './schema/ledger.ts'
import { sessionPaper } from './schema/session-room.ts'

/**
 * Writes resources in the caller's transaction (`inPractice`). Adds a version only where the text differs. For an act of
 * the session ledger hand the same array to `recordAct({ fhir })` instead: it is one round trip. Answers how many changed.
 */
export async function writeResources(tx: Tx, practiceId: PracticeId, writes: readonly FhirWrite[]): Promise<number> {
  if (writes.length === 0) return 0
  const answer = await tx.execute<{ changed: number }>(
    sql`select clinic.write_resources(${practiceId}::uuid, ${JSON.stringify(writes)}::jsonb) as changed`,
  )
  return answer.rows[0]?.changed ?? 0
}

export type StoredKey = Pick<FhirWrite, 'type' | 'id' | 'patientId' | 'visible'>

/** Deletions for every stored resource that `writes`, everything that should be there, no longer has. */
export function deletionsFor(stored: readonly StoredKey[], writes: readonly FhirWrite[]): FhirWrite[] {
  const kept = new Set(writes.map((write) => `${write.type}/${write.id}`))
  return stored.filter((row) => !kept.has(`${row.type}/${row.id}`)).map(deletionOf)
}

/** The resources of one patient, or (null) of the practice itself, as the projection holds them today. */
export async function storedOf(
  tx: Tx,
  practiceId: PracticeId,
  patientId: PatientId | null,
): Promise<readonly StoredKey[]> {
  const rows = await tx
    .select({ type: fhirResource.type, id: fhirResource.id, visible: fhirResource.visible })
    .from(fhirResource)
    .where(
      and(
        eq(fhirResource.practiceId, practiceId),
        patientId === null ? isNull(fhirResource.patientId) : eq(fhirResource.patientId, patientId),
        inArray(fhirResource.type, [...servedTypes]),
        eq(fhirResource.deleted, false),
      ),
    )
  return rows.map((row) => ({ ...row, type: row.type as ServedType, patientId }))
}

/** Holds back every recording into this patient's sessions until the transaction ends, and names them, oldest first. */
export async function holdSessions(
  tx: Tx,
  practiceId: PracticeId,
  patientId: PatientId,
): Promise<readonly SessionId[]> {
  const rows = await tx
    .select({ id: session.id })
    .from(session)
    .where(and(eq(session.practiceId, practiceId), eq(session.patientId, patientId)))
    .orderBy(asc(session.openedAt), asc(session.id))
    .for('update')
  return rows.map((row) => row.id as SessionId)
}

export interface PartnerPaper {
  readonly sha256: string
  readonly byteLength: number
  readonly drawnAt: Instant
}

/** Every revision of the partner's edition of a signed record, oldest first; none before the signature. */
export async function partnerPapers(
  tx: Tx,
  practiceId: PracticeId,
  sessionId: SessionId,
): Promise<readonly PartnerPaper[]> {
  const rows = await tx
    .select({
      sha256: sessionPaper.pdfHash,
      drawnAt: sessionPaper.drawnAt,
      byteLength: sql<number>`octet_length(${file.bytes})`,
    })
    .from(sessionPaper)
    .innerJoin(
      file,
      and(
        eq(file.practiceId, sessionPaper.practiceId),
        sql`${file.contentHash} = decode(${sessionPaper.pdfHash}, 'hex')`,
      ),
    )
    .where(
      and(
        eq(sessionPaper.practiceId, practiceId),
        eq(sessionPaper.sessionId, sessionId),
        eq(sessionPaper.edition, 'partner'),
      ),
    )
    .orderBy(asc(sessionPaper.revision))
  return rows.map((row) => ({ ...row, drawnAt: instantFromMs(row.drawnAt.getTime()) }))
}
