import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { databasePassword, deriveKey, keyPurposes } from './derive-key.ts'
import { generateSecretKey, weaknessOfSecretKey } from './secret-key.ts'

const secret = 'Zm9ydHktdHdvIGxhbXBzIG9uIGEgcXVpZXQgcm9vZg'
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** RFC 5869 written out a second time: extract with an empty salt, then one round of expand. */
function firstRoundByHand(info: string): string {
  const extracted = createHmac('sha256', Buffer.alloc(32)).update(secret).digest()
  return createHmac('sha256', extracted)
    .update(info)
    .update(Buffer.from([1]))
    .digest('hex')
}

describe('derived keys', () => {
  it('follow RFC 5869, checked by hand', () => {
    expect(hex(deriveKey(secret, 'outbox-key', 'tablet 3'))).toBe(
      firstRoundByHand('holdspace/v1\0outbox-key\0tablet 3'),
    )
  })

  it('stay the same for ever, for one secret, purpose and context', () => {
    expect(databasePassword(secret)).toBe('73bef3475781fdb5bc41293639e2295cef6c9b300f03343ef334f02db1649a7c')
  })

  it('differ by purpose, by context and by secret', () => {
    const keys = keyPurposes.flatMap((purpose) => [
      hex(deriveKey(secret, purpose)),
      hex(deriveKey(secret, purpose, 'tablet 3')),
      hex(deriveKey(`${secret}x`, purpose)),
    ])
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('have the asked length', () => {
    expect(deriveKey(secret, 'partner-token', '', 64)).toHaveLength(64)
  })
})

describe('the secret key', () => {
  it('is good when generated', () => {
    for (let turn = 0; turn < 200; turn += 1) expect(weaknessOfSecretKey(generateSecretKey())).toBeNull()
  })

  it.each([
    ['short', 'at least 32'],
    ['a'.repeat(64), 'too regular'],
    ['abcdefghijkl'.repeat(4), 'too regular'],
    ['please-change-me-please-now-0123456789', 'an example'],
    [` ${secret}`, 'no space'],
    [`${secret}\n`, 'no space'],
  ])('%j is refused with the reason', (weak, reason) => {
    expect(weaknessOfSecretKey(weak)).toContain(reason)
  })

  it('is never accepted when shorter than 32 characters', () => {
    fc.assert(fc.property(fc.string({ maxLength: 31 }), (text) => weaknessOfSecretKey(text) !== null))
  })
})
