import type { WaitingRecord } from './outbox-store.ts'

/** What is encrypted: which session the entry is for, and the entry. */
export interface WaitingEntry {
  readonly sessionId: string
  readonly draft: {
    readonly id: string
    readonly kind: string
    readonly occurredAt: string
    readonly deviceId: string
    readonly deviceSeq: number
    readonly body: Record<string, unknown>
  }
}

export interface OutboxKey {
  readonly id: string
  readonly key: CryptoKey
  readonly practiceId: string
  readonly accountId: string
}

/** The server's 256-bit key becomes a key the page can use but not read back; it lives in memory alone (OB2). */
export async function importOutboxKey(base64Key: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(base64Key), (character) => character.charCodeAt(0))
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

export async function encryptEntry(key: OutboxKey, entry: WaitingEntry): Promise<WaitingRecord> {
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  const clear = {
    v: 1 as const,
    keyId: key.id,
    nonce,
    deviceId: entry.draft.deviceId,
    deviceSeq: entry.draft.deviceSeq,
    idempotencyKey: entry.draft.id,
  }
  const plain = new TextEncoder().encode(JSON.stringify(entry))
  const ciphertext = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce, additionalData: bound(key, clear) },
    key.key,
    plain,
  )
  return { ...clear, ciphertext }
}

/** Throws when the ciphertext, or any clear field it is bound to, was changed (OB4). */
export async function decryptEntry(key: OutboxKey, record: WaitingRecord): Promise<WaitingEntry> {
  const plain = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: record.nonce, additionalData: bound(key, record) },
    key.key,
    record.ciphertext,
  )
  return JSON.parse(new TextDecoder().decode(plain)) as WaitingEntry
}

/** Practice, person, device, its count, the key and the format are bound to the ciphertext as additional data (OB4). */
function bound(
  key: OutboxKey,
  clear: Pick<WaitingRecord, 'v' | 'keyId' | 'deviceId' | 'deviceSeq' | 'idempotencyKey'>,
) {
  const parts = [
    clear.v,
    clear.keyId,
    key.practiceId,
    key.accountId,
    clear.deviceId,
    clear.deviceSeq,
    clear.idempotencyKey,
  ]
  return new TextEncoder().encode(JSON.stringify(parts))
}
