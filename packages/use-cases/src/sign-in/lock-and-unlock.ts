import { loginSessions } from '@holdspace/auth/login-sessions'
import { newToken } from '@holdspace/auth/token'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import type { Tx } from '@holdspace/db/database'
import { loginRows, markLogin } from '@holdspace/db/login-store'
import { voidDoubtedPin } from '@holdspace/db/session-pin-store'
import { accept, type Decision } from '@holdspace/kit/decision'
import { RefusalError } from '@holdspace/kit/refusal'
import { z } from 'zod'
import { type JournalLine, journal } from './account-journal.ts'
import { checkOwnPassword } from './check-password.ts'
import { standingOfLogin } from './find-login.ts'
import { identityChange } from './identity-change.ts'
import { loginReplaced } from './login-replaced.ts'
import type { SignInHouse, WhereFrom } from './ports.ts'
import { loginsChangedTopic } from './sign-out.ts'

export const unlockInput = z.strictObject({ password: z.string().min(1).max(200) })

/**
 * Somebody walks away and says so. A lock that stands keeps its moment: what was made before it may still be sent, and
 * whoever is at the locked screen does not move that (RULINGS 14).
 */
export async function lockLogin(house: SignInHouse, actor: StaffActor): Promise<Decision<{ readonly locked: true }>> {
  if ((await standingOfLogin(house, actor.loginId)) === 'locked') return accept({ locked: true })
  await markLogin(house.db, actor.loginId, { lockedAt: house.clock() })
  house.announce(loginsChangedTopic)
  return accept({ locked: true })
}

/** The person at a locked screen shows the password and goes on with the same login under a new token (S23, S25). */
export async function unlockLogin(
  house: SignInHouse,
  actor: StaffActor,
  oldToken: string,
  input: z.output<typeof unlockInput>,
  from: Pick<WhereFrom, 'ipAddress'>,
): Promise<Decision<{ readonly token: string }>> {
  const said = {
    accountId: actor.accountId,
    practiceId: actor.practiceId,
    deviceId: actor.deviceId,
    ipAddress: from.ipAddress,
  }
  const password = await checkOwnPassword(house, actor, input.password, from)
  if (!password.ok) {
    await journal(house.db, house, { ...said, kind: 'unlock-refused' })
    return password
  }
  return openLoginAgain(house, actor, oldToken, said, (tx) => voidDoubtedPin(tx, actor.loginId, house.clock()))
}

/** The same login under a new token, open again; `alongside` is written with it. Whoever calls has seen the proof. */
export async function openLoginAgain(
  house: SignInHouse,
  actor: StaffActor,
  oldToken: string,
  said: Omit<JournalLine, 'kind'>,
  alongside: (tx: Tx) => Promise<void>,
): Promise<Decision<{ readonly token: string }>> {
  const token = newToken()
  const changed = await identityChange(house.db, async (tx) => {
    const rotated = await loginSessions(loginRows(tx), house.clock).rotate(actor.loginId, oldToken, token)
    if (!rotated) throw new RefusalError(loginReplaced)
    await markLogin(tx, actor.loginId, { lastSeenAt: house.clock(), lockedAt: null })
    await alongside(tx)
    await journal(tx, house, { ...said, kind: 'unlocked' })
  })
  if (!changed.ok) return changed
  house.announce(loginsChangedTopic)
  return accept({ token })
}
