'use client'
import { msOf } from '@holdspace/kit/elapsed'
import type { Instant } from '@holdspace/kit/instant'
import { clockText, spokenSpan, useNowMs } from './ticking.tsx'

export interface TimerProps {
  /** What it counts, as it stands beside the figures: `since dose`. */
  readonly label: string
  readonly since: Instant
  /** The server's time when this was drawn. */
  readonly now: Instant
  readonly size?: 'regular' | 'large'
}

/**
 * Counts up in silence: `role=timer` is not announced as it ticks (TM1), and says its value to whoever moves to it (TM3).
 */
export function Timer({ label, since, now, size = 'regular' }: TimerProps) {
  const ms = useNowMs(now) - msOf(since)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the value is read on demand, which takes a place to move to (TM3).
    <div role="timer" aria-live="off" tabIndex={0} aria-label={`${spokenSpan(ms)} ${label}`} className="rounded-mark">
      <span className={size === 'large' ? 'text-heading font-bold tracking-tight' : 'text-title font-bold'}>
        {clockText(ms)}
      </span>{' '}
      <span className="whitespace-nowrap text-muted">{label}</span>
    </div>
  )
}
