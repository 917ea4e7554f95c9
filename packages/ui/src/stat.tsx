import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { type AlertLevel, alertInk, alertShape, alertWord } from './alert-mark.tsx'

export interface StatProps {
  readonly label: string
  /** Already formatted; absent when it was not taken. */
  readonly value?: ReactNode
  readonly unit?: string
  readonly note?: ReactNode
  readonly level?: AlertLevel
  /** Words for an out-of-date value (`12 min old`): it is then shown as past, never as current (CH1, CH2). */
  readonly old?: string
}

/** One number worth seeing first. The value outweighs its label (BN4). */
export function Stat({ label, value, unit, note, level, old }: StatProps) {
  return (
    <div data-figures className="flex min-w-0 flex-col gap-0.5">
      <span className="text-body text-muted">{label}</span>
      <span
        className={clsx(
          'flex flex-wrap items-baseline gap-x-1.5',
          old !== undefined ? 'text-muted' : level === undefined ? 'text-ink' : alertInk[level],
        )}
      >
        <span className={clsx('text-heading tracking-tight', old === undefined ? 'font-bold' : 'font-regular')}>
          {value ?? <span className="text-lead text-muted">Not taken</span>}
        </span>
        {unit === undefined || value === undefined ? null : <span className="text-body">{unit}</span>}
        {level === undefined ? null : (
          <span className="text-caption font-strong">
            <span aria-hidden>{alertShape[level]}</span>
            <span className="sr-only">{alertWord[level]}</span>
          </span>
        )}
      </span>
      {old === undefined ? null : (
        <span className="self-start rounded-mark border border-dashed border-control-line px-1.5 text-caption font-strong text-muted">
          {old}
        </span>
      )}
      {note === undefined ? null : <span className="text-body text-muted">{note}</span>}
    </div>
  )
}
