import { postgresPid } from '@holdspace/server/testing/running-server'
import autocannon, { type Options } from 'autocannon'
import type { BenchClinic } from './clinic.ts'
import { round } from './measure.ts'
import { processorMs } from './processor-time.ts'

export const clients = 16
const seconds = 6
const warmSeconds = 2

/** What one side of a comparison came to. */
export interface Load {
  /** Answered requests a second. */
  readonly rate: number
  /** Processor time of one request in µs, of all processes together: load generator, server, database. */
  readonly cost: number
}

/** Asks as fast as answers come, after a short warming. Throws when anything was refused, failed or answered otherwise than it should. */
export async function load(pids: readonly number[], options: Omit<Options, 'connections' | 'duration'>): Promise<Load> {
  await autocannon({ ...options, connections: clients, duration: warmSeconds })
  const before = processorMs([process.pid, ...pids])
  const result = await autocannon({ ...options, connections: clients, duration: seconds })
  const spent = processorMs([process.pid, ...pids]) - before
  const lost = result.non2xx + result.errors + result.mismatches
  if (lost > 0)
    throw new Error(`${options.url}: ${lost} of ${result.requests.total} were not answered as they should be.`)
  return { rate: round(result.requests.average), cost: round((spent * 1000) / Math.max(1, result.requests.total), 0) }
}

/** The processes of the clinic's own side. */
export function ownPids(clinic: BenchClinic): readonly number[] {
  return [clinic.server().child.pid ?? 0, postgresPid(clinic.dataDir)]
}
