import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { type Audience, audiences } from '@holdspace/clinic/notes/audiences'
import { canBeAddressed, type Message, messageId, readsMessage } from '@holdspace/clinic/notes/message'
import { membersOf } from '@holdspace/db/account-store'
import { recordAccess } from '@holdspace/db/audit-store'
import { careTeamOf } from '@holdspace/db/care-team-store'
import { inPractice } from '@holdspace/db/database'
import { markRead, messagesOf } from '@holdspace/db/message-store'
import { findPatient } from '@holdspace/db/patient-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type MembershipId, patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'

export const readMessagesInput = z.strictObject({ patientId })

export interface MessageView extends Message {
  /** Written by this reader. */
  readonly isOwn: boolean
  /** Not read by this reader before. */
  readonly isNew: boolean
}

export interface MessagesView {
  readonly zone: string
  /** Oldest first, as a conversation is read; only what this reader may know of. */
  readonly messages: readonly MessageView[]
  readonly audiences: readonly Audience[]
  /** Who may be written to by name; for a guest, the members of the care team alone. */
  readonly people: readonly { readonly membershipId: MembershipId; readonly name: string }[]
}

const newest = 200

/** What: somebody reads what was written about this person for them to read. */
export async function readMessages(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof readMessagesInput>,
): Promise<Decision<MessagesView>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId, membershipId: me } = actor
  const permitted = permit(actor, 'message.read', { today, patientId: input.patientId })
  if (!permitted.ok) return permitted
  const members = await membersOf(house.db, practiceId)
  const isGuest = actor.role === 'outside-therapist'
  return inPractice(house.db, practiceId, async (tx) => {
    if ((await findPatient(tx, practiceId, input.patientId)) === null) return refuse(noSuchPatient)
    const team = (await careTeamOf(tx, practiceId, input.patientId)).map((period) => period.membershipId)
    const messages = (await messagesOf(tx, practiceId, input.patientId, newest)).filter((one) =>
      readsMessage(actor, one),
    )
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'message.read', at: now, ...input }))
    return accept({
      zone: refs.zone,
      messages: messages.toReversed().map((one) => ({
        ...one,
        isOwn: one.authorId === me,
        isNew: one.authorId !== me && !one.readBy.some((mark) => mark.membershipId === me),
      })),
      audiences: audiences.filter((audience) => audience !== 'clinic' || !isGuest),
      people: members
        .filter((member) => member.membershipId !== me && canBeAddressed(member, input.patientId))
        .filter((member) => !isGuest || team.includes(member.membershipId))
        .map((member) => ({ membershipId: member.membershipId, name: member.displayName })),
    })
  })
}

export const markMessagesReadInput = z.strictObject({ patientId, messageIds: z.array(messageId).min(1).max(newest) })

/** What: somebody has these messages before their eyes. Only those they may know of are marked. */
export async function markMessagesRead(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof markMessagesReadInput>,
): Promise<Decision<{ readonly marked: number }>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId, membershipId, displayName } = actor
  const permitted = permit(actor, 'message.read', { today, patientId: input.patientId })
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    if ((await findPatient(tx, practiceId, input.patientId)) === null) return refuse(noSuchPatient)
    const asked = new Set(input.messageIds)
    const ids = (await messagesOf(tx, practiceId, input.patientId, newest))
      .filter((one) => asked.has(one.messageId) && one.authorId !== membershipId && readsMessage(actor, one))
      .map((one) => one.messageId)
    await markRead(tx, practiceId, ids, { membershipId, name: displayName, at: now })
    const details = { marked: ids.length }
    const touched = { act: 'message.read', at: now, patientId: input.patientId, details }
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({ marked: ids.length })
  })
}
