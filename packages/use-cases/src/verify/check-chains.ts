import type { EntryPage } from '@holdspace/db/entry-page'
import { eachEntry } from '@holdspace/db/entry-rows'
import type { SessionId } from '@holdspace/kit/ids'
import type { Hasher } from '@holdspace/proof/hashing'
import type { ChainHead } from '@holdspace/proof/session-chain'
import { type ChainError, type ChainWalk, walkChain } from '@holdspace/proof/verify-chain'

/** A session whose entries come next, and every head that is known of it. */
export interface ExpectedChain {
  readonly sessionId: SessionId
  readonly heads: readonly ChainHead[]
}

/** Sessions in the order of their ids, each named before or with its first entry; entries in the order of session and number. */
export interface ChainPage {
  readonly expected: readonly ExpectedChain[]
  readonly rows: EntryPage['rows']
}

export interface CheckedChains {
  readonly entries: number
  /** Sessions in which something does not hold, each with the first place where it does not. */
  readonly broken: readonly { readonly sessionId: SessionId; readonly error: ChainError }[]
}

/** Recomputes the entries of a practice page by page; a chain may go on from one page to the next. */
export interface ChainChecker {
  readonly take: (page: ChainPage) => void
  readonly done: () => CheckedChains
}

/**
 * The same, wherever it is done: `take` answers when the next page is wanted, with the memory of a page that is done. New
 * memory for every page would be swept up only when a good many of them lie about.
 */
export interface ChainCheckElsewhere {
  readonly take: (page: ChainPage) => Promise<ArrayBuffer | undefined>
  readonly done: () => Promise<CheckedChains>
  /** Lets go of what was taken up for it, whether or not it was done. */
  readonly close: () => Promise<void>
}

/** `ledger`: the practice's own, which every header must name. */
export function chainChecker(ledger: string, hash: Hasher): ChainChecker {
  const expected: ExpectedChain[] = []
  const broken: { sessionId: SessionId; error: ChainError }[] = []
  let entries = 0
  let current: { readonly sessionId: SessionId; readonly walk: ChainWalk } | undefined
  const end = () => {
    const error = current?.walk.report().error
    if (current !== undefined && error !== undefined) broken.push({ sessionId: current.sessionId, error })
    current = undefined
  }
  const begin = (sessionId: SessionId, heads: readonly ChainHead[]) => {
    end()
    current = { sessionId, walk: walkChain(hash, { sessionId, ledger, heads }) }
  }
  /** Sessions before this one have no entries: one that has a head all the same was emptied. */
  const reach = (sessionId: SessionId | null) => {
    for (let [next] = expected; next !== undefined; [next] = expected) {
      if (sessionId !== null && next.sessionId > sessionId) break
      expected.shift()
      begin(next.sessionId, next.heads)
    }
    // A session that was opened since the heads were read: whole or not, its chain can be followed.
    if (sessionId !== null && current?.sessionId !== sessionId) begin(sessionId, [])
  }
  return {
    take: (page) => {
      expected.push(...page.expected)
      eachEntry(page.rows, (sessionId, entry) => {
        if (current?.sessionId !== sessionId) reach(sessionId)
        current?.walk.next(entry)
        entries += 1
      })
    },
    done: () => {
      reach(null)
      end()
      return { entries, broken }
    },
  }
}

/** In this thread, for whoever has nobody waiting in it. */
export function checkChainsHere(hash: Hasher): (ledger: string) => ChainCheckElsewhere {
  return (ledger) => {
    const checker = chainChecker(ledger, hash)
    return {
      take: async (page) => {
        checker.take(page)
        return page.rows.buffer
      },
      done: async () => checker.done(),
      close: async () => undefined,
    }
  }
}
