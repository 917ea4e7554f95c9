import type { DeclinedFact } from '@holdspace/clinic/consent/standing'
import type { MembershipId, PatientId, PracticeId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { noticeRefusal } from './schema/consent.ts'

export interface NewNoticeRefusal {
  readonly id: string
  readonly patientId: PatientId
  readonly version: string
  readonly reason: string
  readonly at: Instant
  readonly byMembership: MembershipId
  readonly byName: string
}

/** Sent twice under one id, it is recorded once. */
export async function addNoticeRefusal(tx: Tx, practiceId: PracticeId, row: NewNoticeRefusal): Promise<void> {
  await tx
    .insert(noticeRefusal)
    .values({ practiceId, ...row, at: new Date(row.at) })
    .onConflictDoNothing()
}

/** What each of them did not acknowledge, oldest first. */
export async function declinedFactsOf(
  tx: Tx,
  practiceId: PracticeId,
  ids: readonly PatientId[],
): Promise<ReadonlyMap<PatientId, readonly DeclinedFact[]>> {
  const found = new Map<PatientId, DeclinedFact[]>(ids.map((id) => [id, []]))
  if (ids.length === 0) return found
  const rows = await tx
    .select()
    .from(noticeRefusal)
    .where(and(eq(noticeRefusal.practiceId, practiceId), inArray(noticeRefusal.patientId, [...ids])))
    .orderBy(asc(noticeRefusal.at), asc(noticeRefusal.id))
  for (const { patientId, version, reason, at } of rows) {
    const fact = { kind: 'privacy-notice' as const, version, reason, at: instantFromMs(at.getTime()) }
    found.get(patientId as PatientId)?.push(fact)
  }
  return found
}
