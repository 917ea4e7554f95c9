import { instant, plusMs } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { codeOfStep, newTotpSecret, stepAt, stepOfCode, totpUri } from './one-time-code.ts'
import { digestOfRecoveryCode, newRecoveryCodes } from './recovery-code.ts'
import { openSecret, sealSecret } from './sealed-secret.ts'

// RFC 6238 appendix B: the ASCII secret 12345678901234567890, SHA-1; the last six of its eight digits.
const rfcSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

describe('codes of an authenticator app', () => {
  it.each([
    ['1970-01-01T00:00:59.000Z', '287082'],
    ['2005-03-18T01:58:29.000Z', '081804'],
    ['2009-02-13T23:31:30.000Z', '005924'],
    ['2033-05-18T03:33:20.000Z', '279037'],
  ])('at %s is the one of RFC 6238', (moment, code) => {
    const at = instant.parse(moment)
    expect(codeOfStep(rfcSecret, stepAt(at))).toBe(code)
    expect(stepOfCode(rfcSecret, code, at)).toBe(stepAt(at))
  })

  it('are taken one step early or late, told apart by their step, and not two', () => {
    const now = instant.parse('2026-11-21T14:00:00.000Z')
    const code = codeOfStep(rfcSecret, stepAt(now))
    for (const seconds of [-30, 0, 30])
      expect(stepOfCode(rfcSecret, code, plusMs(now, seconds * 1000))).toBe(stepAt(now))
    for (const seconds of [-60, 60]) expect(stepOfCode(rfcSecret, code, plusMs(now, seconds * 1000))).toBeNull()
  })

  it.each(['', '12345', '1234567', 'abcdef', '12 345', '１２３４５６'])('“%s” is no code', (code) => {
    expect(stepOfCode(rfcSecret, code, instant.parse('2026-11-21T14:00:00.000Z'))).toBeNull()
  })

  it('come from secrets of 160 bits that differ', () => {
    const secret = newTotpSecret()
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(newTotpSecret()).not.toBe(secret)
    expect(totpUri(secret, 'helen.ames@marigold.example')).toContain(`secret=${secret}`)
  })
})

describe('recovery codes', () => {
  it('are ten different ones that read aloud well, found again however they are typed', () => {
    const codes = newRecoveryCodes()
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) {
      expect(code).toMatch(/^[a-hjkmnp-z2-9]{5}-[a-hjkmnp-z2-9]{5}-[a-hjkmnp-z2-9]{5}$/)
      const typed = ` ${code.toUpperCase().replaceAll('-', ' ')} `
      expect(digestOfRecoveryCode(typed)).toEqual(digestOfRecoveryCode(code))
    }
  })
})

describe('a sealed authenticator secret', () => {
  const key = new Uint8Array(32).fill(7)

  it('opens with the same key for the same account, and looks different each time', () => {
    const sealed = sealSecret(key, 'helen', rfcSecret)
    expect(openSecret(key, 'helen', sealed)).toBe(rfcSecret)
    expect(sealSecret(key, 'helen', rfcSecret)).not.toEqual(sealed)
  })

  it('does not open for another account, with another key, or with a bent byte', () => {
    const sealed = sealSecret(key, 'helen', rfcSecret)
    expect(() => openSecret(key, 'mara', sealed)).toThrow()
    expect(() => openSecret(new Uint8Array(32).fill(8), 'helen', sealed)).toThrow()
    for (const at of [0, 15, sealed.length - 1]) {
      const bent = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ 1 : byte))
      expect(() => openSecret(key, 'helen', bent)).toThrow()
    }
  })
})
