'use client'
import type { Kind } from '@holdspace/record/catalogue'
import { sayToast } from '@holdspace/ui/toast'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Answers } from '../outputs.ts'
import { useTRPCClient } from '../trpc.tsx'
import { newEntryId } from './new-entry-id.ts'
import { Outbox, type SentResult } from './outbox.ts'
import { importOutboxKey, type WaitingEntry } from './outbox-cipher.ts'
import type { RoomClock } from './room-clock.ts'

export interface RoomOutbox {
  /** Entries of this session that are safe on this device and not recorded yet. */
  readonly waiting: readonly WaitingEntry[]
  /** Entries another person left on this device. */
  readonly othersWaiting: number
  readonly unreachable: boolean
  readonly ready: boolean
  /** Puts one fact on its way to the record; resolves when it is safe on this device, with the entry's id. */
  readonly chart: (kind: Kind, body: Record<string, unknown>, occurredAt?: string) => Promise<string | null>
  readonly tryAgain: () => void
}

/** The outbox of this device, as one session room sees it. */
export function useOutbox(sessionId: string, lastDeviceSeq: number, clock: RoomClock): RoomOutbox {
  const trpc = useTRPCClient()
  const outbox = useRef<Outbox | null>(null)
  const [waiting, setWaiting] = useState<readonly WaitingEntry[]>([])
  const [othersWaiting, setOthers] = useState(0)
  const [unreachable, setUnreachable] = useState(false)
  const [ready, setReady] = useState(false)

  useEffect(() => {
    let isGone = false
    const open = async () => {
      const { key, keyId, deviceId, practiceId, accountId } = await trpc.session.outboxKey.query()
      const opened = await Outbox.open(
        { id: keyId, key: await importOutboxKey(key), practiceId, accountId },
        deviceId,
        async (id, drafts) => {
          const { results } = await trpc.session.record.mutate({ sessionId: id, drafts })
          return results.map(said)
        },
        {
          waitingChanged: (entries, others) => {
            setWaiting(entries.filter((entry) => entry.sessionId === sessionId))
            setOthers(others)
          },
          refused: (_entry, sentence) => sayToast({ level: 'high', title: 'Not recorded', detail: sentence }),
          unreachable: setUnreachable,
        },
      )
      if (isGone) return opened.close()
      outbox.current = opened
      setReady(true)
    }
    open().catch(() => setUnreachable(true))
    const wake = () => outbox.current?.wake()
    window.addEventListener('online', wake)
    return () => {
      isGone = true
      window.removeEventListener('online', wake)
      outbox.current?.close()
      outbox.current = null
    }
  }, [sessionId, trpc])

  const chart = useCallback<RoomOutbox['chart']>(
    async (kind, body, occurredAt) => {
      const now = clock.now()
      const id = newEntryId(Date.parse(now))
      try {
        if (outbox.current === null) throw new Error('There is no key for this device yet.')
        await outbox.current.put(sessionId, { id, kind, body, occurredAt: occurredAt ?? now }, lastDeviceSeq)
        return id
      } catch {
        sayToast({
          level: 'high',
          title: 'Not kept',
          detail:
            'This browser could not keep the entry. It is still on your screen: try again, or use the paper form.',
        })
        return null
      }
    },
    [clock, sessionId, lastDeviceSeq],
  )
  const tryAgain = useCallback(() => outbox.current?.wake(), [])
  return useMemo(
    () => ({ waiting, othersWaiting, unreachable, ready, chart, tryAgain }),
    [waiting, othersWaiting, unreachable, ready, chart, tryAgain],
  )
}

/** What the server said of one entry, as the outbox takes it. */
function said(one: Answers['session']['record']['results'][number]): SentResult {
  if (one.outcome === 'recorded') return one
  const { family, sentence } = one.refusal
  return family === 'login-locked' ? { id: one.id, outcome: 'locked' } : { id: one.id, outcome: 'refused', sentence }
}
