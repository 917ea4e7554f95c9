import type { StaffActor } from '@holdspace/clinic/access/actor'
import { deriveKey } from '@holdspace/keys/derive-key'
import { base64 } from '@holdspace/proof/base64'
import type { House } from '../house.ts'

export interface OutboxKeyAnswer {
  /** Names the key beside a waiting entry: practice, person and device, hashed. */
  readonly keyId: string
  /** 256 bits, base64. The page imports it as not extractable and keeps it in memory (OB2). */
  readonly key: string
  readonly deviceId: string
  readonly accountId: string
  readonly practiceId: string
}

/**
 * What: a signed-in device asks for the key under which its waiting entries are encrypted. It is derived, not stored: the
 * same person on the same device gets the same key again, and can read what waited over a reload; nobody else can (OB7, OB8).
 */
export function outboxKey(house: Pick<House, 'secretKey' | 'hashing'>, actor: StaffActor): OutboxKeyAnswer {
  const { practiceId, accountId, deviceId } = actor
  const context = `${practiceId} ${accountId} ${deviceId}`
  const key = deriveKey(house.secretKey, 'outbox-key', context)
  const keyId = base64(house.hashing.sha256(new TextEncoder().encode(`outbox ${context}`))).slice(0, 16)
  return { keyId, key: base64(key), deviceId, accountId, practiceId }
}
