import { absoluteLimitMs } from '@holdspace/clinic/access/login-limits'
import type { AccountId, DeviceId, LoginId, MembershipId } from '@holdspace/kit/ids'
import type { Clock, Instant } from '@holdspace/kit/instant'
import { plusMs } from '@holdspace/kit/instant'
import { type Adapter, type DatabaseSession, Lucia } from 'lucia'
import { digestOf } from './token.ts'

/** One login as stored. The token itself is nowhere; only its SHA-256 is (S22). */
export interface LoginRow {
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

/** Where logins are kept. Handed in by whoever has the database; an adapter never imports another one. */
export interface LoginRows<Found extends LoginRow> {
  /** Only a login that is not ended, of an account that is not disabled. */
  readonly findByTokenDigest: (digest: Uint8Array) => Promise<Found | null>
  readonly openOf: (accountId: AccountId) => Promise<readonly LoginRow[]>
  readonly insert: (digest: Uint8Array, row: LoginRow) => Promise<void>
  /** True when this call replaced the digest; false when somebody was faster or the login has ended. */
  readonly replaceDigest: (loginId: LoginId, from: Uint8Array, to: Uint8Array) => Promise<boolean>
  readonly endByTokenDigest: (digest: Uint8Array, at: Instant) => Promise<void>
  readonly endAllOf: (accountId: AccountId, at: Instant) => Promise<void>
}

export type NewLogin = Pick<
  LoginRow,
  'loginId' | 'accountId' | 'membershipId' | 'deviceId' | 'userAgent' | 'factorAt' | 'stepUpAt'
> & {
  /** Kept when a login continues another one (changing practice), so that the 12 hours do not start again. */
  readonly expiresAt?: Instant
}

/** All that the rest of Holdspace knows of logins. Lucia is behind it and nowhere else (decision 0003). */
export interface LoginSessions<Found extends LoginRow> {
  readonly start: (token: string, login: NewLogin) => Promise<LoginRow>
  /** The stored login of this token, or null. Limits of time are judged by the caller, on its own clock. */
  readonly find: (token: string) => Promise<Found | null>
  /** A new token for the same login; the old one is worthless from then on (S23, RULINGS 14). */
  readonly rotate: (loginId: LoginId, oldToken: string, newToken: string) => Promise<boolean>
  readonly end: (token: string) => Promise<void>
  readonly endAll: (accountId: AccountId) => Promise<void>
  readonly list: (accountId: AccountId) => Promise<readonly LoginRow[]>
}

declare module 'lucia' {
  interface Register {
    UserId: AccountId
    Lucia: Lucia<{ readonly row: LoginRow }>
    DatabaseSessionAttributes: { readonly row: LoginRow }
  }
}

/**
 * Lucia is given a date it can never reach, so that it neither ends a login nor slides its expiry: both are decided by
 * our own limits on the injected clock (RULINGS 16).
 */
const neverByLucia = new Date(8.64e15)

export function loginSessions<Found extends LoginRow>(rows: LoginRows<Found>, clock: Clock): LoginSessions<Found> {
  const lucia = new Lucia(hashingAdapter(rows, clock), {
    getSessionAttributes: (attributes) => ({ row: attributes.row }),
  })
  return {
    start: async (token, login) => {
      const now = clock()
      const row: LoginRow = {
        ...login,
        createdAt: now,
        lastSeenAt: now,
        expiresAt: login.expiresAt ?? plusMs(now, absoluteLimitMs),
        lockedAt: null,
      }
      await lucia.createSession(login.accountId, { row }, { sessionId: token })
      return row
    },
    find: async (token) => {
      const { session } = await lucia.validateSession(token)
      // Lucia hands through what our own adapter read a moment ago, so this is the row as `Found`.
      return session === null ? null : (session.row as Found)
    },
    rotate: (loginId, oldToken, newToken) => rows.replaceDigest(loginId, digestOf(oldToken), digestOf(newToken)),
    end: (token) => lucia.invalidateSession(token),
    endAll: (accountId) => lucia.invalidateUserSessions(accountId),
    list: async (accountId) => (await lucia.getUserSessions(accountId)).map((session) => session.row),
  }
}

/**
 * What Lucia calls its database. Towards Lucia a session's id is the raw token, towards the database it is the token's
 * SHA-256: a stolen backup holds no key to anybody's login.
 */
function hashingAdapter<Found extends LoginRow>(rows: LoginRows<Found>, clock: Clock): Adapter {
  const asLuciaSession = (token: string, row: LoginRow): DatabaseSession => ({
    id: token,
    userId: row.accountId,
    expiresAt: neverByLucia,
    attributes: { row },
  })
  return {
    getSessionAndUser: async (token) => {
      const row = await rows.findByTokenDigest(digestOf(token))
      if (row === null) return [null, null]
      return [asLuciaSession(token, row), { id: row.accountId, attributes: {} }]
    },
    getUserSessions: async (accountId) =>
      // There is no token to hand back here; the login's own id stands in and opens nothing.
      (await rows.openOf(accountId)).map((row) => asLuciaSession(row.loginId, row)),
    setSession: (session) => rows.insert(digestOf(session.id), session.attributes.row),
    updateSessionExpiration: async () => {
      throw new Error('Lucia tried to move the end of a login; only our own limits do that.')
    },
    deleteSession: (token) => rows.endByTokenDigest(digestOf(token), clock()),
    deleteUserSessions: (accountId) => rows.endAllOf(accountId, clock()),
    // Ended logins are kept for the audit trail; nothing is ever swept away here.
    deleteExpiredSessions: async () => undefined,
  }
}
