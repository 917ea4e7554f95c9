import { instant, plusMs } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { codeStillTaken, codeTries, deviceStillIn, linkExpiry, mayExchange, mayJoin, mayRenew } from './link-rules.ts'

const now = instant.parse('2026-11-21T14:00:00.000Z')
const later = (ms: number) => plusMs(now, ms)
const fresh = { expiresAt: linkExpiry(now), exchangedAt: null, revokedAt: null }
const used = { ...fresh, exchangedAt: now }
const revoked = { ...fresh, revokedAt: now }
const tooLate = later(72 * 60 * 60 * 1000 + 1)

describe('a patient link (RULINGS 15)', () => {
  it.each([
    ['a fresh link', fresh, 'open', now, null],
    ['the last moment of its 72 hours (S30)', fresh, 'open', later(72 * 60 * 60 * 1000), null],
    ['one millisecond later', fresh, 'open', tooLate, 'link-expired'],
    ['a link used before', used, 'open', now, 'code-needed'],
    ['a link used before and expired', used, 'open', tooLate, 'link-expired'],
    ['a revoked link', revoked, 'open', now, 'link-not-usable'],
    ['a link nobody made', null, 'open', now, 'link-not-usable'],
    ['a packet that was stopped', fresh, 'stopped', now, 'link-not-usable'],
    ['a packet that was revoked', fresh, 'revoked', now, 'link-not-usable'],
    ['a packet past its last day', fresh, 'lapsed', now, 'link-not-usable'],
    ['a complete packet, to be read again', fresh, 'complete', now, null],
  ] as const)('exchange: %s', (_name, link, packet, at, code) => {
    const decided = mayExchange(link, packet, at)
    expect(decided.ok ? null : decided.refusal.code).toBe(code)
  })

  it('expired, it may renew itself; revoked or of a stopped packet, never', () => {
    expect(mayRenew(used, 'open').ok).toBe(true)
    expect(mayRenew(revoked, 'open')).toMatchObject({ ok: false, refusal: { code: 'link-not-usable' } })
    expect(mayRenew(fresh, 'stopped').ok).toBe(false)
  })

  it('another device may join while the link holds, not after', () => {
    expect(mayJoin(used, 'open', now).ok).toBe(true)
    expect(mayJoin(used, 'open', tooLate)).toMatchObject({ ok: false, refusal: { code: 'link-expired' } })
  })

  it('a code works once, for ten minutes, for five tries', () => {
    const code = { expiresAt: later(1000), attempts: 0, usedAt: null }
    expect(codeStillTaken(code, later(1000))).toBe(true)
    expect(codeStillTaken(code, later(1001))).toBe(false)
    expect(codeStillTaken({ ...code, attempts: codeTries }, now)).toBe(false)
    expect(codeStillTaken({ ...code, usedAt: now }, now)).toBe(false)
  })

  it('a phone stays in until its day comes; a tablet of the clinic two minutes without a touch (S25)', () => {
    const phone = { channel: 'link', lastSeenAt: now, expiresAt: later(10_000_000), endedAt: null } as const
    expect(deviceStillIn(phone, later(10_000_000))).toBe(true)
    expect(deviceStillIn(phone, later(10_000_001))).toBe(false)
    expect(deviceStillIn({ ...phone, endedAt: now }, now)).toBe(false)
    const tablet = { ...phone, channel: 'kiosk' } as const
    expect(deviceStillIn(tablet, later(120_000))).toBe(true)
    expect(deviceStillIn(tablet, later(121_000))).toBe(false)
  })
})
