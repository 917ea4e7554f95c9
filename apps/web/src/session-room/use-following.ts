'use client'
import type { StoredEntry } from '@holdspace/record/entry'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useLive } from '../live/live.tsx'
import type { Answers } from '../outputs.ts'
import { useTRPCClient } from '../trpc.tsx'
import type { RoomClock } from './room-clock.ts'

export type Room = Answers['session']['read']

export interface Following {
  readonly entries: readonly StoredEntry[]
  readonly status: Room['status']
  readonly connection: 'online' | 'reconnecting' | 'offline'
}

/** The record as it grows: what the page came with, and everything recorded since, in sequence, each once. */
export function useFollowing(room: Room): Following {
  const live = useLive()
  const [entries, setEntries] = useState<readonly StoredEntry[]>(room.entries)
  const [status, setStatus] = useState(room.status)
  const [connection, setConnection] = useState<Following['connection']>('online')
  const lastSeq = useRef(room.entries.at(-1)?.seq ?? 0)

  useEffect(() => {
    if (live === null) return
    const stopHearing = live.onNews((news) => {
      if (news.about !== 'session' || news.sessionId !== room.sessionId) return
      setStatus(news.status)
      lastSeq.current = Math.max(lastSeq.current, news.entries.at(-1)?.seq ?? 0)
      setEntries((known) => joinBySeq(known, news.entries))
    })
    const stopWatching = live.onConnection((now) => setConnection(navigator.onLine ? now : 'offline'))
    const stopFollowing = live.follow({ sessionId: room.sessionId, afterSeq: () => lastSeq.current })
    const offline = () => setConnection('offline')
    window.addEventListener('offline', offline)
    return () => {
      stopHearing()
      stopWatching()
      stopFollowing()
      window.removeEventListener('offline', offline)
    }
  }, [live, room.sessionId])

  return useMemo(() => ({ entries, status, connection }), [entries, status, connection])
}

/** A withdrawn entry comes back without its body only on a reload; until then its withdrawal says the same. */
function joinBySeq(known: readonly StoredEntry[], fresh: readonly StoredEntry[]): readonly StoredEntry[] {
  const last = known.at(-1)?.seq ?? 0
  const added = fresh.filter((entry) => entry.seq > last)
  return added.length === 0 ? known : [...known, ...added]
}

const reportEveryMs = 15_000
/** A report that did not arrive, or came from behind a locked screen, is made again soon: somebody may wait for it to sign. */
const reportAgainMs = 3_000

/** Tells the server what waits here, and takes its time in return. Answers the seconds the device's wall clock is fast. */
export function usePresence(room: Room, clock: RoomClock, label: string, waiting: number): number {
  const trpc = useTRPCClient()
  const [secondsOff, setSecondsOff] = useState(0)
  useEffect(() => {
    let isGone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const report = async () => {
      const told = await trpc.session.reportPresence
        .mutate({ sessionId: room.sessionId, label, waiting }, { context: { background: true } })
        .catch(() => null)
      if (told !== null) clock.compare(told.serverNow)
      if (isGone) return
      setSecondsOff(clock.wallClockOffSeconds())
      timer = setTimeout(report, told === null ? reportAgainMs : reportEveryMs)
    }
    void report()
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [room.sessionId, trpc, clock, label, waiting])
  return secondsOff
}
