import type { BillingProfile } from '@holdspace/billing/billing-profile'
import type { FeeSchedule, ScheduleVersion } from '@holdspace/billing/fee-schedule'
import type { PracticeId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Tx } from './database.ts'
import type { ByWhom } from './patient-store.ts'
import { billingProfileTable, feeScheduleTable } from './schema/billing.ts'
import { aboutEach } from './side-by-side.ts'

export interface StoredSchedule extends ScheduleVersion {
  readonly proposedAt: Instant
  readonly approved: { readonly at: Instant; readonly byName: string } | null
}

/** A member who acts: money is never moved by the machinery alone. */
export type ByMember = ByWhom & { readonly membershipId: string }

/** Every version of the practice's fee schedule, newest first. */
export async function feeSchedules(tx: Tx, practiceId: PracticeId): Promise<readonly StoredSchedule[]> {
  const rows = await tx
    .select()
    .from(feeScheduleTable)
    .where(eq(feeScheduleTable.practiceId, practiceId))
    .orderBy(desc(feeScheduleTable.version))
  return rows.map((row) => ({
    version: row.version,
    schedule: row.document,
    proposedAt: instantFromMs(row.proposedAt.getTime()),
    proposedByName: row.proposedByName,
    approved:
      row.approvedAt === null
        ? null
        : { at: instantFromMs(row.approvedAt.getTime()), byName: row.approvedByName ?? '' },
  }))
}

/** Adds a version; fails on the key when somebody added the same number first. */
export async function addFeeSchedule(
  tx: Tx,
  practiceId: PracticeId,
  row: { readonly version: number; readonly schedule: FeeSchedule; readonly at: Instant; readonly by: ByMember },
): Promise<void> {
  await tx.insert(feeScheduleTable).values({
    practiceId,
    version: row.version,
    effectiveFrom: row.schedule.effectiveFrom,
    document: row.schedule,
    proposedAt: new Date(row.at),
    proposedBy: row.by.membershipId,
    proposedByName: row.by.name,
  })
}

/** False when it was approved before. */
export async function markScheduleApproved(
  tx: Tx,
  practiceId: PracticeId,
  version: number,
  approved: { readonly at: Instant; readonly by: ByMember },
): Promise<boolean> {
  const rows = await tx
    .update(feeScheduleTable)
    .set({ approvedAt: new Date(approved.at), approvedBy: approved.by.membershipId, approvedByName: approved.by.name })
    .where(
      and(
        eq(feeScheduleTable.practiceId, practiceId),
        eq(feeScheduleTable.version, version),
        isNull(feeScheduleTable.approvedAt),
      ),
    )
    .returning({ version: feeScheduleTable.version })
  return rows.length === 1
}

export interface StoredProfile {
  readonly version: number
  readonly profile: BillingProfile
  readonly recordedAt: Instant
  readonly recordedByName: string
}

export async function newestProfile(tx: Tx, practiceId: PracticeId): Promise<StoredProfile | null> {
  return newestProfiles(tx, practiceId, 'newest')
}

const newestProfiles = aboutEach(async (tx, practiceId, asked: readonly 'newest'[]) => {
  const [row] = await tx
    .select()
    .from(billingProfileTable)
    .where(eq(billingProfileTable.practiceId, practiceId))
    .orderBy(desc(billingProfileTable.version))
    .limit(1)
  return asked.map(() => (row === undefined ? null : storedProfile(row)))
})

function storedProfile(row: typeof billingProfileTable.$inferSelect): StoredProfile {
  const { version, document: profile, recordedByName } = row
  return { version, profile, recordedAt: instantFromMs(row.recordedAt.getTime()), recordedByName }
}

export async function addProfile(
  tx: Tx,
  practiceId: PracticeId,
  row: { readonly version: number; readonly profile: BillingProfile; readonly at: Instant; readonly by: ByMember },
): Promise<void> {
  await tx.insert(billingProfileTable).values({
    practiceId,
    version: row.version,
    document: row.profile,
    recordedAt: new Date(row.at),
    recordedBy: row.by.membershipId,
    recordedByName: row.by.name,
  })
}
