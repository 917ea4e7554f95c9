import type { ServedType } from '@holdspace/fhir/resource-types'
import { deletionOf, type FhirWrite } from '@holdspace/fhir/write'
import type { PatientId, PracticeId } from '@holdspace/kit/ids'
import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { fhirResource } from './schema/fhir.ts'

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

/** Which resources the projection holds today, without their text: for finding those that should no longer exist. */
export async function storedResources(tx: Tx, practiceId: PracticeId): Promise<readonly StoredKey[]> {
  const rows = await tx
    .select({
      type: fhirResource.type,
      id: fhirResource.id,
      patientId: fhirResource.patientId,
      visible: fhirResource.visible,
    })
    .from(fhirResource)
    .where(and(eq(fhirResource.practiceId, practiceId), eq(fhirResource.deleted, false)))
  return rows.map((row) => ({ ...row, type: row.type as ServedType, patientId: row.patientId as PatientId | null }))
}

export type StoredKey = Pick<FhirWrite, 'type' | 'id' | 'patientId' | 'visible'>

/** Deletions for every stored resource that `writes`, the whole projection of a practice, no longer has. */
export function deletionsFor(stored: readonly StoredKey[], writes: readonly FhirWrite[]): FhirWrite[] {
  const kept = new Set(writes.map((write) => `${write.type}/${write.id}`))
  return stored.filter((row) => !kept.has(`${row.type}/${row.id}`)).map(deletionOf)
}
