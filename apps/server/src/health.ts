import type { ServerResponse } from 'node:http'

/** The parts `/readyz` looks at, by the names it may say aloud (HE2, HE4). */
export type HealthPart =
  | 'database'
  | 'database-slow'
  | 'migrations'
  | 'durability'
  | 'ledger'
  | 'disk'
  | 'backup'
  | 'read-only'
  | 'stopping'

export type HealthWarning = 'clock' | 'durability-unknown' | 'backup-unknown'

export interface HealthReport {
  readonly failing: readonly HealthPart[]
  readonly warnings: readonly HealthWarning[]
}

/** One thing looked at: answers what is wrong, or nothing. Never throws. */
export type HealthCheck = () => Promise<HealthReport>

export const allGood: HealthReport = { failing: [], warnings: [] }

/** A probe every second by three watchers shall not become a load: an answer holds for this long. */
const holdsMs = 1000

/** Asks every check at once and remembers the answer for a moment. */
export function healthOf(checks: readonly HealthCheck[], now: () => number = () => performance.now()): HealthCheck {
  let last: { readonly at: number; readonly report: Promise<HealthReport> } | undefined
  return () => {
    if (last !== undefined && now() - last.at < holdsMs) return last.report
    const report = Promise.all(checks.map((check) => check())).then((reports) => ({
      failing: reports.flatMap((one) => one.failing),
      warnings: reports.flatMap((one) => one.warnings),
    }))
    last = { at: now(), report }
    return report
  }
}

function sendJson(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { 'content-type': 'application/json' })
  res.end(JSON.stringify(body))
}

/** Alive means: this process answers. It asks nobody, so it answers with the database stopped (HE1). */
export function sendLivez(res: ServerResponse): void {
  sendJson(res, 200, { status: 'alive' })
}

export async function sendReadyz(res: ServerResponse, check: HealthCheck): Promise<void> {
  const { failing, warnings } = await check()
  const isReady = failing.length === 0
  sendJson(res, isReady ? 200 : 503, { status: isReady ? 'ready' : 'not-ready', failing, warnings })
}
