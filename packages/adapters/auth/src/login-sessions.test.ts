import { accountId, deviceId, loginId, membershipId } from '@holdspace/kit/ids'
import { type Instant, instant, plusMs } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { type LoginRow, type LoginRows, loginSessions } from './login-sessions.ts'
import { digestOf, newToken } from './token.ts'

const helen = accountId.parse('018f0000-0000-7000-8000-000000000a01')
const login = {
  loginId: loginId.parse('018f0000-0000-7000-8000-000000000c01'),
  accountId: helen,
  membershipId: membershipId.parse('018f0000-0000-7000-8000-000000000b01'),
  deviceId: deviceId.parse('018f0000-0000-7000-8000-000000000e01'),
  userAgent: 'a test',
  factorAt: instant.parse('2026-11-21T14:00:00.000Z'),
  stepUpAt: null,
}

/** A drawer in place of the database, which remembers every digest it was ever given. */
function drawer() {
  const rows = new Map<string, LoginRow>()
  const keyOf = (digest: Uint8Array) => Buffer.from(digest).toString('hex')
  const port: LoginRows<LoginRow> = {
    findByTokenDigest: async (digest) => rows.get(keyOf(digest)) ?? null,
    openOf: async (owner) => [...rows.values()].filter((row) => row.accountId === owner),
    insert: async (digest, row) => void rows.set(keyOf(digest), row),
    replaceDigest: async (id, from, to) => {
      const row = rows.get(keyOf(from))
      if (row?.loginId !== id) return false
      rows.delete(keyOf(from))
      rows.set(keyOf(to), row)
      return true
    },
    endByTokenDigest: async (digest) => void rows.delete(keyOf(digest)),
    endAllOf: async () => rows.clear(),
  }
  return { rows, port }
}

/** A clock far from the machine's own, so that anything Lucia judged by itself would show. */
const longAgo: Instant = instant.parse('2001-01-01T08:00:00.000Z')

describe('logins behind the sealed library (decision 0003)', () => {
  it('stores the SHA-256 of the token and finds the login by the raw token (S22)', async () => {
    const { rows, port } = drawer()
    const token = newToken()
    await loginSessions(port, () => longAgo).start(token, login)
    expect([...rows.keys()]).toEqual([Buffer.from(digestOf(token)).toString('hex')])
    expect(JSON.stringify([...rows.values()])).not.toContain(token)
    const found = await loginSessions(port, () => longAgo).find(token)
    expect(found).toMatchObject({ loginId: login.loginId, createdAt: longAgo, lockedAt: null })
  })

  it('ends after twelve hours of our own clock and never slides, whatever the library would do (S25, RULINGS 16)', async () => {
    const { port } = drawer()
    const token = newToken()
    const row = await loginSessions(port, () => longAgo).start(token, login)
    expect(row.expiresAt).toBe(plusMs(longAgo, 12 * 60 * 60 * 1000))
    // By the machine's own clock this login is a quarter of a century old; the library must have no opinion on it.
    const found = await loginSessions(port, () => longAgo).find(token)
    expect(found?.expiresAt).toBe(row.expiresAt)
  })

  it('a rotated token opens, the old one does not, and the login is the same (S23)', async () => {
    const { port } = drawer()
    const sessions = loginSessions(port, () => longAgo)
    const [old, renewed] = [newToken(), newToken()]
    await sessions.start(old, login)
    expect(await sessions.rotate(login.loginId, old, renewed)).toBe(true)
    expect(await sessions.find(old)).toBeNull()
    expect((await sessions.find(renewed))?.loginId).toBe(login.loginId)
    expect(await sessions.rotate(login.loginId, old, newToken())).toBe(false)
  })

  it('lists logins without any token in them, and ends one or all', async () => {
    const { port } = drawer()
    const sessions = loginSessions(port, () => longAgo)
    const token = newToken()
    await sessions.start(token, login)
    expect((await sessions.list(helen)).map((row) => row.loginId)).toEqual([login.loginId])
    await sessions.end(token)
    expect(await sessions.find(token)).toBeNull()
    await sessions.start(token, login)
    await sessions.endAll(helen)
    expect(await sessions.list(helen)).toEqual([])
  })
})
