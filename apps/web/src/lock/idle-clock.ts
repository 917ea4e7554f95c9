import { idleLimitMs } from '@holdspace/clinic/access/login-limits'

/**
 * How long nobody has touched this page. While the server can be reached it judges by itself; only a page that cannot ask
 * it locks itself by this clock (S25, CK10).
 */
export class IdleClock {
  private usedAtMs: number

  constructor(private readonly nowMs: () => number) {
    this.usedAtMs = nowMs()
  }

  used(): void {
    this.usedAtMs = this.nowMs()
  }

  isOver(): boolean {
    return this.nowMs() - this.usedAtMs > idleLimitMs
  }
}
