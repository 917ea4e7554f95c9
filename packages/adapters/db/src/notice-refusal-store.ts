import type { DeclinedFact } from '@holdspace/clinic/consent/standing'
import type { MembershipId, PatientId, PracticeId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { noticeRefusal } from './schema/consent.ts'
import { aboutEach, ofEach } from './side-by-side.ts'

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

/** What this person did not acknowledge, oldest first. */
export const declinedFactsOf = aboutEach(async (tx, practiceId, ids: readonly PatientId[]) => {
  const rows = await tx
    .select()
    .from(noticeRefusal)
    .where(and(eq(noticeRefusal.practiceId, practiceId), inArray(noticeRefusal.patientId, [...ids])))
    .orderBy(asc(noticeRefusal.at), asc(noticeRefusal.id))
  return ofEach(ids, rows, (row) => row.patientId as PatientId).map((own) =>
    own.map(
      ({ version, reason, at }): DeclinedFact => ({
        kind: 'privacy-notice',
        version,
        reason,
        at: instantFromMs(at.getTime()),
      }),
    ),
  )
})
