import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { DemoClinic } from '@holdspace/fixture-clinic/seed-demo'
import type { Settings } from './env.ts'
import { serverDist } from './places.ts'

/** With what the demo is filled: the database is there and up to date. Handed over as a message, where no list of processes shows it. */
export interface FillParts {
  readonly settings: Settings
  readonly secretKey: string
  readonly publicUrl: string
  readonly appUrl: string
}

/** A line for the person who waits, or at the end who is in the clinic. */
export type FillTold = { readonly line: string } | { readonly clinic: DemoClinic }

/**
 * Fills the demo in a process of its own that is gone afterwards: eighty days of charting take as much memory as serving
 * them, and the server would keep it for as long as it runs.
 */
export function fillAside(parts: FillParts, say: (line: string) => void): Promise<DemoClinic> {
  return new Promise((resolve, reject) => {
    const filler = fork(join(serverDist, 'fill-demo.mjs'), { execArgv: [] })
    filler.on('message', (told: FillTold) => ('line' in told ? say(told.line) : resolve(told.clinic)))
    filler.once('error', reject)
    filler.once('exit', (code) => reject(new Error(`The demo clinic could not be filled (exit ${code}).`)))
    filler.send(parts)
  })
}
