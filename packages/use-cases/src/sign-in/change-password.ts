import { loginSessions } from '@holdspace/auth/login-sessions'
import { hashPassword } from '@holdspace/auth/password'
import { newPasswordWillDo } from '@holdspace/auth/password-rules'
import { newToken } from '@holdspace/auth/token'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import { changePasswordHash } from '@holdspace/db/account-store'
import { inIdentity } from '@holdspace/db/database'
import { loginRows } from '@holdspace/db/login-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { loginId } from '@holdspace/kit/ids'
import { z } from 'zod'
import { journal } from './account-journal.ts'
import { checkOwnPassword } from './check-password.ts'
import type { SignInHouse, WhereFrom } from './ports.ts'
import { loginsChangedTopic } from './sign-out.ts'

export const changePasswordInput = z.strictObject({
  currentPassword: z.string().min(1).max(200),
  newPassword: z.string().min(1).max(1000),
})

/**
 * A new password, asked for with the current one (S15). Every login of the account ends, on every device, and its
 * streams with it (S27); this browser goes on with a new login that keeps the old one's 12 hours and second factor.
 */
export async function changePassword(
  house: SignInHouse,
  actor: StaffActor,
  input: z.output<typeof changePasswordInput>,
  from: Pick<WhereFrom, 'ipAddress' | 'userAgent'>,
): Promise<Decision<{ readonly token: string }>> {
  const account = await checkOwnPassword(house, actor, input.currentPassword, from)
  if (!account.ok) {
    const { refusal } = account
    return refuse(refusal.code === 'password-wrong' ? { ...refusal, field: 'currentPassword' } : refusal)
  }
  const { email, name } = account.value
  const willDo = newPasswordWillDo(input.newPassword, [email, name, actor.practiceName])
  if (!willDo.ok) return willDo
  const passwordHash = await hashPassword(input.newPassword)
  if (passwordHash === 'busy') {
    return refuse({ family: 'unavailable', code: 'too-busy', sentence: 'Try again in a few seconds.' })
  }
  const token = newToken()
  await inIdentity(house.db, async (tx) => {
    const sessions = loginSessions(loginRows(tx), house.clock)
    const before = (await sessions.list(actor.accountId)).find((each) => each.loginId === actor.loginId)
    await changePasswordHash(tx, actor.accountId, passwordHash, house.clock())
    await sessions.endAll(actor.accountId)
    await sessions.start(token, {
      loginId: loginId.parse(house.newId()),
      accountId: actor.accountId,
      membershipId: actor.membershipId,
      deviceId: actor.deviceId,
      userAgent: from.userAgent,
      factorAt: actor.lastFactorAt,
      stepUpAt: null,
      ...(before === undefined ? {} : { expiresAt: before.expiresAt }),
    })
    await journal(tx, house, {
      kind: 'password-changed',
      accountId: actor.accountId,
      practiceId: actor.practiceId,
      deviceId: actor.deviceId,
      ipAddress: from.ipAddress,
    })
  })
  house.announce(loginsChangedTopic)
  return accept({ token })
}
