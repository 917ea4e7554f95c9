'use client'
import { msOf } from '@holdspace/kit/elapsed'
import type { Instant } from '@holdspace/kit/instant'
import { clsx } from 'clsx'
import { useEffect, useRef, useState } from 'react'
import { clockText, spokenSpan, useNowMs } from './ticking.tsx'

export interface DueClockProps {
  /** What is due, in a word: `Vitals`. */
  readonly label: string
  readonly dueAt: Instant
  /** From here it is overdue; one minute after due when absent. */
  readonly overdueAt?: Instant
  readonly now: Instant
}

export type DuePhase = 'waiting' | 'due' | 'overdue'

export function duePhase(nowMs: number, dueMs: number, overdueMs: number): DuePhase {
  if (nowMs < dueMs) return 'waiting'
  return nowMs < overdueMs ? 'due' : 'overdue'
}

/** Counts down to what the protocol asks for next; speaks only when it falls due and when it is overdue (TM2, TM5). */
export function DueClock({ label, dueAt, overdueAt, now }: DueClockProps) {
  const nowMs = useNowMs(now)
  const dueMs = msOf(dueAt)
  const phase = duePhase(nowMs, dueMs, overdueAt === undefined ? dueMs + 60_000 : msOf(overdueAt))
  const words = phaseWords(label, phase, nowMs - dueMs)
  return (
    <div className="relative">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the value is read on demand, which takes a place to move to (TM3). */}
      <div role="timer" aria-live="off" tabIndex={0} aria-label={words.spoken} className="rounded-mark">
        <span
          className={clsx(
            'inline-flex items-baseline gap-2 rounded-control px-2.5 py-1',
            phase === 'waiting' && 'bg-sunken text-ink',
            phase === 'due' && 'bg-medium-soft text-medium',
            phase === 'overdue' && 'bg-high-soft text-high',
          )}
        >
          {phase === 'waiting' ? null : (
            <span aria-hidden className="text-[0.7em] tracking-tighter">
              {phase === 'due' ? '▲▲' : '▲▲▲'}
            </span>
          )}
          <span className={phase === 'waiting' ? 'text-muted' : 'font-bold'}>{words.before}</span>
          <span className="text-lead font-bold">{words.figures}</span>
        </span>
      </div>
      <Thresholds label={label} phase={phase} />
    </div>
  )
}

function phaseWords(label: string, phase: DuePhase, pastMs: number) {
  switch (phase) {
    case 'waiting':
      return {
        before: `${label} in`,
        figures: clockText(-pastMs + 999, true),
        spoken: `${label} due in ${spokenSpan(-pastMs)}`,
      }
    case 'due':
      return { before: `${label} due`, figures: 'now', spoken: `${label} due now` }
    case 'overdue':
      return {
        before: `${label} overdue by`,
        figures: clockText(pastMs, true),
        spoken: `${label} overdue by ${spokenSpan(pastMs)}`,
      }
  }
}

/** The one voice of the clock: empty until a threshold is crossed while somebody is here. */
function Thresholds({ label, phase }: { readonly label: string; readonly phase: DuePhase }) {
  const last = useRef(phase)
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (last.current === phase) return
    last.current = phase
    setSaid(phase === 'waiting' ? '' : phase === 'due' ? `${label} due now` : `${label} overdue`)
  }, [label, phase])
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  )
}
