import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** How much something matters to the clinic. Each has its colour, its shape and its word, never one alone (A7). */
export const alertLevels = ['high', 'medium', 'low', 'done'] as const
export type AlertLevel = (typeof alertLevels)[number]

export const alertShape: Record<AlertLevel, string> = { high: '▲▲▲', medium: '▲▲', low: '▲', done: '✓' }
export const alertWord: Record<AlertLevel, string> = { high: 'High', medium: 'Medium', low: 'Low', done: 'Done' }
export const alertInk: Record<AlertLevel, string> = {
  high: 'text-high',
  medium: 'text-medium',
  low: 'text-low',
  done: 'text-done',
}
export const alertGround: Record<AlertLevel, string> = {
  high: 'bg-high-soft',
  medium: 'bg-medium-soft',
  low: 'bg-low-soft',
  done: 'bg-done-soft',
}

export interface AlertMarkProps {
  readonly level: AlertLevel
  /** What it is about; the level's own word when absent. */
  readonly children?: ReactNode
  /** A plain mark among text, or a tinted label. */
  readonly look?: 'plain' | 'label'
}

export function AlertMark({ level, children, look = 'label' }: AlertMarkProps) {
  return (
    <span
      className={clsx(
        'inline-flex items-baseline gap-1.5 font-strong',
        alertInk[level],
        look === 'label' && ['rounded-mark px-2 py-0.5', alertGround[level]],
      )}
    >
      <span aria-hidden className={clsx('shrink-0', level === 'done' ? '' : 'text-[0.7em] tracking-tighter')}>
        {alertShape[level]}
      </span>
      <span>
        {children === undefined ? null : <span className="sr-only">{alertWord[level]}: </span>}
        {children ?? alertWord[level]}
      </span>
    </span>
  )
}
