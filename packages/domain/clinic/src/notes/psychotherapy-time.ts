import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { MembershipId } from '@holdspace/kit/ids'
import { type Instant, minutesBetween } from '@holdspace/kit/instant'
import type { NoteId } from './shared-note.ts'

/** One stretch of psychotherapy outside a medicine session: what billing reads, and nothing of what was said (RULINGS 11). */
export interface PsychotherapyStretch {
  readonly noteId: NoteId
  readonly startedId: string
  readonly startedAt: Instant
  readonly stoppedAt: Instant | null
  readonly membershipId: MembershipId
  readonly byName: string
}

export interface PsychotherapyMark {
  readonly id: string
  readonly noteId: NoteId
  readonly kind: 'started' | 'stopped' | 'withdrawn'
  readonly at: Instant
  readonly ofId: string | null
  readonly membershipId: MembershipId
  readonly byName: string
}

/** Longer than this is a forgotten stop, not a conversation. */
export const longestStretchMinutes = 8 * 60

/** Starts with their stops, in order of time, without what was taken back. A stop belongs to the start before it. */
export function stretchesOf(marks: readonly PsychotherapyMark[]): readonly PsychotherapyStretch[] {
  const takenBack = new Set(marks.flatMap((mark) => (mark.ofId === null ? [] : [mark.ofId])))
  const valid = marks
    .filter((mark) => mark.kind !== 'withdrawn' && !takenBack.has(mark.id))
    .toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
  return valid.flatMap((mark, at): PsychotherapyStretch[] => {
    if (mark.kind !== 'started') return []
    const next = valid.slice(at + 1).find((later) => later.noteId === mark.noteId)
    const { id: startedId, noteId, at: startedAt, membershipId, byName } = mark
    return [
      { noteId, startedId, startedAt, stoppedAt: next?.kind === 'stopped' ? next.at : null, membershipId, byName },
    ]
  })
}

/** Whole minutes of a stretch; null while it runs. */
export function minutesOf(stretch: Pick<PsychotherapyStretch, 'startedAt' | 'stoppedAt'>): number | null {
  return stretch.stoppedAt === null ? null : Math.floor(minutesBetween(stretch.startedAt, stretch.stoppedAt))
}

/** May psychotherapy be marked as started or stopped at this moment? Never ahead of time, never twice at once. */
export function decideMark(question: {
  readonly kind: 'started' | 'stopped'
  readonly at: Instant
  readonly now: Instant
  /** Of this note. */
  readonly marks: readonly PsychotherapyMark[]
}): Decision<true> {
  const { kind, at, now, marks } = question
  if (at > now) return refuse(reasons.ahead)
  const stretches = stretchesOf(marks)
  const open = stretches.find((stretch) => stretch.stoppedAt === null)
  if (kind === 'started') {
    if (open !== undefined) return refuse(reasons.running)
    const isInside = stretches.some(
      ({ startedAt, stoppedAt }) => startedAt <= at && stoppedAt !== null && at < stoppedAt,
    )
    return isInside ? refuse(reasons.overlaps) : accept(true)
  }
  if (open === undefined) return refuse(reasons.notRunning)
  if (at <= open.startedAt) return refuse(reasons.stopsBeforeStart)
  return minutesBetween(open.startedAt, at) > longestStretchMinutes ? refuse(reasons.tooLong) : accept(true)
}

const reasons = {
  ahead: {
    family: 'invalid',
    code: 'psychotherapy-ahead-of-time',
    sentence: 'This time lies ahead. Mark it when it happens.',
    field: 'at',
  },
  running: {
    family: 'conflict',
    code: 'psychotherapy-running',
    sentence: 'Psychotherapy is marked as begun already. Mark its end first.',
  },
  overlaps: {
    family: 'unprocessable',
    code: 'psychotherapy-overlaps',
    sentence: 'This start lies within a stretch that is recorded already.',
    field: 'at',
  },
  notRunning: {
    family: 'unprocessable',
    code: 'psychotherapy-not-running',
    sentence: 'No psychotherapy is marked as begun. Mark the beginning first.',
  },
  stopsBeforeStart: {
    family: 'invalid',
    code: 'psychotherapy-stops-before-start',
    sentence: 'The end lies before the beginning. Check both times.',
    field: 'at',
  },
  tooLong: {
    family: 'unprocessable',
    code: 'psychotherapy-too-long',
    sentence: 'More than eight hours lie between beginning and end. Check both times.',
    field: 'at',
  },
} as const
