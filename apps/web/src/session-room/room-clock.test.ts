import { instantFromMs, msOf, plusMs } from '@holdspace/kit/elapsed'
import { instant } from '@holdspace/kit/instant'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RoomClock } from './room-clock.ts'

const noon = instant.parse('2026-11-21T17:00:00.000Z')
const hour = 3_600_000

/** The device’s own clocks: one that people and networks set, and one that only counts. */
const device = { wall: 0, counted: 0 }
beforeEach(() => {
  Object.assign(device, { wall: msOf(noon), counted: 12_345 })
  vi.spyOn(Date, 'now').mockImplementation(() => device.wall)
  vi.spyOn(performance, 'now').mockImplementation(() => device.counted)
})
afterEach(() => vi.restoreAllMocks())

const passes = (ms: number) => {
  device.wall += ms
  device.counted += ms
}

describe('the clock of a room', () => {
  it('given a wall clock set forward, back and by a day, a thousand times over, then four hours are four hours to the second (R6, CK3)', () => {
    const stretch = fc.record({
      ms: fc.integer({ min: 1, max: 20 * 60_000 }),
      set: fc.oneof(
        fc.constantFrom(-24 * hour, 24 * hour, -hour, hour, 0),
        fc.integer({ min: -24 * hour, max: 24 * hour }),
      ),
    })
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 1, maxLength: 30 }), (stretches) => {
        const clock = new RoomClock(noon)
        let passed = 0
        let before = clock.now()
        for (const { ms, set } of stretches) {
          device.wall += set
          passes(ms)
          passed += ms
          const now = clock.now()
          expect(Math.abs(msOf(now) - msOf(plusMs(noon, passed)))).toBeLessThanOrEqual(1_000)
          expect(msOf(now)).toBeGreaterThan(msOf(before))
          before = now
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it.each([1, 10, 60])(
    'given a device that slept for %i min, then the next word of the server puts it right and says by how much (R6, CK4)',
    (minutes) => {
      const clock = new RoomClock(noon)
      passes(5_000)
      // Asleep: the world goes on, the counting clock of the browser stands still.
      device.wall += minutes * 60_000
      const server = instantFromMs(msOf(noon) + 5_000 + minutes * 60_000)
      expect(clock.compare(server)).toBe(minutes * 60_000)
      expect(clock.now()).toBe(server)
      passes(1_000)
      expect(clock.compare(plusMs(server, 1_000))).toBe(0)
    },
  )

  it.each([-24 * hour, -61_000, 0, 61_000, 24 * hour])(
    'given a wall clock off by %i ms, then the room tells by how many seconds and keeps its own time (R6, CK5)',
    (off) => {
      const clock = new RoomClock(noon)
      device.wall += off
      expect(clock.wallClockOffSeconds()).toBe(off / 1_000)
      expect(clock.now()).toBe(noon)
    },
  )
})
