import type { StaffActor } from '@holdspace/clinic/access/actor'
import { inPractice } from '@holdspace/db/database'
import { addPaper, newestPaper } from '@holdspace/db/paper-store'
import type { Instant } from '@holdspace/kit/instant'
import type { House } from '../house.ts'
import { type Appended, appendEntries, sealAll, storedAll } from './append-entries.ts'
import type { Appending } from './appending.ts'
import { drawEditions } from './draw-editions.ts'
import type { SessionLedger } from './ledger.ts'

export type AddendumHouse = Pick<
  House,
  'db' | 'newId' | 'hashing' | 'randomBytes' | 'announce' | 'publicUrl' | 'drawPdf'
>

/** Adds to a signed record: the signed bytes stay as they were, and the papers are drawn anew with the addendum behind them. */
export async function appendAddendum(
  house: AddendumHouse,
  actor: StaffActor,
  ledger: SessionLedger,
  entry: Appending & { kind: 'addendum-filed' },
  now: Instant,
): Promise<Appended> {
  const place = { practiceId: actor.practiceId, sessionId: ledger.sessionId }
  const before = await inPractice(house.db, actor.practiceId, (tx) =>
    newestPaper(tx, actor.practiceId, ledger.sessionId, 'care-team'),
  )
  if (before === null) throw new Error(`Session ${ledger.sessionId} is signed, but its paper is not there.`)
  const sealed = sealAll(house, actor, ledger, [entry], now)
  const drawn = await drawEditions(house, actor, ledger, storedAll(sealed), before.blocks, now)
  return appendEntries(house, actor, ledger, [entry], {
    now,
    sealed,
    afterSeal: true,
    paper: drawn.forPartners,
    alongside: async (tx) => {
      // Its place in the log may have been drawn meanwhile; what was signed is the same in every revision.
      const newest = await newestPaper(tx, actor.practiceId, ledger.sessionId, 'care-team')
      const revision = (newest ?? before).revision + 1
      for (const { paper, pdf } of drawn.papers) await addPaper(tx, place, { ...paper, revision }, pdf)
    },
  })
}
