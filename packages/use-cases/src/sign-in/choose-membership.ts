import { type MembershipRow, membershipsOf } from '@holdspace/db/account-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { AccountId, MembershipId, PracticeId } from '@holdspace/kit/ids'
import type { SignInHouse } from './ports.ts'

/** Where a sign-in leads: the membership asked for, else the oldest one. Each login acts in one practice (RULINGS 19). */
export async function chooseMembership(
  house: Pick<SignInHouse, 'db'>,
  accountId: AccountId,
  wanted: MembershipId | undefined,
): Promise<Decision<MembershipRow>> {
  const memberships = await membershipsOf(house.db, accountId)
  const chosen =
    wanted === undefined ? memberships[0] : memberships.find((membership) => membership.membershipId === wanted)
  if (chosen !== undefined) return accept(chosen)
  return refuse({
    family: 'not-permitted',
    code: 'no-membership',
    sentence: 'This account belongs to no practice at present. Ask the practice’s administrator.',
  })
}

/** For the journal of a refused sign-in: the practice whose auditor should see it. */
export async function practiceOfAccount(
  house: Pick<SignInHouse, 'db'>,
  accountId: AccountId,
): Promise<PracticeId | null> {
  return (await membershipsOf(house.db, accountId))[0]?.practiceId ?? null
}
