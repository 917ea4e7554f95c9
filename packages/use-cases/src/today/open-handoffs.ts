import { type Handoff, receiverOf } from '@holdspace/clinic/notes/handoff'
import { careTeamOf } from '@holdspace/db/care-team-store'
import type { Tx } from '@holdspace/db/database'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import type { PatientId, PracticeId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { unacknowledgedHandoffs } from '../notes/read-handoffs.ts'

/** A handoff that nobody of the other side has acknowledged, and who is to: an open point of the day. */
export interface OpenHandoff {
  readonly handoffId: string
  readonly patientId: PatientId
  readonly moment: Handoff['moment']
  /** The member it is for, or the side where nobody of it is on the team. */
  readonly owner: string
  readonly authorName: string
  readonly writtenAt: Instant
}

/** Of these people, oldest first, so that what waits longest is read first. */
export async function openHandoffs(
  tx: Tx,
  practiceId: PracticeId,
  ids: readonly PatientId[],
  today: CalendarDate,
): Promise<readonly OpenHandoff[]> {
  const waiting = await unacknowledgedHandoffs(tx, practiceId, ids)
  const open: OpenHandoff[] = []
  for (const { handoffId, patientId, moment, toward, authorName, writtenAt } of waiting.toReversed()) {
    const receiver = receiverOf(toward, await careTeamOf(tx, practiceId, patientId), today)
    const owner = receiver?.memberName ?? `a ${toward}`
    open.push({ handoffId, patientId, moment, owner, authorName, writtenAt })
  }
  return open
}
