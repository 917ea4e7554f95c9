import { passwordMatches, takeAsLongAsReal } from '@holdspace/auth/password'
import { digestOf } from '@holdspace/auth/token'
import { type AccountRow, findAccount, findAccountByEmail } from '@holdspace/db/account-store'
import { findDevice, isKnownDevice } from '@holdspace/db/login-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { AccountId, DeviceId } from '@holdspace/kit/ids'
import type { Refusal } from '@holdspace/kit/refusal'
import type { SignInHouse, WhereFrom } from './ports.ts'
import { type Attempt, countGuess, guessWasRight } from './throttling.ts'

/** What everybody is told whose email and password do not fit together, known or not (S20). */
export const signInRefused: Refusal = {
  family: 'unauthenticated',
  code: 'sign-in-refused',
  sentence: 'Email and password do not fit together. Check both and try again.',
}

const busy: Refusal = {
  family: 'unavailable',
  code: 'too-busy',
  sentence: 'Many people are signing in at this moment. Try again in a few seconds.',
}

/** The device of this request, and whether the account knows it. */
export async function deviceOf(house: SignInHouse, account: AccountRow | null, from: Pick<WhereFrom, 'deviceToken'>) {
  const deviceId = from.deviceToken === null ? null : await findDevice(house.db, digestOf(from.deviceToken))
  const isKnown = account !== null && deviceId !== null && (await isKnownDevice(house.db, account.accountId, deviceId))
  return { deviceId, known: isKnown ? deviceId : null }
}

/** First half of a sign-in. `onRefused` is told whose password was guessed wrong. */
export async function checkPasswordByEmail(
  house: SignInHouse,
  email: string,
  password: string,
  from: WhereFrom,
  onRefused: (account: AccountRow, deviceId: DeviceId | null) => Promise<void>,
): Promise<Decision<AccountRow>> {
  const account = await findAccountByEmail(house.db, email)
  const { deviceId, known } = await deviceOf(house, account, from)
  const attempt: Attempt = { guessed: 'password', email, knownDevice: known, ipAddress: from.ipAddress }
  const mayTry = await countGuess(house, attempt, house.clock())
  if (!mayTry.ok) return mayTry
  const matches =
    account === null ? await takeAsLongAsReal(password) : await passwordMatches(account.passwordHash, password)
  if (matches === 'busy') return refuse(busy)
  if (account === null) return refuse(signInRefused)
  if (!matches) {
    await onRefused(account, deviceId)
    return refuse(signInRefused)
  }
  await guessWasRight(house, attempt)
  return accept(account)
}

/** The signed-in person's password once more: for unlocking, step-up and changing it. Counted on this device. */
export async function checkOwnPassword(
  house: SignInHouse,
  login: { readonly accountId: AccountId; readonly deviceId: DeviceId },
  password: string,
  from: Pick<WhereFrom, 'ipAddress'>,
): Promise<Decision<AccountRow>> {
  const account = await findAccount(house.db, login.accountId)
  if (account === null) return refuse(signInRefused)
  const attempt: Attempt = {
    guessed: 'password',
    email: account.email,
    knownDevice: login.deviceId,
    ipAddress: from.ipAddress,
  }
  const mayTry = await countGuess(house, attempt, house.clock())
  if (!mayTry.ok) return mayTry
  const matches = await passwordMatches(account.passwordHash, password)
  if (matches === 'busy') return refuse(busy)
  if (!matches) {
    return refuse({
      family: 'invalid',
      code: 'password-wrong',
      sentence: 'This is not your password. Try again.',
      field: 'password',
    })
  }
  await guessWasRight(house, attempt)
  return accept(account)
}
