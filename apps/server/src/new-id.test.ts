import { describe, expect, it } from 'vitest'
import { newId } from './new-id.ts'

describe('a new id', () => {
  const made = Array.from({ length: 10_000 }, newId)

  it('is a UUID of version 7, never the same twice', () => {
    expect(
      made.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
    ).toEqual([])
    expect(new Set(made).size).toBe(made.length)
  })

  it('sorts after the one made before it', () => {
    expect([...made].sort()).toEqual(made)
  })

  it('tells when it was made', () => {
    const at = Number.parseInt((made[0] ?? '').replaceAll('-', '').slice(0, 12), 16)
    expect(Math.abs(at - Date.now())).toBeLessThan(60_000)
  })
})
