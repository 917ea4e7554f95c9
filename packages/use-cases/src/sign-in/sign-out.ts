import { loginSessions } from '@holdspace/auth/login-sessions'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { membersOf } from '@holdspace/db/account-store'
import { inIdentity } from '@holdspace/db/database'
import { endLogin, loginRows } from '@holdspace/db/login-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { loginId, membershipId } from '@holdspace/kit/ids'
import { z } from 'zod'
import { journal } from './account-journal.ts'
import type { SignInHouse } from './ports.ts'

/** Streams of these logins listen for this and close; their own check every few seconds is the fallback. */
export const loginsChangedTopic = 'logins'

/** Ends this login. Works from a locked screen too. */
export async function signOut(house: SignInHouse, actor: StaffActor): Promise<Decision<{ readonly ended: true }>> {
  await inIdentity(house.db, async (tx) => {
    await endLogin(tx, actor.accountId, actor.loginId, house.clock())
    await journal(tx, house, {
      kind: 'signed-out',
      accountId: actor.accountId,
      practiceId: actor.practiceId,
      deviceId: actor.deviceId,
    })
  })
  house.announce(loginsChangedTopic)
  return accept({ ended: true })
}

/** Ends every login of this account, this one included (S27). */
export async function signOutEverywhere(
  house: SignInHouse,
  actor: StaffActor,
): Promise<Decision<{ readonly ended: true }>> {
  await inIdentity(house.db, async (tx) => {
    await loginSessions(loginRows(tx), house.clock).endAll(actor.accountId)
    await journal(tx, house, {
      kind: 'all-logins-ended',
      accountId: actor.accountId,
      practiceId: actor.practiceId,
      deviceId: actor.deviceId,
    })
  })
  house.announce(loginsChangedTopic)
  return accept({ ended: true })
}

export const endOwnLoginInput = z.strictObject({ loginId })

/** Ends one of one's own logins: the tablet left at the other office (S28). */
export async function endOwnLogin(
  house: SignInHouse,
  actor: StaffActor,
  input: z.output<typeof endOwnLoginInput>,
): Promise<Decision<{ readonly ended: true }>> {
  const ended = await inIdentity(house.db, async (tx) => {
    if (!(await endLogin(tx, actor.accountId, input.loginId, house.clock()))) return false
    const { accountId, practiceId, deviceId } = actor
    await journal(tx, house, { kind: 'login-ended', accountId, practiceId, deviceId, detail: input.loginId })
    return true
  })
  if (!ended) return refuse(noSuchLogin)
  house.announce(loginsChangedTopic)
  return accept({ ended: true })
}

export const endMembersLoginsInput = z.strictObject({ membershipId })

/** An administrator ends every login of a member of the practice (S28). */
export async function endMembersLogins(
  house: SignInHouse,
  actor: StaffActor,
  input: z.output<typeof endMembersLoginsInput>,
): Promise<Decision<{ readonly ended: true }>> {
  const may = permit(actor, 'account.end-any-login', { today: dateInZone(house.clock(), actor.practiceZone) })
  if (!may.ok) return may
  const member = (await membersOf(house.db, actor.practiceId)).find((each) => each.membershipId === input.membershipId)
  if (member === undefined) {
    return refuse({
      family: 'not-found',
      code: 'member-not-found',
      sentence: 'There is no such member in this practice.',
    })
  }
  await inIdentity(house.db, async (tx) => {
    await loginSessions(loginRows(tx), house.clock).endAll(member.accountId)
    await journal(tx, house, {
      kind: 'all-logins-ended',
      accountId: member.accountId,
      practiceId: actor.practiceId,
      byAccountId: actor.accountId,
    })
  })
  house.announce(loginsChangedTopic)
  return accept({ ended: true })
}

const noSuchLogin = {
  family: 'not-found',
  code: 'login-not-found',
  sentence: 'This login has ended already or is not yours.',
} as const
