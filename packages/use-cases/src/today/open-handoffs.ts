import { type Handoff, receiverOf } from '@holdspace/clinic/notes/handoff'
import { careTeamOf } from '@holdspace/db/care-team-store'
import type { Tx } from '@holdspace/db/database'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import type { PatientId, PracticeId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'

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

/** Those of one person, oldest first, so that what waits longest is read first. */
export async function openHandoffs(
  tx: Tx,
  practiceId: PracticeId,
  { patientId, waiting, today }: { patientId: PatientId; waiting: readonly Handoff[]; today: CalendarDate },
): Promise<readonly OpenHandoff[]> {
  const theirs = waiting.filter((one) => one.patientId === patientId).toReversed()
  if (theirs.length === 0) return []
  const team = await careTeamOf(tx, practiceId, patientId)
  return theirs.map(({ handoffId, moment, toward, authorName, writtenAt }) => {
    const owner = receiverOf(toward, team, today)?.memberName ?? `a ${toward}`
    return { handoffId, patientId, moment, owner, authorName, writtenAt }
  })
}
