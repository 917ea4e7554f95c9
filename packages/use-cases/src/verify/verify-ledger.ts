import type { SystemActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { inPractice } from '@holdspace/db/database'
import { nextChains, type StoredChain } from '@holdspace/db/ledger-sweep-store'
import { findPractice } from '@holdspace/db/practice-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { SessionId } from '@holdspace/kit/ids'
import type { Hasher } from '@holdspace/proof/hashing'
import { type ChainError, verifySessionChain } from '@holdspace/proof/session-chain'
import type { House } from '../house.ts'

type VerifyHouse = Pick<House, 'db' | 'clock' | 'hashing'>

export interface VerifiedLedger {
  readonly sessions: number
  readonly entries: number
  /** Signatures whose head was found again in its session. */
  readonly signedHeads: number
  /** Sessions in which something does not hold, each with the first place where it does not. */
  readonly broken: readonly { readonly sessionId: SessionId; readonly error: ChainError }[]
}

/** So few that recomputing them never holds up whoever is charting in the same process for long. */
const sessionsAtOnce = 20

/**
 * What: the operator recomputes every entry of a practice from its bytes: leaf, body commitment, link to the entry
 * before, and the heads that signatures fixed. Finds an edited, dropped, swapped or unexplained entry (M16); a whole
 * session cut short after its last signature needs a head from outside the database, such as a printed record.
 */
export async function verifyLedger(house: VerifyHouse, actor: SystemActor): Promise<Decision<VerifiedLedger>> {
  const practice = await findPractice(house.db, actor.practiceId)
  if (practice === null) {
    return refuse({ family: 'not-found', code: 'practice-not-found', sentence: 'There is no such practice.' })
  }
  const may = permit(actor, 'session.read', { today: dateInZone(house.clock(), practice.zone) })
  if (!may.ok) return may
  let found: VerifiedLedger = { sessions: 0, entries: 0, signedHeads: 0, broken: [] }
  let last: SessionId | null = null
  for (;;) {
    const page: readonly StoredChain[] = await inPractice(house.db, actor.practiceId, (tx) =>
      nextChains(tx, actor.practiceId, last, sessionsAtOnce),
    )
    for (const chain of page) found = add(found, chain, house.hashing.sha256)
    last = page.at(-1)?.sessionId ?? last
    if (page.length < sessionsAtOnce) return accept(found)
  }
}

function add(found: VerifiedLedger, chain: StoredChain, hash: Hasher): VerifiedLedger {
  const { sessionId, head, signed, entries } = chain
  const stored = entries.map(({ leafHash, headerBytes, bodyBytes, salt }) => ({
    ...{ leafHash, headerBytes },
    ...(bodyBytes === null ? {} : { bodyBytes }),
    ...(salt === null ? {} : { salt }),
  }))
  const heads = [...(head === null ? [] : [head]), ...signed]
  const { error } = verifySessionChain(stored, hash, { sessionId, heads })
  return {
    sessions: found.sessions + 1,
    entries: found.entries + entries.length,
    signedHeads: found.signedHeads + signed.length,
    broken: error === undefined ? found.broken : [...found.broken, { sessionId, error }],
  }
}
