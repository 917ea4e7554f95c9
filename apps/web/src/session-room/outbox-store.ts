import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/**
 * One waiting entry as it lies in the browser: ciphertext, and exactly these clear fields (OB5). No patient, no time, no
 * kind of entry can be read from it.
 */
export interface WaitingRecord {
  readonly v: 1
  readonly keyId: string
  readonly nonce: Uint8Array<ArrayBuffer>
  readonly deviceId: string
  readonly deviceSeq: number
  readonly idempotencyKey: string
  readonly ciphertext: ArrayBuffer
}

interface OutboxSchema extends DBSchema {
  waiting: { key: string; value: WaitingRecord; indexes: { 'by-sequence': [string, number] } }
  /** How far this device has counted, by an opaque name of the session (a hash): numbers only. */
  counter: { key: string; value: number }
}

export type OutboxDatabase = IDBPDatabase<OutboxSchema>

export function openOutboxDatabase(): Promise<OutboxDatabase> {
  return openDB<OutboxSchema>('holdspace-outbox', 1, {
    upgrade(db) {
      const waiting = db.createObjectStore('waiting', { keyPath: 'idempotencyKey' })
      waiting.createIndex('by-sequence', ['deviceId', 'deviceSeq'])
      db.createObjectStore('counter')
    },
  })
}

/** The next number of this device in this session; `atLeast` is what the server has already seen from it. */
export async function nextDeviceSeq(db: OutboxDatabase, counterName: string, atLeast: number): Promise<number> {
  const transaction = db.transaction('counter', 'readwrite')
  const last = (await transaction.store.get(counterName)) ?? 0
  const next = Math.max(last, atLeast) + 1
  await transaction.store.put(next, counterName)
  await transaction.done
  return next
}

export async function waitingInOrder(db: OutboxDatabase, deviceId: string): Promise<WaitingRecord[]> {
  const range = IDBKeyRange.bound([deviceId, 0], [deviceId, Number.MAX_SAFE_INTEGER])
  return db.getAllFromIndex('waiting', 'by-sequence', range)
}
