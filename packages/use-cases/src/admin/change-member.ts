import { duties, roles, type StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { changeMembership, membersOf } from '@holdspace/db/account-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { membershipId, patientId } from '@holdspace/kit/ids'
import { RefusalError } from '@holdspace/kit/refusal'
import { z } from 'zod'
import type { House } from '../house.ts'
import { journal } from '../sign-in/account-journal.ts'
import { credentialInput, credentialOf } from '../sign-in/add-member.ts'
import { identityChange } from '../sign-in/identity-change.ts'
import { loginsChangedTopic } from '../sign-in/sign-out.ts'

export const changeMemberInput = z.strictObject({
  membershipId,
  role: z.enum(roles).optional(),
  duties: z.array(z.enum(duties)).max(duties.length).optional(),
  active: z.boolean().optional(),
  /** The whole list as it shall be from now on: a renewed licence replaces the old one. */
  credentials: z.array(credentialInput).max(20).optional(),
  /** For a guest: the patients they may reach from now on (RULINGS 19). */
  guestPatients: z.array(patientId).max(500).optional(),
})

/** An administrator changes what a member is or takes them out; it holds from the member's next request on (S11). */
export async function changeMember(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'announce'>,
  actor: StaffActor,
  input: z.output<typeof changeMemberInput>,
): Promise<Decision<{ readonly changed: true }>> {
  const may = permit(actor, 'member.invite', { today: dateInZone(house.clock(), actor.practiceZone) })
  if (!may.ok) return may
  const member = (await membersOf(house.db, actor.practiceId)).find((each) => each.membershipId === input.membershipId)
  if (member === undefined) return refuse(noSuchMember)
  const isGuest = (input.role ?? member.role) === 'outside-therapist'
  const changed = await identityChange(house.db, async (tx) => {
    const done = await changeMembership(tx, actor.practiceId, input.membershipId, {
      ...(input.role === undefined ? {} : { role: input.role }),
      ...(input.duties === undefined ? {} : { duties: input.duties }),
      ...(input.active === undefined ? {} : { active: input.active }),
      ...(input.credentials === undefined ? {} : { credentials: input.credentials.map(credentialOf) }),
      guestPatients: isGuest ? (input.guestPatients ?? member.guestPatients ?? []) : null,
    })
    if (!done) throw new RefusalError(noSuchMember)
    await journal(tx, house, {
      kind: 'member-changed',
      accountId: member.accountId,
      practiceId: actor.practiceId,
      byAccountId: actor.accountId,
      detail: Object.keys(input)
        .filter((field) => field !== 'membershipId')
        .join(' '),
    })
    return { changed: true as const }
  })
  if (changed.ok) house.announce(loginsChangedTopic)
  return changed.ok ? accept(changed.value) : changed
}

const noSuchMember = {
  family: 'not-found',
  code: 'member-not-found',
  sentence: 'There is no such member in this practice.',
} as const
