import type { StaffActor } from '@holdspace/clinic/access/actor'
import { audiences, audienceWords } from '@holdspace/clinic/notes/audiences'
import { decideWrite, type MessageId, messageId } from '@holdspace/clinic/notes/message'
import { membersOf } from '@holdspace/db/account-store'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { addMessage, findMessage } from '@holdspace/db/message-store'
import { findPatient } from '@holdspace/db/patient-store'
import { openTask } from '@holdspace/db/task-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { membershipId, patientId, taskId } from '@holdspace/kit/ids'
import { plusMinutes } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { sentBeforeAsAnother } from '../sent-before.ts'
import { tasksChanged } from '../tasks/tasks-changed.ts'

export const writeMessageInput = z.strictObject({
  /** Made once per intention: sent twice, it is recorded once. */
  messageId,
  patientId,
  audience: z.enum(audiences),
  toMembership: membershipId.nullable(),
  words: z.string().trim().min(1).max(4_000),
})

/** A message to one person waits for an answer as a task of theirs, a day long. The clinic's to set. */
const answerWithinMinutes = 24 * 60

/** What: somebody writes about a patient, to the care team, to everybody at the clinic, or to one person. */
export async function writeMessage(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'announce'>,
  actor: StaffActor,
  input: z.output<typeof writeMessageInput>,
): Promise<Decision<{ readonly messageId: MessageId }>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
  const members = input.audience === 'person' ? await membersOf(house.db, practiceId) : []
  const addressee = members.find((member) => member.membershipId === input.toMembership) ?? null
  const written = await inPractice(house.db, practiceId, async (tx) => {
    if ((await findPatient(tx, practiceId, input.patientId)) === null) return refuse(noSuchPatient)
    const decided = decideWrite({ actor, today, patientId: input.patientId, audience: input.audience, addressee })
    if (!decided.ok) return decided
    const isAdded = await addMessage(tx, practiceId, {
      ...input,
      toMembership: addressee?.membershipId ?? null,
      toName: addressee?.displayName ?? audienceWords[input.audience],
      authorId: actor.membershipId,
      authorName: actor.displayName,
      writtenAt: now,
    })
    if (!isAdded) {
      const before = await findMessage(tx, practiceId, input.messageId)
      const isSame =
        before?.patientId === input.patientId &&
        before.audience === input.audience &&
        before.toMembership === (addressee?.membershipId ?? null) &&
        before.words === input.words &&
        before.authorId === actor.membershipId
      return isSame ? accept({ messageId: input.messageId }) : refuse(sentBeforeAsAnother)
    }
    if (addressee !== null) {
      await openTask(tx, {
        id: taskId.parse(house.newId()),
        practiceId,
        patientId: input.patientId,
        kind: 'answer-message',
        title: `Message from ${actor.displayName}`,
        ownerMembershipId: addressee.membershipId,
        dueAt: plusMinutes(now, answerWithinMinutes),
        evidence: { type: 'message', id: input.messageId },
        openedAt: now,
        openedBy: { membershipId: actor.membershipId, name: actor.displayName },
      })
    }
    const details = { messageId: input.messageId, audience: input.audience }
    const touched = { act: 'message.write', at: now, patientId: input.patientId, details }
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({ messageId: input.messageId })
  })
  if (written.ok && addressee !== null) house.announce(tasksChanged(practiceId))
  return written
}
