import { instantFromMs, msOf } from '@holdspace/kit/elapsed'
import type { Instant } from '@holdspace/kit/instant'

/**
 * The room's time: the server's, carried on by this device's monotonic clock, so that setting a tablet's wall clock
 * changes no timer (CK3). The server is the reference for every device in the room (M22).
 */
export class RoomClock {
  private serverMs: number
  private atMonotonicMs: number

  constructor(serverNow: Instant) {
    this.serverMs = msOf(serverNow)
    this.atMonotonicMs = performance.now()
  }

  now(): Instant {
    return instantFromMs(Math.round(this.serverMs + performance.now() - this.atMonotonicMs))
  }

  /**
   * Takes the server's time again. Answers by how many milliseconds this device had drifted: a browser's monotonic clock
   * may stand still while the device sleeps (CK4).
   */
  compare(serverNow: Instant): number {
    const drift = msOf(serverNow) - msOf(this.now())
    this.serverMs = msOf(serverNow)
    this.atMonotonicMs = performance.now()
    return drift
  }

  /** Whole seconds by which the device's own wall clock is fast; negative when it is slow. */
  wallClockOffSeconds(): number {
    return Math.round((Date.now() - msOf(this.now())) / 1000)
  }
}
