import type { Credential, Duty, Role } from '@holdspace/clinic/access/actor'
import {
  bigint,
  boolean,
  customType,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'

/** Tables of migrations 0001 (practice), 0020 and 0155 (session PIN). Constraints, grants and indexes are written there; here are the names and types. */
const identity = pgSchema('identity')

/** Lines printed at the head of every paper, e.g. address and telephone. */
export interface Letterhead {
  readonly lines?: readonly string[]
}

const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value),
})
const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

export const practice = identity.table('practice', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  zone: text('zone').notNull(),
  slug: text('slug').notNull(),
  letterhead: jsonb('letterhead').$type<Letterhead>().notNull(),
})

export const account = identity.table('account', {
  id: uuid('id').primaryKey(),
  email: text('email').notNull(),
  name: text('name').notNull(),
  passwordHash: text('password_hash').notNull(),
  passwordChangedAt: moment('password_changed_at').notNull(),
  createdAt: moment('created_at').notNull(),
  disabledAt: moment('disabled_at'),
})

export const membership = identity.table('membership', {
  id: uuid('id').primaryKey(),
  practiceId: uuid('practice_id').notNull(),
  accountId: uuid('account_id').notNull(),
  role: text('role').$type<Role>().notNull(),
  duties: text('duties').array().$type<Duty[]>().notNull(),
  displayName: text('display_name').notNull(),
  credentials: jsonb('credentials').$type<Credential[]>().notNull(),
  active: boolean('active').notNull(),
  guestPatients: uuid('guest_patients').array(),
  createdAt: moment('created_at').notNull(),
})

export const totp = identity.table('totp', {
  accountId: uuid('account_id').primaryKey(),
  sealedSecret: bytes('sealed_secret').notNull(),
  lastUsedStep: bigint('last_used_step', { mode: 'number' }).notNull(),
})

export const recoveryCode = identity.table(
  'recovery_code',
  {
    accountId: uuid('account_id').notNull(),
    codeSha256: bytes('code_sha256').notNull(),
    usedAt: moment('used_at'),
  },
  (row) => [primaryKey({ columns: [row.accountId, row.codeSha256] })],
)

export const device = identity.table('device', {
  id: uuid('id').primaryKey(),
  tokenSha256: bytes('token_sha256').notNull(),
  createdAt: moment('created_at').notNull(),
})

export const knownDevice = identity.table(
  'known_device',
  {
    accountId: uuid('account_id').notNull(),
    deviceId: uuid('device_id').notNull(),
    firstAt: moment('first_at').notNull(),
    lastAt: moment('last_at').notNull(),
  },
  (row) => [primaryKey({ columns: [row.accountId, row.deviceId] })],
)

export const pendingSignIn = identity.table('pending_sign_in', {
  tokenSha256: bytes('token_sha256').primaryKey(),
  accountId: uuid('account_id').notNull(),
  expiresAt: moment('expires_at').notNull(),
  usedAt: moment('used_at'),
})

export const login = identity.table('login', {
  id: uuid('id').primaryKey(),
  tokenSha256: bytes('token_sha256').notNull(),
  accountId: uuid('account_id').notNull(),
  membershipId: uuid('membership_id').notNull(),
  deviceId: uuid('device_id').notNull(),
  userAgent: text('user_agent').notNull(),
  createdAt: moment('created_at').notNull(),
  lastSeenAt: moment('last_seen_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
  factorAt: moment('factor_at').notNull(),
  stepUpAt: moment('step_up_at'),
  lockedAt: moment('locked_at'),
  endedAt: moment('ended_at'),
})

export const sessionPin = identity.table('session_pin', {
  loginId: uuid('login_id').primaryKey(),
  sealedVerifier: bytes('sealed_verifier').notNull(),
  wrongTries: integer('wrong_tries').notNull().default(0),
  setAt: moment('set_at').notNull(),
  voidAt: moment('void_at'),
})

export const throttle = identity.table('throttle', {
  key: bytes('key').primaryKey(),
  windowStartedAt: moment('window_started_at').notNull(),
  attempts: integer('attempts').notNull(),
  consecutive: integer('consecutive').notNull(),
})

export const accountEvent = identity.table('account_event', {
  id: uuid('id').primaryKey(),
  at: moment('at').notNull(),
  kind: text('kind').notNull(),
  accountId: uuid('account_id'),
  practiceId: uuid('practice_id'),
  byAccountId: uuid('by_account_id'),
  deviceId: uuid('device_id'),
  ipAddress: text('ip_address').notNull(),
  detail: text('detail').notNull(),
})
