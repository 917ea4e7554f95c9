import type { Database } from '@holdspace/db/database'
import type { Block, PaperFrame } from '@holdspace/documents/block'
import type { Clock } from '@holdspace/kit/instant'
import type { NewId } from '@holdspace/kit/new-id'
import type { Hashing } from '@holdspace/proof/hashing'
import type { DemoPatientName, DemoPerson } from './sign-in/demo-person.ts'
import type { ChainCheckElsewhere } from './verify/check-chains.ts'

/**
 * What the app that starts hands to every use case: plain parts, no container. A use case names the parts it needs;
 * tests hand in the same shape with a real database and a clock that stands still.
 */
export interface House {
  /** Connected as the unprivileged role; row-level security holds even when code forgets (S06). */
  readonly db: Database
  readonly clock: Clock
  readonly newId: NewId
  readonly hashing: Hashing
  /** From the operating system's CSPRNG. */
  readonly randomBytes: (count: number) => Uint8Array
  /** `HOLDSPACE_SECRET_KEY`; keys for single purposes are derived from it. */
  readonly secretKey: string
  readonly isDemo: boolean
  /** Made-up people for one-click sign-in; none outside the demo. */
  readonly demoPeople?: readonly DemoPerson[]
  /** Made-up patients, for the tour; none outside the demo. */
  readonly demoPatients?: () => readonly DemoPatientName[]
  /** Where people and partners reach this installation, without a trailing slash. */
  readonly publicUrl: string
  /** Draws a paper off the request thread. */
  readonly drawPdf: DrawPdf
  /** Recomputes the chains of a practice's ledger off the request thread; each call begins anew. */
  readonly checkChains: (ledger: string) => ChainCheckElsewhere
  /** Tells other devices, after the commit, that something under this topic changed. Ids only, never content. */
  readonly announce: (topic: string) => void
  /** Calls back whenever somebody announces the topic, in this process or another. Answers how to stop. */
  readonly listen: (topic: string, heard: () => void) => () => void
}

export interface Drawing {
  readonly blocks: readonly Block[]
  readonly frame: PaperFrame
  readonly paper: 'letter' | 'a4'
}

/** The bytes of a PDF; the same drawing gives the same bytes. */
export type DrawPdf = (drawing: Drawing) => Promise<Uint8Array>
