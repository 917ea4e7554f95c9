import type { StaffActor } from '@holdspace/clinic/access/actor'
import { sessionId } from '@holdspace/kit/ids'
import type { StoredEntry } from '@holdspace/record/entry'
import { z } from 'zod'
import type { House } from '../house.ts'
import { readEntriesAfter } from './read-session.ts'
import { sessionTopic } from './session-names.ts'

/** What: a device keeps following a session it has open, from the last sequence it knows. */
export const followSessionInput = z.strictObject({
  sessionId,
  /** Sent again by the browser after a broken connection: the last sequence it was given. */
  lastEventId: z
    .string()
    .regex(/^\d{1,9}$/)
    .nullish(),
  afterSeq: z.int().min(0),
})

export interface SessionNews {
  readonly entries: readonly StoredEntry[]
  readonly status: 'open' | 'ended' | 'sealed'
}

/** An announcement can be missed while a connection is being made again, so the ledger is also asked by itself. */
const askAgainMs = 4_000

/**
 * Gives what is new, as it comes, until stopped. Announcements only wake it: what is given is always read from the
 * ledger after the last sequence, so nothing is lost or doubled, and permission is asked again each time (S11).
 */
export async function* followSession(
  house: Pick<House, 'db' | 'clock' | 'hashing' | 'listen'>,
  actor: StaffActor,
  input: z.output<typeof followSessionInput>,
  stop: AbortSignal,
): AsyncGenerator<SessionNews, void, void> {
  let known = Math.max(input.afterSeq, Number(input.lastEventId ?? 0))
  let status: SessionNews['status'] | null = null
  const bell = doorbell()
  const stopListening = house.listen(sessionTopic(input.sessionId), bell.ring)
  stop.addEventListener('abort', bell.ring)
  try {
    while (!stop.aborted) {
      const news = await readEntriesAfter(house, actor, { sessionId: input.sessionId, afterSeq: known })
      if (!news.ok) return
      const { entries } = news.value
      known = entries.at(-1)?.seq ?? known
      if (entries.length > 0 || status !== news.value.status) yield news.value
      status = news.value.status
      await bell.wait(askAgainMs)
    }
  } finally {
    stopListening()
    stop.removeEventListener('abort', bell.ring)
  }
}

/** Waits until somebody rings or the time is over; a ring that came before the wait counts. */
function doorbell() {
  let rung = false
  let open: (() => void) | null = null
  const ring = () => {
    rung = true
    open?.()
  }
  const wait = async (ms: number) => {
    if (!rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        open = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    rung = false
    open = null
  }
  return { ring, wait }
}
