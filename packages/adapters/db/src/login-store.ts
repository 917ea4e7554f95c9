import type { Credential, Duty, Role } from '@holdspace/clinic/access/actor'
import type { AccountId, DeviceId, LoginId, MembershipId, PatientId, PracticeId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs, msOf, plusMs } from '@holdspace/kit/instant'
import { joined } from '@holdspace/kit/joined'
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { IdentityReach } from './account-store.ts'
import type { Database } from './database.ts'
import {
  account,
  device,
  knownDevice,
  login,
  membership,
  pendingSignIn,
  practice,
  throttle,
} from './schema/identity.ts'
import { perDatabase, shareStatements } from './share-statements.ts'

/** One login as stored; the token is not in it. */
export interface StoredLogin {
  readonly loginId: LoginId
  readonly accountId: AccountId
  readonly membershipId: MembershipId
  readonly deviceId: DeviceId
  readonly userAgent: string
  readonly createdAt: Instant
  readonly lastSeenAt: Instant
  readonly expiresAt: Instant
  readonly factorAt: Instant
  readonly stepUpAt: Instant | null
  readonly lockedAt: Instant | null
}

/** A login with who it is for, read anew on every request so that a removed role is gone at once (S11). */
export interface LoginWithMember extends StoredLogin {
  readonly membershipActive: boolean
  readonly practiceId: PracticeId
  readonly practiceName: string
  readonly practiceZone: string
  readonly role: Role
  readonly duties: readonly Duty[]
  readonly displayName: string
  readonly credentials: readonly Credential[]
  readonly guestPatients: readonly PatientId[] | null
}

/** What the sealed login library reads and writes; the shape is the port it declares. */
export function loginRows(db: IdentityReach) {
  return {
    findByTokenDigest: async (digest: Uint8Array): Promise<LoginWithMember | null> =>
      isPool(db) ? sharedLogins(db)('', digest) : ((await loginsOf(preparedLogins(db), [digest]))[0] ?? null),
    openOf: async (accountId: AccountId): Promise<readonly StoredLogin[]> => {
      const rows = await db
        .select()
        .from(login)
        .where(and(eq(login.accountId, accountId), isNull(login.endedAt)))
        .orderBy(desc(login.lastSeenAt))
      return rows.map(storedLogin)
    },
    insert: async (digest: Uint8Array, row: StoredLogin): Promise<void> => {
      await db.insert(login).values({
        id: row.loginId,
        tokenSha256: digest,
        accountId: row.accountId,
        membershipId: row.membershipId,
        deviceId: row.deviceId,
        userAgent: row.userAgent,
        createdAt: asDate(row.createdAt),
        lastSeenAt: asDate(row.lastSeenAt),
        expiresAt: asDate(row.expiresAt),
        factorAt: asDate(row.factorAt),
        stepUpAt: row.stepUpAt === null ? null : asDate(row.stepUpAt),
        lockedAt: row.lockedAt === null ? null : asDate(row.lockedAt),
      })
    },
    replaceDigest: async (loginId: LoginId, from: Uint8Array, to: Uint8Array): Promise<boolean> => {
      const replaced = await db
        .update(login)
        .set({ tokenSha256: to })
        .where(and(eq(login.id, loginId), eq(login.tokenSha256, from), isNull(login.endedAt)))
        .returning({ id: login.id })
      return replaced.length === 1
    },
    endByTokenDigest: async (digest: Uint8Array, at: Instant): Promise<void> => {
      await db
        .update(login)
        .set({ endedAt: asDate(at) })
        .where(and(eq(login.tokenSha256, digest), isNull(login.endedAt)))
    },
    endAllOf: async (accountId: AccountId, at: Instant): Promise<void> => {
      await db
        .update(login)
        .set({ endedAt: asDate(at) })
        .where(and(eq(login.accountId, accountId), isNull(login.endedAt)))
    },
  }
}

function isPool(db: IdentityReach): db is Database {
  return '$client' in db
}

/** So many at most in one statement: none waits long for the others. */
const mostTogether = 32

/** Requests that arrive while others are being looked up share the next look: each is still read after it arrived (S11). */
const sharedLogins = perDatabase((db) => {
  const prepared = preparedLogins(db)
  return shareStatements<Uint8Array, LoginWithMember | null>({
    most: mostTogether,
    underWay: 1,
    run: (digests) => loginsOf(prepared, digests),
  })
})

function preparedLogins(db: IdentityReach) {
  return db
    .select({ login, membership, practice: { name: practice.name, zone: practice.zone } })
    .from(login)
    .innerJoin(account, eq(account.id, login.accountId))
    .innerJoin(membership, eq(membership.id, login.membershipId))
    .innerJoin(practice, eq(practice.id, membership.practiceId))
    .where(
      and(
        sql`${login.tokenSha256} = any(${sql.placeholder('digests')}::bytea[])`,
        isNull(login.endedAt),
        isNull(account.disabledAt),
      ),
    )
    .prepare('logins_by_token')
}

async function loginsOf(
  prepared: ReturnType<typeof preparedLogins>,
  digests: readonly Uint8Array[],
): Promise<readonly (LoginWithMember | null)[]> {
  const asked = digests.map((digest) => Buffer.from(digest).toString('hex'))
  const rows = await prepared.execute({ digests: [...new Set(asked)].map((hex) => Buffer.from(hex, 'hex')) })
  const found = new Map(
    rows.map((row) => [
      Buffer.from(row.login.tokenSha256).toString('hex'),
      joined(joined(storedLogin(row.login), memberOf(row.membership)), {
        practiceName: row.practice.name,
        practiceZone: row.practice.zone,
      }),
    ]),
  )
  return asked.map((hex) => found.get(hex) ?? null)
}

/** True when this call ended it; false when it is not this account's or had ended already. */
export async function endLogin(
  db: IdentityReach,
  accountId: AccountId,
  loginId: LoginId,
  at: Instant,
): Promise<boolean> {
  const ended = await db
    .update(login)
    .set({ endedAt: asDate(at) })
    .where(and(eq(login.id, loginId), eq(login.accountId, accountId), isNull(login.endedAt)))
    .returning({ id: login.id })
  return ended.length === 1
}

/** Whether a login is still there, for streams that outlive a request: not ended, member still active (S11, S27). */
export async function loginStillOpen(db: IdentityReach, loginId: LoginId, now: Instant): Promise<boolean> {
  const rows = await db
    .select({ id: login.id })
    .from(login)
    .innerJoin(membership, eq(membership.id, login.membershipId))
    .innerJoin(account, eq(account.id, login.accountId))
    .where(
      and(
        eq(login.id, loginId),
        isNull(login.endedAt),
        gt(login.expiresAt, asDate(now)),
        eq(membership.active, true),
        isNull(account.disabledAt),
      ),
    )
  return rows.length === 1
}

/** What the limits of a login are judged by; null when it has ended. */
export async function loginTimes(
  db: IdentityReach,
  loginId: LoginId,
): Promise<Pick<StoredLogin, 'lastSeenAt' | 'expiresAt' | 'lockedAt'> | null> {
  const rows = await db
    .select({ lastSeenAt: login.lastSeenAt, expiresAt: login.expiresAt, lockedAt: login.lockedAt })
    .from(login)
    .where(and(eq(login.id, loginId), isNull(login.endedAt)))
  const [found] = rows
  if (found === undefined) return null
  const { lastSeenAt, expiresAt, lockedAt } = found
  return {
    lastSeenAt: instantFromMs(lastSeenAt.getTime()),
    expiresAt: instantFromMs(expiresAt.getTime()),
    lockedAt: lockedAt === null ? null : instantFromMs(lockedAt.getTime()),
  }
}

export interface LoginMarks {
  readonly lastSeenAt?: Instant
  readonly factorAt?: Instant
  readonly stepUpAt?: Instant
  readonly lockedAt?: Instant | null
}

export async function markLogin(db: IdentityReach, loginId: LoginId, marks: LoginMarks): Promise<void> {
  await db
    .update(login)
    .set({
      ...(marks.lastSeenAt === undefined ? {} : { lastSeenAt: asDate(marks.lastSeenAt) }),
      ...(marks.factorAt === undefined ? {} : { factorAt: asDate(marks.factorAt) }),
      ...(marks.stepUpAt === undefined ? {} : { stepUpAt: asDate(marks.stepUpAt) }),
      ...(marks.lockedAt === undefined ? {} : { lockedAt: marks.lockedAt === null ? null : asDate(marks.lockedAt) }),
    })
    .where(eq(login.id, loginId))
}

export async function findDevice(db: IdentityReach, tokenDigest: Uint8Array): Promise<DeviceId | null> {
  const rows = await db.select({ id: device.id }).from(device).where(eq(device.tokenSha256, tokenDigest))
  return rows[0] === undefined ? null : (rows[0].id as DeviceId)
}

export async function insertDevice(
  db: IdentityReach,
  id: DeviceId,
  tokenDigest: Uint8Array,
  at: Instant,
): Promise<void> {
  await db.insert(device).values({ id, tokenSha256: tokenDigest, createdAt: asDate(at) })
}

export async function isKnownDevice(db: IdentityReach, accountId: AccountId, deviceId: DeviceId): Promise<boolean> {
  const count = await db.$count(
    knownDevice,
    and(eq(knownDevice.accountId, accountId), eq(knownDevice.deviceId, deviceId)),
  )
  return count === 1
}

export async function rememberDevice(db: IdentityReach, accountId: AccountId, deviceId: DeviceId, at: Instant) {
  const now = asDate(at)
  await db
    .insert(knownDevice)
    .values({ accountId, deviceId, firstAt: now, lastAt: now })
    .onConflictDoUpdate({ target: [knownDevice.accountId, knownDevice.deviceId], set: { lastAt: now } })
}

export async function insertPending(db: IdentityReach, digest: Uint8Array, accountId: AccountId, expiresAt: Instant) {
  await db.insert(pendingSignIn).values({ tokenSha256: digest, accountId, expiresAt: asDate(expiresAt) })
}

export async function findPending(db: IdentityReach, digest: Uint8Array, now: Instant): Promise<AccountId | null> {
  const rows = await db
    .select({ accountId: pendingSignIn.accountId })
    .from(pendingSignIn)
    .where(
      and(
        eq(pendingSignIn.tokenSha256, digest),
        isNull(pendingSignIn.usedAt),
        gt(pendingSignIn.expiresAt, asDate(now)),
      ),
    )
  return rows[0] === undefined ? null : (rows[0].accountId as AccountId)
}

/** True once: a pending sign-in becomes one login. */
export async function usePending(db: IdentityReach, digest: Uint8Array, at: Instant): Promise<boolean> {
  const used = await db
    .update(pendingSignIn)
    .set({ usedAt: asDate(at) })
    .where(and(eq(pendingSignIn.tokenSha256, digest), isNull(pendingSignIn.usedAt)))
    .returning({ accountId: pendingSignIn.accountId })
  return used.length === 1
}

export interface AttemptLimit {
  readonly perWindow: number
  readonly windowMs: number
}

export interface AttemptCount {
  /** Attempts in this window, this one included. */
  readonly attempts: number
  /** Attempts that were evaluated since the last success, this one included where it is within the limit. */
  readonly consecutive: number
  readonly windowEndsAt: Instant
}

/**
 * Counts one more attempt in a bucket before it is evaluated, so that a thousand guesses at once cannot slip through
 * together (S19).
 */
export async function countAttempt(
  db: IdentityReach,
  key: Uint8Array,
  now: Instant,
  { perWindow, windowMs }: AttemptLimit,
): Promise<AttemptCount> {
  const windowOver = sql`${throttle.windowStartedAt} <= ${asDate(plusMs(now, -windowMs)).toISOString()}::timestamptz`
  const rows = await db
    .insert(throttle)
    .values({ key, windowStartedAt: asDate(now), attempts: 1, consecutive: 1 })
    .onConflictDoUpdate({
      target: throttle.key,
      set: {
        attempts: sql`case when ${windowOver} then 1 else ${throttle.attempts} + 1 end`,
        windowStartedAt: sql`case when ${windowOver} then excluded.window_started_at else ${throttle.windowStartedAt} end`,
        consecutive: sql`${throttle.consecutive} + case when ${windowOver} or ${throttle.attempts} < ${perWindow} then 1 else 0 end`,
      },
    })
    .returning()
  const row = rows[0]
  if (row === undefined) throw new Error('Counting an attempt returned no row.')
  return {
    attempts: row.attempts,
    consecutive: row.consecutive,
    windowEndsAt: instantFromMs(row.windowStartedAt.getTime() + windowMs),
  }
}

/** A success: the count starts again. */
export async function forgetAttempts(db: IdentityReach, key: Uint8Array): Promise<void> {
  await db.update(throttle).set({ attempts: 0, consecutive: 0 }).where(eq(throttle.key, key))
}

/** An attempt that succeeded does not count against its address. */
export async function giveBackAttempt(db: IdentityReach, key: Uint8Array): Promise<void> {
  await db
    .update(throttle)
    .set({ attempts: sql`greatest(${throttle.attempts} - 1, 0)`, consecutive: 0 })
    .where(eq(throttle.key, key))
}

function memberOf(row: typeof membership.$inferSelect) {
  return {
    membershipActive: row.active,
    practiceId: row.practiceId as PracticeId,
    role: row.role,
    duties: row.duties,
    displayName: row.displayName,
    credentials: row.credentials,
    guestPatients: row.guestPatients as PatientId[] | null,
  }
}

function storedLogin(row: typeof login.$inferSelect): StoredLogin {
  return {
    loginId: row.id as LoginId,
    accountId: row.accountId as AccountId,
    membershipId: row.membershipId as MembershipId,
    deviceId: row.deviceId as DeviceId,
    userAgent: row.userAgent,
    createdAt: instantFromMs(row.createdAt.getTime()),
    lastSeenAt: instantFromMs(row.lastSeenAt.getTime()),
    expiresAt: instantFromMs(row.expiresAt.getTime()),
    factorAt: instantFromMs(row.factorAt.getTime()),
    stepUpAt: row.stepUpAt === null ? null : instantFromMs(row.stepUpAt.getTime()),
    lockedAt: row.lockedAt === null ? null : instantFromMs(row.lockedAt.getTime()),
  }
}

function asDate(moment: Instant): Date {
  return new Date(msOf(moment))
}
