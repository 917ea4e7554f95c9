import type { SystemActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { inPractice } from '@holdspace/db/database'
import { readEntryPage } from '@holdspace/db/entry-page'
import type { EntryPlace } from '@holdspace/db/entry-rows'
import { type KeptHeads, nextHeads } from '@holdspace/db/ledger-sweep-store'
import { findPractice } from '@holdspace/db/practice-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { SessionId } from '@holdspace/kit/ids'
import type { House } from '../house.ts'
import { ledgerOrigin } from '../session/session-names.ts'
import type { ChainCheckElsewhere, CheckedChains, ExpectedChain } from './check-chains.ts'

type VerifyHouse = Pick<House, 'db' | 'clock' | 'checkChains'>

export interface VerifiedLedger extends CheckedChains {
  readonly sessions: number
  /** Signatures whose head was found again in its session. */
  readonly signedHeads: number
}

const sessionsAtOnce = 500
/** A few megabytes: one page is read while the one before is checked, and one waits. */
const entriesAtOnce = 4_000

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
  const check = house.checkChains(ledgerOrigin(actor.practiceId))
  try {
    return accept(await walkSessions(house, actor, check))
  } finally {
    await check.close()
  }
}

async function walkSessions(
  house: Pick<House, 'db'>,
  { practiceId }: SystemActor,
  check: ChainCheckElsewhere,
): Promise<VerifiedLedger> {
  let [sessions, signedHeads] = [0, 0]
  let last: SessionId | null = null
  let memory: ArrayBuffer | undefined
  for (;;) {
    const heads: readonly KeptHeads[] = await inPractice(house.db, practiceId, (tx) =>
      nextHeads(tx, practiceId, last, sessionsAtOnce),
    )
    const upTo = heads.at(-1)?.sessionId
    if (upTo === undefined) return { ...(await check.done()), sessions, signedHeads }
    let expected = heads.map(expectedOf)
    // All entries of the sessions before are read: this page's begin behind the last of them, whatever its number.
    let after: EntryPlace | null = last === null ? null : { sessionId: last, seq: highestSeq }
    for (let isMore = true; isMore; ) {
      const page = await readEntryPage(house.db, practiceId, { after, upTo }, entriesAtOnce, memory)
      memory = await check.take({ expected, rows: page.rows })
      expected = []
      after = page.last
      isMore = page.count === entriesAtOnce
    }
    sessions += heads.length
    signedHeads += heads.reduce((sum, { signed }) => sum + signed.length, 0)
    last = upTo
  }
}

/** The highest number PostgreSQL's integer has. */
const highestSeq = 2_147_483_647

function expectedOf({ sessionId, head, signed }: KeptHeads): ExpectedChain {
  return { sessionId, heads: [...(head === null ? [] : [head]), ...signed] }
}
