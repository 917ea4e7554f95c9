import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { MembershipId, PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { Role, StaffActor } from '../access/actor.ts'
import { mayReachPatient, permit } from '../access/permit.ts'
import type { Audience } from './audiences.ts'

export const messageId = z
  .uuid()
  .transform((text) => text.toLowerCase())
  .brand<'MessageId'>()
export type MessageId = z.output<typeof messageId>

export interface Message {
  readonly messageId: MessageId
  readonly patientId: PatientId
  readonly audience: Audience
  readonly toMembership: MembershipId | null
  readonly toName: string
  readonly words: string
  readonly authorId: MembershipId
  readonly authorName: string
  readonly writtenAt: Instant
  readonly readBy: readonly { readonly membershipId: MembershipId; readonly name: string; readonly at: Instant }[]
}

const careTeamRoles: readonly Role[] = ['prescriber', 'nurse', 'therapist', 'outside-therapist']

/**
 * Whether this member may know that the message is there. An outside therapist is of the care team, not of the clinic; the
 * front desk and billing are of the clinic, not of the care team. Whoever wrote it sees it.
 */
export function readsMessage(
  actor: Pick<StaffActor, 'membershipId' | 'role'>,
  message: Pick<Message, 'audience' | 'toMembership' | 'authorId'>,
): boolean {
  if (message.authorId === actor.membershipId) return true
  switch (message.audience) {
    case 'care-team':
      return careTeamRoles.includes(actor.role)
    case 'clinic':
      return actor.role !== 'outside-therapist'
    case 'person':
      return message.toMembership === actor.membershipId
  }
}

export interface Addressee {
  readonly membershipId: MembershipId
  readonly displayName: string
  readonly role: Role
  readonly active: boolean
  readonly guestPatients: readonly PatientId[] | null
}

const readerRoles: readonly Role[] = [...careTeamRoles, 'front-desk', 'biller']

/** Whether somebody can be written to about this patient at all. */
export function canBeAddressed(member: Addressee, patientId: PatientId): boolean {
  const reach = { role: member.role, guestPatients: member.guestPatients }
  return member.active && readerRoles.includes(member.role) && mayReachPatient(reach, patientId)
}

/** May this message be written? Guests write to the care team or to a person: who else works here is not theirs to know. */
export function decideWrite(question: {
  readonly actor: StaffActor
  readonly today: CalendarDate
  readonly patientId: PatientId
  readonly audience: Audience
  /** Null where it is for nobody in particular, or where the person asked for is not of this practice. */
  readonly addressee: Addressee | null
}): Decision<true> {
  const { actor, today, patientId, audience, addressee } = question
  const permitted = permit(actor, 'message.write', { today, patientId })
  if (!permitted.ok) return permitted
  if (audience === 'clinic' && actor.role === 'outside-therapist') return refuse(guestToClinic)
  if (audience !== 'person') return accept(true)
  return addressee !== null && canBeAddressed(addressee, patientId) ? accept(true) : refuse(notAddressable)
}

const guestToClinic = {
  family: 'not-permitted',
  code: 'message-guest-to-clinic',
  sentence: 'As an outside therapist you write to the care team, or to one person of it.',
  field: 'audience',
} as const

const notAddressable = {
  family: 'unprocessable',
  code: 'message-not-addressable',
  sentence: 'This person does not work with this patient and could not read it. Choose somebody else.',
  field: 'toMembership',
} as const
