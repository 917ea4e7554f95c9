import { digestOfRecoveryCode, newRecoveryCodes } from '@holdspace/auth/recovery-code'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import { stepUpFresh } from '@holdspace/clinic/access/login-limits'
import { insertRecoveryCodes, voidRecoveryCodes } from '@holdspace/db/account-store'
import { accept, type Decision } from '@holdspace/kit/decision'
import { journal } from './account-journal.ts'
import { identityChange } from './identity-change.ts'
import type { SignInHouse } from './ports.ts'

/**
 * A new list of recovery codes, shown once; the old list is void from this moment. Asks for step-up first: codes are
 * keys to the account (S29).
 */
export async function renewRecoveryCodes(
  house: SignInHouse,
  actor: StaffActor,
): Promise<Decision<{ readonly recoveryCodes: readonly string[] }>> {
  const fresh = stepUpFresh(actor, house.clock())
  if (!fresh.ok) return fresh
  const recoveryCodes = newRecoveryCodes()
  const changed = await identityChange(house.db, async (tx) => {
    await voidRecoveryCodes(tx, actor.accountId, house.clock())
    await insertRecoveryCodes(tx, actor.accountId, recoveryCodes.map(digestOfRecoveryCode))
    await journal(tx, house, {
      kind: 'recovery-codes-renewed',
      accountId: actor.accountId,
      practiceId: actor.practiceId,
      deviceId: actor.deviceId,
    })
  })
  return changed.ok ? accept({ recoveryCodes }) : changed
}
