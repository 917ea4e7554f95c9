import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base64, bytesOfBase64 } from './base64.ts'

describe('base64 (RFC 4648 section 4)', () => {
  test('writes what the platform writes and reads it back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
        expect(bytesOfBase64(base64(bytes))).toEqual(bytes)
      }),
    )
  })

  test.each([
    ['no padding', 'YQ'],
    ['half the padding', 'YQ='],
    ['padding in the middle', 'YQ==YQ=='],
    ['too much padding', 'YWI=='],
    ['only padding', '===='],
    ['the URL alphabet', '-_-_'],
    ['unused bits that are not zero', 'YR=='],
    ['a space', 'YW I'],
    ['a line feed', 'YWI\n'],
  ])('refuses %s', (_, text) => {
    expect(bytesOfBase64(text)).toBeUndefined()
  })
})
