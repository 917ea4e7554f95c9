import { instant, plusMs } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { codeNeededForStepUp, loginStanding } from './login-limits.ts'

const nine = instant.parse('2026-11-21T14:00:00.000Z')
const minute = 60_000
const login = { lastSeenAt: nine, expiresAt: plusMs(nine, 720 * minute), lockedAt: null }

describe('a login’s limits (S25)', () => {
  it('holds at 15 minutes without use and is locked a second later', () => {
    expect(loginStanding(login, plusMs(nine, 15 * minute))).toEqual({ kind: 'active' })
    expect(loginStanding(login, plusMs(nine, 15 * minute + 1000))).toEqual({
      kind: 'locked',
      since: plusMs(nine, 15 * minute),
    })
  })

  it('is over a second after twelve hours, however recently it was used', () => {
    const busy = { ...login, lastSeenAt: login.expiresAt }
    expect(loginStanding(busy, login.expiresAt)).toEqual({ kind: 'active' })
    expect(loginStanding(busy, plusMs(login.expiresAt, 1000))).toEqual({ kind: 'over' })
  })

  it('is locked from the moment somebody locked it, not from the idle limit', () => {
    const locked = { ...login, lockedAt: plusMs(nine, minute) }
    expect(loginStanding(locked, plusMs(nine, 2 * minute))).toEqual({ kind: 'locked', since: plusMs(nine, minute) })
  })

  it('asks for a code at step-up once the last one is more than half an hour old (RULINGS 16)', () => {
    expect(codeNeededForStepUp({ lastFactorAt: nine }, plusMs(nine, 30 * minute))).toBe(false)
    expect(codeNeededForStepUp({ lastFactorAt: nine }, plusMs(nine, 30 * minute + 1))).toBe(true)
  })
})
