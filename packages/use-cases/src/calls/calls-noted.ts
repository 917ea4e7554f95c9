import type { Tx } from '@holdspace/db/database'
import { callAnswered, callEscalated, callsOver, keepCall } from '@holdspace/db/help-call-store'
import { recordTaskStep, taskOfEvidence } from '@holdspace/db/task-store'
import type { EntryId, PatientId, PracticeId, SessionId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { SessionState } from '@holdspace/record/state'
import type { House } from '../house.ts'
import type { Appending } from '../session/appending.ts'
import { authorOf, type EntryAuthor } from '../session/entry-author.ts'
import { tasksChanged } from '../tasks/tasks-changed.ts'
import { callsChanged } from './calls-changed.ts'

interface Room {
  readonly sessionId: SessionId
  readonly patientId: PatientId
  readonly state: Pick<SessionState, 'opened'>
}

export interface CallsNoted {
  /** In the transaction that records the entries. */
  readonly keep: (tx: Tx) => Promise<void>
  /** After it. */
  readonly announce: () => void
}

/**
 * What entries say of calls for help, written where every screen of the practice looks, in the transaction of the entries.
 * Null when they say nothing of calls, so that charting pays nothing for it.
 */
export function callsNoted(
  house: Pick<House, 'newId' | 'announce'>,
  author: EntryAuthor,
  room: Room,
  entries: readonly Appending[],
  now: Instant,
): CallsNoted | null {
  const { practiceId } = author
  const about = entries.filter((entry) => aboutCalls.has(entry.kind))
  if (about.length === 0) return null
  return {
    keep: async (tx) => {
      for (const entry of about) await keep(tx, { house, author, room, now }, entry)
    },
    announce: () => {
      house.announce(callsChanged(practiceId))
      house.announce(tasksChanged(practiceId))
    },
  }
}

const aboutCalls: ReadonlySet<Appending['kind']> = new Set([
  'help-called',
  'help-answered',
  'help-escalated',
  'session-ended',
])

interface Noting {
  readonly house: Pick<House, 'newId'>
  readonly author: EntryAuthor
  readonly room: Room
  readonly now: Instant
}

async function keep(tx: Tx, noting: Noting, entry: Appending): Promise<void> {
  const { author, room, now } = noting
  const { practiceId } = author
  const { membershipId, name } = authorOf(author)
  if (entry.kind === 'help-called') {
    const call = {
      callId: entry.id,
      sessionId: room.sessionId,
      patientId: room.patientId,
      room: room.state.opened?.room ?? '',
      emergency: entry.body.emergency === true,
      calledBy: { membershipId, name },
    }
    await keepCall(tx, practiceId, { ...call, calledAt: entry.occurredAt, heardAt: now })
  } else if (entry.kind === 'help-answered') {
    const { callEntryId, calledOff } = entry.body
    await callAnswered(tx, practiceId, callEntryId, { name, at: now })
    const words = calledOff === true ? `Called off by ${name}.` : `${name} answered.`
    await closeTaskOf(tx, practiceId, callEntryId, { id: noting.house.newId(), words, now })
  } else if (entry.kind === 'help-escalated') {
    await callEscalated(tx, practiceId, entry.body.callEntryId, now)
  } else if (entry.kind === 'session-ended') {
    await callsOver(tx, practiceId, room.sessionId, now)
  }
}

/** What a call opened a task about: its id is the evidence. */
export function callEvidence(id: EntryId) {
  return { type: 'help-call', id } as const
}

async function closeTaskOf(
  tx: Tx,
  practiceId: PracticeId,
  call: EntryId,
  { id, words, now }: { readonly id: string; readonly words: string; readonly now: Instant },
): Promise<void> {
  const task = await taskOfEvidence(tx, practiceId, 'help-unanswered', callEvidence(call))
  if (task === null || task.doneAt !== null) return
  await recordTaskStep(tx, practiceId, { id, taskId: task.taskId, at: now, kind: 'done', by: null, words }, {})
}
