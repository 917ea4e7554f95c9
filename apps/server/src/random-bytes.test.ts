import { describe, expect, it } from 'vitest'
import { takeRandomBytes } from './random-bytes.ts'

describe('random bytes out of a page', () => {
  it('are as many as asked for, also beyond a page, and never given out twice', () => {
    const taken = Array.from({ length: 2000 }, () => takeRandomBytes(16).toString('hex'))
    expect(new Set(taken).size).toBe(2000)
    expect(taken.every((text) => text.length === 32)).toBe(true)
    expect(takeRandomBytes(10_000)).toHaveLength(10_000)
  })

  it('stay as they were when the next are taken', () => {
    const first = takeRandomBytes(16)
    const before = first.toString('hex')
    takeRandomBytes(16)
    expect(first.toString('hex')).toBe(before)
  })
})
