import { loginSessions } from '@holdspace/auth/login-sessions'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import { loginStanding } from '@holdspace/clinic/access/login-limits'
import { unusedRecoveryCodes } from '@holdspace/db/account-store'
import { loginRows } from '@holdspace/db/login-store'
import { accept, type Decision } from '@holdspace/kit/decision'
import type { LoginId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { SignInHouse } from './ports.ts'

export interface OwnLogin {
  readonly loginId: LoginId
  readonly isThisOne: boolean
  readonly isLocked: boolean
  readonly userAgent: string
  readonly createdAt: Instant
  readonly lastSeenAt: Instant
  readonly expiresAt: Instant
}

/** Where somebody is signed in, newest use first (S28), and how many recovery codes are left. */
export async function listOwnLogins(
  house: SignInHouse,
  actor: StaffActor,
): Promise<Decision<{ readonly logins: readonly OwnLogin[]; readonly recoveryCodesLeft: number }>> {
  const now = house.clock()
  const rows = await loginSessions(loginRows(house.db), house.clock).list(actor.accountId)
  const logins = rows.flatMap((row): OwnLogin[] => {
    const standing = loginStanding(row, now)
    if (standing.kind === 'over') return []
    const { loginId, userAgent, createdAt, lastSeenAt, expiresAt } = row
    const isLocked = standing.kind === 'locked'
    return [{ loginId, isThisOne: loginId === actor.loginId, isLocked, userAgent, createdAt, lastSeenAt, expiresAt }]
  })
  return accept({ logins, recoveryCodesLeft: await unusedRecoveryCodes(house.db, actor.accountId) })
}
