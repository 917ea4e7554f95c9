import { Agent, type IncomingHttpHeaders, request } from 'node:http'

/** What one figure of the table says. A bar is a ratio of two figures of the same run (docs/run.md). */
export interface Row {
  readonly name: string
  readonly figure: string
  /** The same thing done by the least that could do it, in the same run. */
  readonly floor?: string
  readonly ratio?: number
  readonly must?: string
}

/** The value below which `share` of the sorted values lie; 0 for an empty list. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export interface Load {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly failed: number
}

/** `clients` callers, each calling again as soon as it was answered, for `seconds` after one second to warm up. */
export async function closedLoop(clients: number, seconds: number, call: () => Promise<boolean>): Promise<Load> {
  const times: number[] = []
  let failed = 0
  const from = performance.now() + 1000
  const until = from + seconds * 1000
  const caller = async (): Promise<void> => {
    while (performance.now() < until) {
      const started = performance.now()
      const good = await call()
      if (started < from) continue
      if (good) times.push(performance.now() - started)
      else failed += 1
    }
  }
  await Promise.all(Array.from({ length: clients }, caller))
  return {
    perSecond: times.length / seconds,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    failed,
  }
}

/** A GET over kept-alive connections; answers whether it was a 200 with a body. */
export function getter(clients: number, headers: IncomingHttpHeaders = {}): (url: string) => Promise<boolean> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  return (url) =>
    new Promise((resolve) => {
      const asked = request(url, { agent, headers }, (answer) => {
        let bytes = 0
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.length
        })
        answer.on('end', () => resolve(answer.statusCode === 200 && bytes > 0))
      })
      asked.on('error', () => resolve(false))
      asked.end()
    })
}

export function beside(name: string, ours: Load, floor: Load, must: string): Row {
  const show = (load: Load) =>
    `${load.perSecond.toFixed(0)}/s, p50 ${load.p50Ms.toFixed(1)} ms${load.failed > 0 ? `, ${load.failed} FAILED` : ''}`
  return { name, figure: show(ours), floor: show(floor), ratio: ours.perSecond / floor.perSecond, must }
}
