/** What rang since one last looked; waits until something rings or the time is over. A ring before the wait counts. */
export class Doorbell {
  private readonly rung = new Set<string>()
  private open: (() => void) | null = null

  ring(what: string): void {
    this.rung.add(what)
    this.open?.()
  }

  /** Everything that rang, each once, and forgets it. */
  taken(): ReadonlySet<string> {
    const taken = new Set(this.rung)
    this.rung.clear()
    return taken
  }

  /** True when something rang, false when nothing did for so long. */
  async wait(ms: number): Promise<boolean> {
    if (this.rung.size === 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        this.open = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      this.open = null
    }
    return this.rung.size > 0
  }
}
