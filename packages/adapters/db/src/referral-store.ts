import type { ReferralStatus } from '@holdspace/clinic/referral/decide-referral'
import { type ReferralContent, referralContent } from '@holdspace/clinic/referral/referral-content'
import { type PatientId, type PracticeId, patientId, type ReferralId, referralId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs, msOf } from '@holdspace/kit/instant'
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Tx } from './database.ts'
import type { ByWhom } from './patient-store.ts'
import { referral, referralFile } from './schema/people.ts'

export interface ReferralRow {
  readonly referralId: ReferralId
  readonly fileName: string
  readonly byteLength: number
  readonly status: ReferralStatus
  readonly content: ReferralContent
  readonly receivedAt: Instant
  readonly receivedByName: string
  readonly decision: ReferralDecisionRow | null
}

export interface ReferralDecisionRow {
  readonly at: Instant
  readonly byName: string
  readonly reason: string | null
  readonly key: string
  readonly patientId: PatientId | null
  readonly attached: boolean
}

export interface NewReferral {
  readonly referralId: ReferralId
  /** SHA-256 of the file exactly as it came. */
  readonly fileSha256: Uint8Array
  readonly fileName: string
  readonly byteLength: number
  readonly content: ReferralContent
  /** The file with the dropped numbers struck out. */
  readonly evidence: Uint8Array
}

/** The referral this very file already is, if it came before. */
export async function findReferralByFile(
  tx: Tx,
  practiceId: PracticeId,
  fileSha256: Uint8Array,
): Promise<{ readonly referralId: ReferralId; readonly status: ReferralStatus } | null> {
  const rows = await tx
    .select({ id: referral.id, status: referral.status })
    .from(referral)
    .where(and(eq(referral.practiceId, practiceId), eq(referral.fileSha256, fileSha256)))
  const row = rows[0]
  return row === undefined ? null : { referralId: referralId.parse(row.id), status: row.status }
}

/** False when the same file was added a moment ago by somebody else. */
export async function insertReferral(
  tx: Tx,
  practiceId: PracticeId,
  row: NewReferral,
  by: ByWhom,
  at: Instant,
): Promise<boolean> {
  const inserted = await tx
    .insert(referral)
    .values({
      practiceId,
      id: row.referralId,
      fileSha256: row.fileSha256,
      fileName: row.fileName,
      byteLength: row.byteLength,
      status: 'in-review',
      content: row.content,
      receivedAt: new Date(msOf(at)),
      receivedBy: by.membershipId,
      receivedByName: by.name,
    })
    .onConflictDoNothing({ target: [referral.practiceId, referral.fileSha256] })
    .returning({ id: referral.id })
  if (inserted.length === 0) return false
  await tx.insert(referralFile).values({ practiceId, referralId: row.referralId, body: row.evidence })
  return true
}

/** The referral; with `lock`, nobody else decides it until this transaction ends. */
export async function findReferral(
  tx: Tx,
  practiceId: PracticeId,
  id: ReferralId,
  lock: 'lock' | 'no-lock' = 'no-lock',
): Promise<ReferralRow | null> {
  const query = tx
    .select()
    .from(referral)
    .where(and(eq(referral.practiceId, practiceId), eq(referral.id, id)))
  const rows = lock === 'lock' ? await query.for('update') : await query
  return rows[0] === undefined ? null : referralRow(rows[0])
}

export interface Decided {
  readonly status: Exclude<ReferralStatus, 'in-review'>
  readonly key: string
  readonly reason: string | null
  readonly patientId: PatientId | null
  readonly attached: boolean
}

export async function decideReferral(
  tx: Tx,
  practiceId: PracticeId,
  id: ReferralId,
  decided: Decided,
  by: ByWhom,
  at: Instant,
): Promise<void> {
  await tx
    .update(referral)
    .set({
      status: decided.status,
      decisionKey: decided.key,
      decisionReason: decided.reason,
      patientId: decided.patientId,
      attached: decided.attached,
      decidedAt: new Date(msOf(at)),
      decidedBy: by.membershipId,
      decidedByName: by.name,
    })
    .where(and(eq(referral.practiceId, practiceId), eq(referral.id, id), eq(referral.status, 'in-review')))
}

/** Where the page before ended. */
export interface ReferralCursor {
  readonly receivedAt: Instant
  readonly id: string
}

/** One status, newest first. The whole content comes along: the list shows name, birth date and flags. */
export async function listReferrals(
  tx: Tx,
  practiceId: PracticeId,
  status: ReferralStatus,
  cursor: ReferralCursor | null,
  limit: number,
): Promise<{ readonly referrals: readonly ReferralRow[]; readonly next: ReferralCursor | null }> {
  const rows = await tx
    .select()
    .from(referral)
    .where(
      and(
        eq(referral.practiceId, practiceId),
        eq(referral.status, status),
        cursor === null
          ? undefined
          : sql`(${referral.receivedAt}, ${referral.id}) < (${cursor.receivedAt}::timestamptz, ${cursor.id}::uuid)`,
      ),
    )
    .orderBy(desc(referral.receivedAt), desc(referral.id))
    .limit(limit + 1)
  const page = rows.slice(0, limit).map(referralRow)
  const last = rows.length > limit ? page.at(-1) : undefined
  return { referrals: page, next: last === undefined ? null : { receivedAt: last.receivedAt, id: last.referralId } }
}

/** The referrals a chart came from, newest first, without their content. */
export async function referralsOfPatient(tx: Tx, practiceId: PracticeId, id: PatientId) {
  const rows = await tx
    .select({
      id: referral.id,
      fileName: referral.fileName,
      receivedAt: referral.receivedAt,
      attached: referral.attached,
    })
    .from(referral)
    .where(and(eq(referral.practiceId, practiceId), eq(referral.patientId, id)))
    .orderBy(desc(referral.receivedAt))
  return rows.map((row) => ({
    referralId: referralId.parse(row.id),
    fileName: row.fileName,
    receivedAt: instantFromMs(row.receivedAt.getTime()),
    attached: row.attached,
  }))
}

/** The kept file; null when there is no such referral. */
export async function readReferralFile(tx: Tx, practiceId: PracticeId, id: ReferralId): Promise<Uint8Array | null> {
  const rows = await tx
    .select({ body: referralFile.body })
    .from(referralFile)
    .where(and(eq(referralFile.practiceId, practiceId), eq(referralFile.referralId, id)))
  return rows[0]?.body ?? null
}

function referralRow(row: typeof referral.$inferSelect): ReferralRow {
  return {
    referralId: referralId.parse(row.id),
    fileName: row.fileName,
    byteLength: row.byteLength,
    status: row.status,
    // What was written by an older version is read by today's shape, or breaks loudly here.
    content: referralContent.parse(row.content),
    receivedAt: instantFromMs(row.receivedAt.getTime()),
    receivedByName: row.receivedByName,
    decision:
      row.decidedAt === null
        ? null
        : {
            at: instantFromMs(row.decidedAt.getTime()),
            byName: row.decidedByName ?? '',
            reason: row.decisionReason,
            key: row.decisionKey ?? '',
            patientId: row.patientId === null ? null : patientId.parse(row.patientId),
            attached: row.attached,
          },
  }
}
