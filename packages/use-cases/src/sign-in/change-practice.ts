import { loginSessions } from '@holdspace/auth/login-sessions'
import { newToken } from '@holdspace/auth/token'
import type { Role, StaffActor } from '@holdspace/clinic/access/actor'
import { membershipsOf } from '@holdspace/db/account-store'
import { endLogin, loginRows } from '@holdspace/db/login-store'
import { allPractices } from '@holdspace/db/practice-store'
import { accept, type Decision } from '@holdspace/kit/decision'
import { loginId, type MembershipId, membershipId } from '@holdspace/kit/ids'
import { z } from 'zod'
import { journal } from './account-journal.ts'
import { chooseMembership } from './choose-membership.ts'
import { identityChange } from './identity-change.ts'
import type { SignInHouse, WhereFrom } from './ports.ts'
import { loginsChangedTopic } from './sign-out.ts'

export interface OwnMembership {
  readonly membershipId: MembershipId
  readonly practiceName: string
  readonly role: Role
  readonly isThisOne: boolean
}

/** Where else this person works, so that they can change over without signing in again. */
export async function listOwnMemberships(
  house: SignInHouse,
  actor: StaffActor,
): Promise<Decision<readonly OwnMembership[]>> {
  const names = new Map((await allPractices(house.db)).map((practice) => [practice.practiceId, practice.name]))
  const memberships = await membershipsOf(house.db, actor.accountId)
  return accept(
    memberships.map((each) => ({
      membershipId: each.membershipId,
      practiceName: names.get(each.practiceId) ?? '',
      role: each.role,
      isThisOne: each.membershipId === actor.membershipId,
    })),
  )
}

export const changePracticeInput = z.strictObject({ membershipId })

/**
 * Goes over to another of one's own memberships. The old login ends and a new one starts with the same 12 hours and
 * second factor: keys and streams of one practice must not live on in another (RULINGS 19).
 */
export async function changePractice(
  house: SignInHouse,
  actor: StaffActor,
  input: z.output<typeof changePracticeInput>,
  from: Pick<WhereFrom, 'userAgent' | 'ipAddress'>,
): Promise<Decision<{ readonly token: string }>> {
  const membership = await chooseMembership(house, actor.accountId, input.membershipId)
  if (!membership.ok) return membership
  const token = newToken()
  const changed = await identityChange(house.db, async (tx) => {
    const sessions = loginSessions(loginRows(tx), house.clock)
    const before = (await sessions.list(actor.accountId)).find((each) => each.loginId === actor.loginId)
    await endLogin(tx, actor.accountId, actor.loginId, house.clock())
    await sessions.start(token, {
      loginId: loginId.parse(house.newId()),
      accountId: actor.accountId,
      membershipId: membership.value.membershipId,
      deviceId: actor.deviceId,
      userAgent: from.userAgent,
      factorAt: actor.lastFactorAt,
      stepUpAt: null,
      ...(before === undefined ? {} : { expiresAt: before.expiresAt }),
    })
    await journal(tx, house, {
      kind: 'practice-changed',
      accountId: actor.accountId,
      practiceId: membership.value.practiceId,
      deviceId: actor.deviceId,
      ipAddress: from.ipAddress,
      detail: membership.value.role,
    })
  })
  house.announce(loginsChangedTopic)
  return changed.ok ? accept({ token }) : changed
}
