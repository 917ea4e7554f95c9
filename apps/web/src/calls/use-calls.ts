import { useEffect, useState } from 'react'
import { useLive } from '../live/live.tsx'
import type { LiveNews } from '../live/live-hub.ts'

export type ShownCall = Extract<LiveNews, { readonly about: 'calls' }>['calls'][number]

const none: readonly ShownCall[] = []

/** The calls this screen shows now. */
export function useCalls(): readonly ShownCall[] {
  const live = useLive()
  const [calls, setCalls] = useState(none)
  useEffect(() => live?.onNews((news) => (news.about === 'calls' ? setCalls(news.calls) : undefined)), [live])
  return calls
}

/** A page that just opened, or a server that restarts, says nothing yet. */
const patienceMs = 10_000

/** Whether calls have not reached this screen for a while: a silence somebody could take for quiet. */
export function useIsDeaf(): boolean {
  const live = useLive()
  const [isDeaf, setDeaf] = useState(false)
  useEffect(() => {
    if (live === null) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = live.onConnection((now) => {
      clearTimeout(timer)
      if (now === 'online') setDeaf(false)
      else timer = setTimeout(() => setDeaf(true), patienceMs)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [live])
  return isDeaf
}
