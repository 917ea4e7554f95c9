'use client'
import { msOf } from '@holdspace/kit/elapsed'
import type { Instant } from '@holdspace/kit/instant'
import { useEffect, useState } from 'react'

/**
 * The present in ms since the epoch, once a second, anchored on the server's `now`: a tablet with a wrong clock still
 * shows the right minute (M22), and after a reload the server's time puts it right again (TM4).
 */
export function useNowMs(now: Instant): number {
  const anchor = msOf(now)
  const [passed, setPassed] = useState({ anchor, ms: 0 })
  useEffect(() => {
    const started = Date.now()
    const tick = setInterval(() => setPassed({ anchor, ms: Math.max(0, Date.now() - started) }), 1000)
    return () => clearInterval(tick)
  }, [anchor])
  return anchor + (passed.anchor === anchor ? passed.ms : 0)
}

/** `0:18:42` above an hour's reach, `18:42` without hours when `short`; never negative. */
export function clockText(ms: number, short = false): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const pad = (count: number) => String(count).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const rest = `${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`
  if (!short) return `${pad(hours)}:${rest}`
  return hours > 0 ? `${hours}:${rest}` : rest.replace(/^0/, '')
}

/** `18 minutes`, `1 hour 5 minutes`: for the ear. */
export function spokenSpan(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 60_000))
  const hours = Math.floor(total / 60)
  const count = (value: number, word: string) => `${value} ${word}${value === 1 ? '' : 's'}`
  if (hours === 0) return count(total, 'minute')
  return total % 60 === 0 ? count(hours, 'hour') : `${count(hours, 'hour')} ${count(total % 60, 'minute')}`
}
