import type { StaffActor } from '@holdspace/clinic/access/actor'
import type { LoginStanding } from '@holdspace/clinic/access/login-limits'
import type { ShownCall } from '@holdspace/clinic/calls/help-call'
import { type SessionId, sessionId } from '@holdspace/kit/ids'
import type { StoredEntry } from '@holdspace/record/entry'
import { z } from 'zod'
import { callsChanged } from '../calls/calls-changed.ts'
import { readCalls } from '../calls/read-calls.ts'
import type { House } from '../house.ts'
import { readEntriesAfter } from '../session/read-session.ts'
import { sessionTopic } from '../session/session-names.ts'
import { standingOfLogin } from '../sign-in/find-login.ts'
import { loginsChangedTopic } from '../sign-in/sign-out.ts'
import { Doorbell } from './doorbell.ts'

/** More rooms than one browser has open at once. */
const mostSessions = 24

/**
 * What: a browser listens for everything at once, over one connection for all its tabs (RULINGS 18): the sessions they
 * show, each from the last sequence it knows, calls for help, and how the login stands.
 */
export const followLiveInput = z.strictObject({
  sessions: z.array(z.strictObject({ sessionId, afterSeq: z.int().min(0) })).max(mostSessions),
  /** Sent again by the browser after a broken connection: how far it had been given each session. */
  lastEventId: z
    .string()
    .regex(/^(-|[0-9a-f-]{36}:\d{1,9}(,[0-9a-f-]{36}:\d{1,9})*)$/)
    .nullish(),
})

export type LiveNews =
  | {
      readonly about: 'session'
      readonly sessionId: SessionId
      readonly entries: readonly StoredEntry[]
      readonly status: 'open' | 'ended' | 'sealed'
    }
  | { readonly about: 'login'; readonly standing: LoginStanding['kind'] }
  /** All that wait now; none is an answer too. */
  | { readonly about: 'calls'; readonly calls: readonly ShownCall[] }

/** An announcement can be missed while a connection is being made again, so everything is also asked by itself. */
const askAgainMs = 4_000

type LiveHouse = Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'listen'>

interface Followed {
  afterSeq: number
  status: string | null
}

/**
 * Gives what is new, as it comes, until stopped. Announcements only wake it: what is given is always read from the ledger
 * after the last sequence, so nothing is lost or doubled, and permission is asked again each time (S11). While the login
 * is locked no session is read: a screen nobody sits at is sent nothing of anybody; after unlocking all of it comes.
 */
export async function* followLive(
  house: LiveHouse,
  actor: StaffActor,
  input: z.output<typeof followLiveInput>,
  stop: AbortSignal,
): AsyncGenerator<{ readonly id: string; readonly news: LiveNews }, void, void> {
  const followed = followedBy(input)
  const bell = new Doorbell()
  const callsTopic = callsChanged(actor.practiceId)
  const all = [loginsChangedTopic, callsTopic, ...[...followed.keys()].map(sessionTopic)]
  const stopListening = all.map((topic) => house.listen(topic, () => bell.ring(topic)))
  const over = () => bell.ring('over')
  stop.addEventListener('abort', over)
  let standing: LoginStanding['kind'] | null = null
  let shown: string | null = null
  for (const topic of all) bell.ring(topic)
  try {
    while (!stop.aborted) {
      const rung = bell.taken()
      const now = await standingOfLogin(house, actor.loginId)
      const isBack = standing === 'locked' && now === 'active'
      if (now !== standing) yield { id: idOf(followed), news: { about: 'login', standing: now } }
      if (now !== standing || rung.has(callsTopic)) {
        const calls = await readCalls(house, actor, { isLocked: now !== 'active' })
        if (JSON.stringify(calls) !== shown) yield { id: idOf(followed), news: { about: 'calls', calls } }
        shown = JSON.stringify(calls)
      }
      standing = now
      for (const [id, known] of followed) {
        if (now !== 'active' || !(isBack || rung.has(sessionTopic(id)))) continue
        const news = await newsOfSession(house, actor, id, known)
        if (news !== null) yield { id: idOf(followed), news }
      }
      if (!(await bell.wait(askAgainMs))) for (const topic of all) bell.ring(topic)
    }
  } finally {
    for (const stopOne of stopListening) stopOne()
    stop.removeEventListener('abort', over)
  }
}

/** Null when there is nothing new, or nothing this person may know. */
async function newsOfSession(
  house: LiveHouse,
  actor: StaffActor,
  id: SessionId,
  known: Followed,
): Promise<LiveNews | null> {
  const asked = { sessionId: id, afterSeq: known.afterSeq, isFirst: known.status === null }
  const read = await readEntriesAfter(house, actor, asked)
  if (!read.ok) return null
  const { entries, status } = read.value
  if (entries.length === 0 && status === known.status) return null
  known.afterSeq = entries.at(-1)?.seq ?? known.afterSeq
  known.status = status
  return { about: 'session', sessionId: id, entries, status }
}

function followedBy({ sessions, lastEventId }: z.output<typeof followLiveInput>): Map<SessionId, Followed> {
  const given = new Map((lastEventId ?? '').split(',').map((one) => one.split(':') as [string, string]))
  return new Map(
    sessions.map(({ sessionId: id, afterSeq }) => [
      id,
      { afterSeq: Math.max(afterSeq, Number(given.get(id) ?? 0)), status: null },
    ]),
  )
}

function idOf(followed: ReadonlyMap<SessionId, Followed>): string {
  // An empty id would leave the browser with the one before.
  return [...followed].map(([id, { afterSeq }]) => `${id}:${afterSeq}`).join(',') || '-'
}
