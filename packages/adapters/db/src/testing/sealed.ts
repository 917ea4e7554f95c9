import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { PracticeId, SessionId } from '@holdspace/kit/ids'
import { type ChainHead, type SealedEntry, sealEntry } from '@holdspace/proof/session-chain'

export const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()

/** An entry with something in it, sealed onto `head`: enough for tests that look at storage and not at meaning. */
export function sealedEntry(
  at: { practiceId: PracticeId; sessionId: SessionId; head: ChainHead | null },
  entry: {
    id?: string
    kind?: string
    actor?: string
    deviceId?: string
    deviceSeq?: number
    body?: Record<string, string | number>
  } = {},
): SealedEntry {
  return sealEntry(
    at.head ?? undefined,
    {
      ledger: `test.example/${at.practiceId}`,
      sessionId: at.sessionId,
      idempotencyKey: entry.id ?? randomUUID(),
      kind: entry.kind ?? 'observation-noted',
      actor: entry.actor ?? '018f0000-0000-7000-8000-00000000000a nurse Nadia Brandt',
      deviceId: entry.deviceId ?? '018f0000-0000-7000-8000-0000000000d1',
      deviceSeq: entry.deviceSeq ?? 1,
      occurredAt: '2026-11-21T14:03:00.000Z',
      recordedAt: '2026-11-21T14:03:01.000Z',
      body: entry.body ?? { text: 'Calm, breathing easily.' },
    },
    randomBytes(32),
    sha256,
  )
}
