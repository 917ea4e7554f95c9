import type { SystemActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { inPractice } from '@holdspace/db/database'
import { nextSessions, signedHeads } from '@holdspace/db/ledger-sweep-store'
import { findPractice } from '@holdspace/db/practice-store'
import { loadEntriesAfter, sessionHead } from '@holdspace/db/session-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { PracticeId, SessionId } from '@holdspace/kit/ids'
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

const sessionsAtOnce = 100

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
    const page: readonly SessionId[] = await inPractice(house.db, actor.practiceId, (tx) =>
      nextSessions(tx, actor.practiceId, last, sessionsAtOnce),
    )
    for (const sessionId of page) found = add(found, sessionId, await verifySession(house, actor.practiceId, sessionId))
    last = page.at(-1) ?? last
    if (page.length < sessionsAtOnce) return accept(found)
  }
}

interface VerifiedSession {
  readonly entries: number
  readonly heads: number
  readonly error: ChainError | undefined
}

async function verifySession(
  house: VerifyHouse,
  practiceId: PracticeId,
  sessionId: SessionId,
): Promise<VerifiedSession> {
  const { row, entries, signed } = await inPractice(house.db, practiceId, async (tx) => ({
    row: await sessionHead(tx, practiceId, sessionId),
    entries: await loadEntriesAfter(tx, practiceId, sessionId, 0),
    signed: await signedHeads(tx, practiceId, sessionId),
  }))
  const stored = entries.map(({ leafHash, headerBytes, bodyBytes, salt }) => ({
    leafHash,
    headerBytes,
    ...(bodyBytes === null ? {} : { bodyBytes }),
    ...(salt === null ? {} : { salt }),
  }))
  const heads = [...(row?.head == null ? [] : [row.head]), ...signed]
  const { error } = verifySessionChain(stored, house.hashing.sha256, { sessionId, heads })
  return { entries: entries.length, heads: signed.length, error }
}

function add(found: VerifiedLedger, sessionId: SessionId, one: VerifiedSession): VerifiedLedger {
  return {
    sessions: found.sessions + 1,
    entries: found.entries + one.entries,
    signedHeads: found.signedHeads + one.heads,
    broken: one.error === undefined ? found.broken : [...found.broken, { sessionId, error: one.error }],
  }
}
