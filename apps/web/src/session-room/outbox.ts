import { decryptEntry, encryptEntry, type OutboxKey, type WaitingEntry } from './outbox-cipher.ts'
import { nextDeviceSeq, type OutboxDatabase, openOutboxDatabase, waitingInOrder } from './outbox-store.ts'

/** What the server said of one sent entry. */
export interface SentResult {
  readonly id: string
  /** `locked`: made while the login was locked. It stays here until its person is back (RULINGS 14). */
  readonly outcome: 'recorded' | 'refused' | 'locked'
  readonly sentence?: string
}

export interface OutboxEvents {
  /** The entries that still wait on this device, after every change; `others` counts those of another person (OB8). */
  readonly waitingChanged: (waiting: readonly WaitingEntry[], others: number) => void
  readonly refused: (entry: WaitingEntry, sentence: string) => void
  readonly unreachable: (isUnreachable: boolean) => void
}

type Send = (sessionId: string, drafts: WaitingEntry['draft'][]) => Promise<readonly SentResult[]>

const batchSize = 25
const retryMs = [250, 500, 1000, 2000, 3000] as const

/**
 * Entries on their way to the record. An entry is encrypted and written to the browser's own database before anything
 * else happens, and leaves it only when the server's answer names it (OB1, OB10): a reload, a dead network or a double
 * tap lose nothing and double nothing, because the entry's id is made once.
 */
export class Outbox {
  private retries = 0
  private draining = false
  private timer: ReturnType<typeof setTimeout> | undefined

  private constructor(
    private readonly db: OutboxDatabase,
    private readonly key: OutboxKey,
    private readonly deviceId: string,
    private readonly send: Send,
    private readonly events: OutboxEvents,
  ) {}

  static async open(key: OutboxKey, deviceId: string, send: Send, events: OutboxEvents): Promise<Outbox> {
    const db = await openOutboxDatabase()
    await navigator.storage?.persist?.()
    const outbox = new Outbox(db, key, deviceId, send, events)
    await outbox.tellWaiting()
    outbox.wake()
    return outbox
  }

  /** Puts one entry on its way. Resolves once it is safe on this device; rejects when the browser could not keep it (OB14). */
  async put(
    sessionId: string,
    entry: Omit<WaitingEntry['draft'], 'deviceId' | 'deviceSeq'>,
    seenSeq: number,
  ): Promise<void> {
    const deviceSeq = await nextDeviceSeq(this.db, await counterName(sessionId, this.deviceId), seenSeq)
    const waiting = { sessionId, draft: { ...entry, deviceId: this.deviceId, deviceSeq } }
    await this.db.put('waiting', await encryptEntry(this.key, waiting))
    await this.tellWaiting()
    this.wake()
  }

  /** The entries that wait, decrypted, so that the screen can show them as not yet recorded. */
  async waiting(): Promise<WaitingEntry[]> {
    const records = await waitingInOrder(this.db, this.deviceId)
    const mine = records.filter((record) => record.keyId === this.key.id)
    return Promise.all(mine.map((record) => decryptEntry(this.key, record)))
  }

  /** Tries to send now: after a new entry, when the network comes back, or when somebody presses "Try again". */
  wake(): void {
    clearTimeout(this.timer)
    void this.drain()
  }

  close(): void {
    clearTimeout(this.timer)
    this.db.close()
  }

  private async drain(): Promise<void> {
    if (this.draining) return
    this.draining = true
    try {
      // Two tabs of one browser share the waiting entries; the lock lets one of them send at a time (OB15).
      await navigator.locks.request('holdspace-outbox', () => this.sendAll())
      this.retries = 0
      this.events.unreachable(false)
    } catch {
      this.events.unreachable(true)
      this.timer = setTimeout(() => void this.drain(), retryMs[Math.min(this.retries++, retryMs.length - 1)])
    } finally {
      this.draining = false
    }
    if ((await this.tellWaiting()) > 0 && this.retries === 0) this.wake()
  }

  private async sendAll(): Promise<void> {
    const waiting = await this.waiting()
    let held = 0
    for (let at = 0; at < waiting.length; ) {
      const sessionId = waiting[at]?.sessionId ?? ''
      const end = waiting.findIndex((entry, index) => index > at && entry.sessionId !== sessionId)
      const batch = waiting.slice(at, Math.min(end === -1 ? waiting.length : end, at + batchSize))
      const results = await this.send(
        sessionId,
        batch.map((entry) => entry.draft),
      )
      for (const result of results) await this.settle(result, batch)
      if (results.length === 0) throw new Error('The server answered for none of the entries.')
      held += results.filter((result) => result.outcome === 'locked').length
      at += batch.length
      await this.tellWaiting()
    }
    if (held > 0) throw new Error('The login is locked; what was made since waits for its person.')
  }

  private async settle(result: SentResult, batch: readonly WaitingEntry[]): Promise<void> {
    const entry = batch.find((one) => one.draft.id === result.id)
    if (entry === undefined || result.outcome === 'locked') return
    await this.db.delete('waiting', result.id)
    if (result.outcome === 'refused') this.events.refused(entry, result.sentence ?? 'The server refused this entry.')
  }

  private async tellWaiting(): Promise<number> {
    const [mine, all] = [await this.waiting(), await this.db.count('waiting')]
    this.events.waitingChanged(mine, all - mine.length)
    return mine.length
  }
}

/** A session's name in the counter store: a hash, so that nothing readable lies in the browser. */
async function counterName(sessionId: string, deviceId: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${deviceId} ${sessionId}`))
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
}
