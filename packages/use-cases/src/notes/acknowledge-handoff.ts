import type { StaffActor } from '@holdspace/clinic/access/actor'
import { decideAcknowledge, handoffId } from '@holdspace/clinic/notes/handoff'
import { recordAccess } from '@holdspace/db/audit-store'
import { careTeamOf } from '@holdspace/db/care-team-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { acknowledgeHandoffRow, findHandoff } from '@holdspace/db/handoff-store'
import { lockTask, recordTaskStep, taskOfEvidence } from '@holdspace/db/task-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { tasksChanged } from '../tasks/tasks-changed.ts'

export const acknowledgeHandoffInput = z.strictObject({ handoffId, answer: z.string().trim().max(500) })

/** What: somebody of the other side says by name that they have read a handoff; the task it opened is done with it. */
export async function acknowledgeHandoff(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'announce'>,
  actor: StaffActor,
  input: z.output<typeof acknowledgeHandoffInput>,
): Promise<Decision<{ readonly acknowledged: true }>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
  const done = await inPractice(house.db, practiceId, async (tx) => {
    const handoff = await findHandoff(tx, practiceId, input.handoffId)
    if (handoff === null) return refuse(noSuchHandoff)
    const { patientId } = handoff
    const periods = await careTeamOf(tx, practiceId, patientId)
    const decided = decideAcknowledge({ actor, today, handoff, periods })
    if (!decided.ok) return decided
    const { membershipId, displayName } = actor
    await acknowledgeHandoffRow(tx, practiceId, { ...input, byMembership: membershipId, byName: displayName, at: now })
    await closeReadingTask(tx, house, actor, input.handoffId, now)
    const touched = { act: 'handoff.acknowledge', at: now, patientId, details: { handoffId: input.handoffId } }
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({ acknowledged: true as const })
  })
  if (done.ok) house.announce(tasksChanged(practiceId))
  return done
}

async function closeReadingTask(
  tx: Tx,
  house: Pick<House, 'newId'>,
  actor: StaffActor,
  id: string,
  at: Instant,
): Promise<void> {
  const opened = await taskOfEvidence(tx, actor.practiceId, 'read-handoff', { type: 'handoff', id })
  if (opened === null || opened.status === 'done') return
  await lockTask(tx, actor.practiceId, opened.taskId)
  const by = { membershipId: actor.membershipId, name: actor.displayName }
  const step = { id: house.newId(), taskId: opened.taskId, at, kind: 'done' as const, by, words: 'Acknowledged' }
  await recordTaskStep(tx, actor.practiceId, step, {})
}

const noSuchHandoff = {
  family: 'not-found',
  code: 'handoff-not-found',
  sentence: 'There is no such handoff in this practice.',
} as const
