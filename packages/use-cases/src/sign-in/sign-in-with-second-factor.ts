import { loginSessions } from '@holdspace/auth/login-sessions'
import { digestOf, newToken } from '@holdspace/auth/token'
import { findAccount } from '@holdspace/db/account-store'
import { findPending, insertDevice, loginRows, rememberDevice, usePending } from '@holdspace/db/login-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type DeviceId, deviceId, type LoginId, loginId, membershipId } from '@holdspace/kit/ids'
import { RefusalError } from '@holdspace/kit/refusal'
import { z } from 'zod'
import { journal } from './account-journal.ts'
import { deviceOf } from './check-password.ts'
import { checkSecondFactor, secondFactor } from './check-second-factor.ts'
import { chooseMembership, practiceOfAccount } from './choose-membership.ts'
import { identityChange } from './identity-change.ts'
import type { SignInHouse, WhereFrom } from './ports.ts'

export const secondFactorInput = z.strictObject({ factor: secondFactor, membershipId: membershipId.optional() })

export interface SignedIn {
  readonly loginId: LoginId
  /** For the login cookie; from here on only its hash is known. */
  readonly token: string
  /** For the device cookie when this browser had none. */
  readonly newDeviceToken: string | null
}

const signInAgain = {
  family: 'unauthenticated',
  code: 'sign-in-expired',
  sentence: 'This sign-in took too long or is already done. Start again with email and password.',
} as const

/** The second half of a sign-in: the code makes a pending sign-in a login, once, and this browser a known device. */
export async function signInWithSecondFactor(
  house: SignInHouse,
  input: z.output<typeof secondFactorInput>,
  pendingToken: string | null,
  from: WhereFrom,
): Promise<Decision<SignedIn>> {
  if (pendingToken === null) return refuse(signInAgain)
  const pending = digestOf(pendingToken)
  const accountId = await findPending(house.db, pending, house.clock())
  const account = accountId === null ? null : await findAccount(house.db, accountId)
  if (account === null) return refuse(signInAgain)
  const { deviceId: broughtDevice, known } = await deviceOf(house, account, from)
  const membership = await chooseMembership(house, account.accountId, input.membershipId)
  if (!membership.ok) return membership
  const factor = await checkSecondFactor(house, account, input.factor, { ...from, knownDevice: known })
  if (!factor.ok) {
    await journal(house.db, house, {
      kind: 'sign-in-refused',
      accountId: account.accountId,
      practiceId: await practiceOfAccount(house, account.accountId),
      deviceId: broughtDevice,
      ipAddress: from.ipAddress,
      detail: input.factor.kind,
    })
    return factor
  }

  const token = newToken()
  const newDeviceToken = broughtDevice === null ? newToken() : null
  const id = loginId.parse(house.newId())
  const now = house.clock()
  const said = { accountId: account.accountId, practiceId: membership.value.practiceId, ipAddress: from.ipAddress }
  const changed = await identityChange(house.db, async (tx) => {
    if (!(await usePending(tx, pending, now))) throw new RefusalError(signInAgain)
    const device: DeviceId = broughtDevice ?? deviceId.parse(house.newId())
    if (newDeviceToken !== null) await insertDevice(tx, device, digestOf(newDeviceToken), now)
    await rememberDevice(tx, account.accountId, device, now)
    await loginSessions(loginRows(tx), house.clock).start(token, {
      loginId: id,
      accountId: account.accountId,
      membershipId: membership.value.membershipId,
      deviceId: device,
      userAgent: from.userAgent,
      factorAt: now,
      stepUpAt: null,
    })
    if (input.factor.kind === 'recovery-code') await journal(tx, house, { ...said, kind: 'recovery-code-used' })
    await journal(tx, house, { ...said, kind: 'signed-in', deviceId: device, detail: membership.value.role })
  })
  return changed.ok ? accept({ loginId: id, token, newDeviceToken }) : changed
}
