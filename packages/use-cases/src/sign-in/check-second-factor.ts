import { codeOfStep, stepAt, stepOfCode } from '@holdspace/auth/one-time-code'
import { digestOfRecoveryCode, newRecoveryCodes } from '@holdspace/auth/recovery-code'
import { openSecret } from '@holdspace/auth/sealed-secret'
import {
  type AccountRow,
  findTotp,
  insertRecoveryCodes,
  useRecoveryCode,
  useTotpStep,
} from '@holdspace/db/account-store'
import { deriveKey } from '@holdspace/keys/derive-key'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { AccountId, DeviceId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { SignInHouse } from './ports.ts'
import { type Attempt, countGuess, guessWasRight } from './throttling.ts'

export const secondFactor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('code'), code: z.string().max(20) }),
  z.strictObject({ kind: z.literal('recovery-code'), code: z.string().max(60) }),
])
export type SecondFactor = z.output<typeof secondFactor>

/**
 * A code from the authenticator app or a recovery code, each good once (S18). Counted like passwords, in buckets of
 * their own, so that knowing the password does not buy a million guesses at six digits.
 */
export async function checkSecondFactor(
  house: SignInHouse,
  account: AccountRow,
  factor: SecondFactor,
  from: { readonly knownDevice: DeviceId | null; readonly ipAddress: string },
): Promise<Decision<true>> {
  const attempt: Attempt = { guessed: 'code', email: account.email, ...from }
  const mayTry = await countGuess(house, attempt, house.clock())
  if (!mayTry.ok) return mayTry
  const isRight =
    factor.kind === 'code'
      ? await codeIsRight(house, account.accountId, factor.code.replace(/\s/g, ''))
      : await useRecoveryCode(house.db, account.accountId, digestOfRecoveryCode(factor.code), house.clock())
  if (!isRight) {
    return refuse({
      family: 'unauthenticated',
      code: factor.kind === 'code' ? 'code-refused' : 'recovery-code-refused',
      sentence:
        factor.kind === 'code'
          ? 'This code is wrong, too old or already used. Wait for the next one in your authenticator app.'
          : 'This recovery code is wrong or already used. Try another one from your list.',
      field: 'code',
    })
  }
  await guessWasRight(house, attempt)
  return accept(true)
}

async function codeIsRight(house: SignInHouse, accountId: AccountId, code: string): Promise<boolean> {
  const totp = await findTotp(house.db, accountId)
  if (totp === null) return false
  const secret = openSecret(deriveKey(house.secretKey, 'totp-secret'), accountId, totp.sealedSecret)
  const step = stepOfCode(secret, code, house.clock())
  return step !== null && (await useTotpStep(house.db, accountId, step))
}

/**
 * A second factor for a made-up person, as their own phone would show it. When all codes of this minute are used up
 * (the same person signed in again and again), a fresh recovery code stands in: the path is the same, nothing is skipped.
 */
export async function freshFactorOf(house: SignInHouse, accountId: AccountId, secret: string): Promise<SecondFactor> {
  const totp = await findTotp(house.db, accountId)
  // Never the code of the half minute before: where this one ends on the way, it would be two behind and refused.
  const step = Math.max(stepAt(house.clock()), (totp?.lastUsedStep ?? 0) + 1)
  if (step <= stepAt(house.clock()) + 1) return { kind: 'code', code: codeOfStep(secret, step) }
  const [code = ''] = newRecoveryCodes()
  await insertRecoveryCodes(house.db, accountId, [digestOfRecoveryCode(code)])
  return { kind: 'recovery-code', code }
}
