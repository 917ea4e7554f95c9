import { type AccountEventKind, type IdentityReach, insertAccountEvent } from '@holdspace/db/account-store'
import type { AccountId, DeviceId, PracticeId } from '@holdspace/kit/ids'
import type { SignInHouse } from './ports.ts'

export interface JournalLine {
  readonly kind: AccountEventKind
  readonly accountId: AccountId
  readonly practiceId: PracticeId | null
  readonly byAccountId?: AccountId
  readonly deviceId?: DeviceId | null
  readonly ipAddress?: string
  readonly detail?: string
}

/** Writes down what happened to an account or login, in the caller's transaction where there is one. */
export async function journal(db: IdentityReach, house: Pick<SignInHouse, 'clock' | 'newId'>, line: JournalLine) {
  await insertAccountEvent(db, {
    id: house.newId(),
    at: house.clock(),
    kind: line.kind,
    accountId: line.accountId,
    practiceId: line.practiceId,
    byAccountId: line.byAccountId ?? null,
    deviceId: line.deviceId ?? null,
    ipAddress: line.ipAddress ?? '',
    detail: line.detail ?? '',
  })
}
