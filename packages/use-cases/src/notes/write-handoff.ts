import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { type Handoff, type HandoffId, handoffId, handoffWords, receiverOf } from '@holdspace/clinic/notes/handoff'
import { handoffMoments, handoffSides } from '@holdspace/clinic/notes/handoff-words'
import { recordAccess } from '@holdspace/db/audit-store'
import { careTeamOf } from '@holdspace/db/care-team-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { addHandoff, findHandoff } from '@holdspace/db/handoff-store'
import { findPatient } from '@holdspace/db/patient-store'
import { sessionHead } from '@holdspace/db/session-store'
import { openTask } from '@holdspace/db/task-store'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId, sessionId, taskId } from '@holdspace/kit/ids'
import { plusMinutes } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { sentBeforeAsAnother } from '../sent-before.ts'
import { sessionNotFound } from '../session/session-refusals.ts'
import { tasksChanged } from '../tasks/tasks-changed.ts'

export const writeHandoffInput = z.strictObject({
  /** Made once per intention: sent twice, it is recorded once. */
  handoffId,
  patientId,
  sessionId: sessionId.nullable(),
  moment: z.enum(handoffMoments),
  toward: z.enum(handoffSides),
  words: handoffWords,
})

/** Minutes until somebody has to have read it: before a session the same day's work waits for it. The clinic's to set. */
const dueInMinutes = { before: 4 * 60, after: 24 * 60 } as const

/**
 * What: one side of the care team hands over to the other before or after a session. Until somebody of that side
 * acknowledges it by name, a task stands open and the session room says so.
 */
export async function writeHandoff(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'announce'>,
  actor: StaffActor,
  input: z.output<typeof writeHandoffInput>,
): Promise<Decision<{ readonly handoffId: HandoffId }>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
  const permitted = permit(actor, 'handoff.write', { today, patientId: input.patientId })
  if (!permitted.ok) return permitted
  const written = await inPractice(house.db, practiceId, async (tx) => {
    if ((await findPatient(tx, practiceId, input.patientId)) === null) return refuse(noSuchPatient)
    const session = input.sessionId === null ? null : await sessionHead(tx, practiceId, input.sessionId)
    if (input.sessionId !== null && session?.patientId !== input.patientId) return refuse(sessionNotFound)
    const handoff = { ...input, authorId: actor.membershipId, authorName: actor.displayName, writtenAt: now }
    if (!(await addHandoff(tx, practiceId, handoff))) {
      const before = await findHandoff(tx, practiceId, input.handoffId)
      return isSent(before, handoff) ? accept({ handoffId: input.handoffId }) : refuse(sentBeforeAsAnother)
    }
    await openReadingTask(tx, house, actor, handoff, today)
    const details = { handoffId: input.handoffId, moment: input.moment, toward: input.toward }
    const touched = { act: 'handoff.write', at: now, patientId: input.patientId, details }
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({ handoffId: input.handoffId })
  })
  if (written.ok) house.announce(tasksChanged(practiceId))
  return written
}

function isSent(before: Handoff | null, asked: Omit<Handoff, 'acknowledged'>): boolean {
  const said = ['patientId', 'sessionId', 'moment', 'toward', 'authorId'] as const
  const parts = ['changed', 'proposal', 'setting', 'redFlags'] as const
  return (
    before !== null &&
    said.every((name) => before[name] === asked[name]) &&
    parts.every((part) => before.words[part] === asked.words[part])
  )
}

/** Whoever of the other side is on the team owns it; where nobody is, everybody of that role. */
async function openReadingTask(
  tx: Tx,
  house: Pick<House, 'newId'>,
  actor: StaffActor,
  handoff: Omit<Handoff, 'acknowledged'>,
  today: CalendarDate,
): Promise<void> {
  const periods = await careTeamOf(tx, actor.practiceId, handoff.patientId)
  const receiver = receiverOf(handoff.toward, periods, today)
  await openTask(tx, {
    id: taskId.parse(house.newId()),
    practiceId: actor.practiceId,
    patientId: handoff.patientId,
    kind: 'read-handoff',
    title: handoff.moment === 'before' ? 'Handoff before a session' : 'Handoff after a session',
    ...(receiver === null ? { ownerRole: handoff.toward } : { ownerMembershipId: receiver.membershipId }),
    dueAt: plusMinutes(handoff.writtenAt, dueInMinutes[handoff.moment]),
    evidence: { type: 'handoff', id: handoff.handoffId },
    openedAt: handoff.writtenAt,
    openedBy: { membershipId: actor.membershipId, name: actor.displayName },
  })
}
