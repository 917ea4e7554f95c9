import { digestOf, newToken } from '@holdspace/auth/token'
import { insertPending } from '@holdspace/db/login-store'
import { accept, type Decision } from '@holdspace/kit/decision'
import { plusMinutes } from '@holdspace/kit/instant'
import { z } from 'zod'
import { journal } from './account-journal.ts'
import { checkPasswordByEmail } from './check-password.ts'
import { practiceOfAccount } from './choose-membership.ts'
import type { SignInHouse, WhereFrom } from './ports.ts'

export const passwordInput = z.strictObject({ email: z.string().min(1).max(254), password: z.string().min(1).max(200) })

/** Time to find the phone. */
const pendingMinutes = 10

/**
 * Somebody shows email and password at the door. The answer is a pending sign-in that opens nothing: the second factor
 * is still owed, by everybody (S18).
 */
export async function signInWithPassword(
  house: SignInHouse,
  input: z.output<typeof passwordInput>,
  from: WhereFrom,
): Promise<Decision<{ readonly pendingToken: string }>> {
  const account = await checkPasswordByEmail(house, input.email, input.password, from, async (known, deviceId) =>
    journal(house.db, house, {
      kind: 'sign-in-refused',
      accountId: known.accountId,
      practiceId: await practiceOfAccount(house, known.accountId),
      deviceId,
      ipAddress: from.ipAddress,
      detail: 'password',
    }),
  )
  if (!account.ok) return account
  const pendingToken = newToken()
  const expiresAt = plusMinutes(house.clock(), pendingMinutes)
  await insertPending(house.db, digestOf(pendingToken), account.value.accountId, expiresAt)
  return accept({ pendingToken })
}
