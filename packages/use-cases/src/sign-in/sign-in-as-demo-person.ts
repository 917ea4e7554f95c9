import { findAccountByEmail } from '@holdspace/db/account-store'
import { type Decision, refuse } from '@holdspace/kit/decision'
import { z } from 'zod'
import { freshFactorOf } from './check-second-factor.ts'
import type { SignInHouse, WhereFrom } from './ports.ts'
import { signInWithPassword } from './sign-in-with-password.ts'
import { type SignedIn, signInWithSecondFactor } from './sign-in-with-second-factor.ts'

export const demoSignInInput = z.strictObject({ email: z.string().min(1).max(254) })

/** One click per role, in the demo only. It walks the same path as everybody: password, then a fresh code. */
export async function signInAsDemoPerson(
  house: SignInHouse,
  input: z.output<typeof demoSignInInput>,
  from: WhereFrom,
): Promise<Decision<SignedIn>> {
  const person = house.isDemo ? house.demoPeople?.find((each) => each.email === input.email) : undefined
  const account = person === undefined ? null : await findAccountByEmail(house.db, person.email)
  if (person === undefined || account === null) {
    return refuse({
      family: 'not-found',
      code: 'no-demo-person',
      sentence: 'One-click sign-in exists in the demo only. Sign in with email and password.',
    })
  }
  const pending = await signInWithPassword(house, { email: person.email, password: person.password }, from)
  if (!pending.ok) return pending
  const factor = await freshFactorOf(house, account.accountId, person.totpSecret)
  return signInWithSecondFactor(house, { factor }, pending.value.pendingToken, from)
}
