import type { Credential, Duty, Role } from '@holdspace/clinic/access/actor'
import type { DeviceId, PracticeId } from '@holdspace/kit/ids'
import {
  type AccountId,
  accountId,
  type MembershipId,
  membershipId,
  type PatientId,
  patientId,
} from '@holdspace/kit/ids'
import { type Instant, instantFromMs, msOf } from '@holdspace/kit/instant'
import { and, asc, desc, eq, gte, isNull, lt, lte, sql } from 'drizzle-orm'
import type { NodePgQueryResultHKT } from 'drizzle-orm/node-postgres'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import { account, accountEvent, membership, recoveryCode, totp } from './schema/identity.ts'

/** The pool or an open transaction: identity rows need no practice set. */
export type IdentityReach = PgDatabase<NodePgQueryResultHKT>

export interface AccountRow {
  readonly accountId: AccountId
  readonly email: string
  readonly name: string
  readonly passwordHash: string
}

/** Folded once and stored folded, so that `Helen@…` and `helen@…` are one person. */
export function foldEmail(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase()
}

export async function findAccountByEmail(db: IdentityReach, email: string): Promise<AccountRow | null> {
  const rows = await db
    .select()
    .from(account)
    .where(and(eq(account.email, foldEmail(email)), isNull(account.disabledAt)))
  return rows[0] === undefined ? null : accountRow(rows[0])
}

export async function findAccount(db: IdentityReach, id: AccountId): Promise<AccountRow | null> {
  const rows = await db
    .select()
    .from(account)
    .where(and(eq(account.id, id), isNull(account.disabledAt)))
  return rows[0] === undefined ? null : accountRow(rows[0])
}

function accountRow(row: typeof account.$inferSelect): AccountRow {
  return { accountId: accountId.parse(row.id), email: row.email, name: row.name, passwordHash: row.passwordHash }
}

/** False when somebody already has this email. */
export async function insertAccount(db: IdentityReach, row: AccountRow, at: Instant): Promise<boolean> {
  const moment = new Date(msOf(at))
  const inserted = await db
    .insert(account)
    .values({
      id: row.accountId,
      email: foldEmail(row.email),
      name: row.name,
      passwordHash: row.passwordHash,
      passwordChangedAt: moment,
      createdAt: moment,
    })
    .onConflictDoNothing({ target: account.email })
    .returning({ id: account.id })
  return inserted.length === 1
}

export async function changePasswordHash(db: IdentityReach, id: AccountId, passwordHash: string, at: Instant) {
  await db
    .update(account)
    .set({ passwordHash, passwordChangedAt: new Date(msOf(at)) })
    .where(eq(account.id, id))
}

export interface MembershipRow {
  readonly membershipId: MembershipId
  readonly practiceId: PracticeId
  readonly accountId: AccountId
  readonly role: Role
  readonly duties: readonly Duty[]
  readonly displayName: string
  readonly credentials: readonly Credential[]
  readonly active: boolean
  readonly guestPatients: readonly PatientId[] | null
}

/** False when this account already holds this role in the practice. */
export async function insertMembership(db: IdentityReach, row: MembershipRow, at: Instant): Promise<boolean> {
  const inserted = await db
    .insert(membership)
    .values({
      id: row.membershipId,
      practiceId: row.practiceId,
      accountId: row.accountId,
      role: row.role,
      duties: [...row.duties],
      displayName: row.displayName,
      credentials: [...row.credentials],
      active: row.active,
      guestPatients: row.guestPatients === null ? null : [...row.guestPatients],
      createdAt: new Date(msOf(at)),
    })
    .onConflictDoNothing()
    .returning({ id: membership.id })
  return inserted.length === 1
}

export type MembershipChange = Partial<
  Pick<MembershipRow, 'role' | 'duties' | 'credentials' | 'active' | 'guestPatients' | 'displayName'>
>

/** Takes effect on the member's next request, because every request reads the membership anew (S11). */
export async function changeMembership(
  db: IdentityReach,
  practice: PracticeId,
  id: MembershipId,
  change: MembershipChange,
) {
  const changed = await db
    .update(membership)
    .set({
      ...(change.role === undefined ? {} : { role: change.role }),
      ...(change.duties === undefined ? {} : { duties: [...change.duties] }),
      ...(change.credentials === undefined ? {} : { credentials: [...change.credentials] }),
      ...(change.active === undefined ? {} : { active: change.active }),
      ...(change.displayName === undefined ? {} : { displayName: change.displayName }),
      ...(change.guestPatients === undefined
        ? {}
        : { guestPatients: change.guestPatients === null ? null : [...change.guestPatients] }),
    })
    .where(and(eq(membership.practiceId, practice), eq(membership.id, id)))
    .returning({ id: membership.id })
  return changed.length === 1
}

/** Active memberships, oldest first: the first is where a sign-in without a choice leads. */
export async function membershipsOf(db: IdentityReach, id: AccountId): Promise<readonly MembershipRow[]> {
  const rows = await db
    .select()
    .from(membership)
    .where(and(eq(membership.accountId, id), eq(membership.active, true)))
    .orderBy(asc(membership.createdAt), asc(membership.id))
  return rows.map(membershipRow)
}

export interface MemberRow extends MembershipRow {
  readonly email: string
}

export async function membersOf(db: IdentityReach, practice: PracticeId): Promise<readonly MemberRow[]> {
  const rows = await db
    .select({ membership, email: account.email })
    .from(membership)
    .innerJoin(account, eq(account.id, membership.accountId))
    .where(eq(membership.practiceId, practice))
    .orderBy(asc(membership.displayName), asc(membership.id))
  return rows.map((row) => ({ ...membershipRow(row.membership), email: row.email }))
}

function membershipRow(row: typeof membership.$inferSelect): MembershipRow {
  return {
    membershipId: membershipId.parse(row.id),
    practiceId: row.practiceId as PracticeId,
    accountId: accountId.parse(row.accountId),
    role: row.role,
    duties: row.duties,
    displayName: row.displayName,
    credentials: row.credentials,
    active: row.active,
    guestPatients: row.guestPatients?.map((id) => patientId.parse(id)) ?? null,
  }
}

export async function insertTotp(db: IdentityReach, id: AccountId, sealedSecret: Uint8Array): Promise<void> {
  await db.insert(totp).values({ accountId: id, sealedSecret, lastUsedStep: 0 })
}

export async function findTotp(db: IdentityReach, id: AccountId) {
  const rows = await db.select().from(totp).where(eq(totp.accountId, id))
  return rows[0] === undefined ? null : { sealedSecret: rows[0].sealedSecret, lastUsedStep: rows[0].lastUsedStep }
}

/** True for the first to use this step; two requests with the same code cannot both win (S18). */
export async function useTotpStep(db: IdentityReach, id: AccountId, step: number): Promise<boolean> {
  const used = await db
    .update(totp)
    .set({ lastUsedStep: step })
    .where(and(eq(totp.accountId, id), lt(totp.lastUsedStep, step)))
    .returning({ accountId: totp.accountId })
  return used.length === 1
}

export async function insertRecoveryCodes(db: IdentityReach, id: AccountId, digests: readonly Uint8Array[]) {
  await db.insert(recoveryCode).values(digests.map((codeSha256) => ({ accountId: id, codeSha256 })))
}

/** True once per code (S18). */
export async function useRecoveryCode(db: IdentityReach, id: AccountId, digest: Uint8Array, at: Instant) {
  const used = await db
    .update(recoveryCode)
    .set({ usedAt: new Date(msOf(at)) })
    .where(and(eq(recoveryCode.accountId, id), eq(recoveryCode.codeSha256, digest), isNull(recoveryCode.usedAt)))
    .returning({ accountId: recoveryCode.accountId })
  return used.length === 1
}

/** The whole old list, before a new one is written. */
export async function voidRecoveryCodes(db: IdentityReach, id: AccountId, at: Instant): Promise<void> {
  await db
    .update(recoveryCode)
    .set({ usedAt: new Date(msOf(at)) })
    .where(and(eq(recoveryCode.accountId, id), isNull(recoveryCode.usedAt)))
}

export async function unusedRecoveryCodes(db: IdentityReach, id: AccountId): Promise<number> {
  return db.$count(recoveryCode, and(eq(recoveryCode.accountId, id), isNull(recoveryCode.usedAt)))
}

export const accountEventKinds = [
  'signed-in',
  'sign-in-refused',
  'signed-out',
  'unlocked',
  'unlock-refused',
  'stepped-up',
  'step-up-refused',
  'password-changed',
  'recovery-code-used',
  'recovery-codes-renewed',
  'login-ended',
  'all-logins-ended',
  'practice-changed',
  'member-added',
  'member-changed',
  'session-pin-set',
] as const
export type AccountEventKind = (typeof accountEventKinds)[number]

export interface AccountEvent {
  readonly id: string
  readonly at: Instant
  readonly kind: AccountEventKind
  readonly accountId: AccountId | null
  readonly practiceId: PracticeId | null
  readonly byAccountId: AccountId | null
  readonly deviceId: DeviceId | null
  readonly ipAddress: string
  readonly detail: string
}

export async function insertAccountEvent(db: IdentityReach, event: AccountEvent): Promise<void> {
  await db.insert(accountEvent).values({ ...event, at: new Date(msOf(event.at)) })
}

/** Newest first, of one practice, between two moments, at most `limit`. */
export async function accountEventsOf(
  db: IdentityReach,
  practice: PracticeId,
  filter: { readonly from: Instant; readonly to: Instant; readonly limit: number },
): Promise<readonly (AccountEvent & { readonly name: string | null })[]> {
  const rows = await db
    .select({ event: accountEvent, name: account.name })
    .from(accountEvent)
    .leftJoin(account, eq(account.id, accountEvent.accountId))
    .where(
      and(
        eq(accountEvent.practiceId, practice),
        gte(accountEvent.at, new Date(msOf(filter.from))),
        lte(accountEvent.at, new Date(msOf(filter.to))),
      ),
    )
    .orderBy(desc(accountEvent.at), sql`${accountEvent.id} desc`)
    .limit(filter.limit)
  return rows.map(({ event, name }) => ({
    id: event.id,
    at: instantFromMs(event.at.getTime()),
    kind: event.kind as AccountEventKind,
    accountId: event.accountId as AccountId | null,
    practiceId: event.practiceId as PracticeId | null,
    byAccountId: event.byAccountId as AccountId | null,
    deviceId: event.deviceId as DeviceId | null,
    ipAddress: event.ipAddress,
    detail: event.detail,
    name,
  }))
}
