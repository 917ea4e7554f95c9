import { describe, expect, it } from 'vitest'
import { IdleClock } from './idle-clock.ts'

describe('a page without network', () => {
  it('locks itself after 15 minutes nobody touched it, and not at 15 (S25)', () => {
    let now = 0
    const idle = new IdleClock(() => now)
    now = 15 * 60_000
    expect(idle.isOver()).toBe(false)
    now += 1
    expect(idle.isOver()).toBe(true)
    idle.used()
    expect(idle.isOver()).toBe(false)
  })
})
