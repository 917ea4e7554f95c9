import { loginSessions } from '@holdspace/auth/login-sessions'
import { newToken } from '@holdspace/auth/token'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import { codeNeededForStepUp } from '@holdspace/clinic/access/login-limits'
import { loginRows, markLogin } from '@holdspace/db/login-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { RefusalError } from '@holdspace/kit/refusal'
import { z } from 'zod'
import { journal } from './account-journal.ts'
import { checkOwnPassword } from './check-password.ts'
import { checkSecondFactor, secondFactor } from './check-second-factor.ts'
import { identityChange } from './identity-change.ts'
import { loginReplaced } from './login-replaced.ts'
import type { SignInHouse, WhereFrom } from './ports.ts'

export const stepUpInput = z.strictObject({ password: z.string().min(1).max(200), factor: secondFactor.optional() })

/**
 * Before signing and the like (S29): the password again, and a code too when none was shown for half an hour. The token
 * changes, the login does not, so outbox keys and streams that hang on it live on (RULINGS 14).
 */
export async function stepUp(
  house: SignInHouse,
  actor: StaffActor,
  oldToken: string,
  input: z.output<typeof stepUpInput>,
  from: Pick<WhereFrom, 'ipAddress'>,
): Promise<Decision<{ readonly token: string }>> {
  const now = house.clock()
  if (codeNeededForStepUp(actor, now) && input.factor === undefined) {
    return refuse({
      family: 'step-up-required',
      code: 'code-needed',
      sentence: 'Your last code is more than 30 minutes old. Enter a new one from your authenticator app.',
      field: 'code',
    })
  }
  const said = {
    accountId: actor.accountId,
    practiceId: actor.practiceId,
    deviceId: actor.deviceId,
    ipAddress: from.ipAddress,
  }
  const password = await checkOwnPassword(house, actor, input.password, from)
  if (!password.ok) {
    await journal(house.db, house, { ...said, kind: 'step-up-refused', detail: 'password' })
    return password
  }
  if (input.factor !== undefined) {
    const known = { knownDevice: actor.deviceId, ipAddress: from.ipAddress }
    const factor = await checkSecondFactor(house, password.value, input.factor, known)
    if (!factor.ok) {
      await journal(house.db, house, { ...said, kind: 'step-up-refused', detail: input.factor.kind })
      return refuse({ ...factor.refusal, family: factor.refusal.family === 'too-many' ? 'too-many' : 'invalid' })
    }
  }
  const token = newToken()
  const changed = await identityChange(house.db, async (tx) => {
    const rotated = await loginSessions(loginRows(tx), house.clock).rotate(actor.loginId, oldToken, token)
    if (!rotated) throw new RefusalError(loginReplaced)
    const at = house.clock()
    await markLogin(tx, actor.loginId, {
      lastSeenAt: at,
      stepUpAt: at,
      ...(input.factor === undefined ? {} : { factorAt: at }),
    })
    await journal(tx, house, { ...said, kind: 'stepped-up' })
  })
  return changed.ok ? accept({ token }) : changed
}
