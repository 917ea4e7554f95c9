import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { type AlertLevel, alertGround, alertInk, alertShape, alertWord } from './alert-mark.tsx'

export interface NoticeProps {
  readonly level: AlertLevel
  readonly title: string
  readonly children?: ReactNode
  /** What can be done about it. */
  readonly actions?: ReactNode
  /** Speaks up when it appears while somebody is at work; a page that opens with it stays quiet. */
  readonly live?: boolean
}

/** Something the reader must know before going on: shape, word, reason, next step. */
export function Notice({ level, title, children, actions, live }: NoticeProps) {
  return (
    <div
      {...(live === true ? { role: level === 'high' ? 'alert' : 'status' } : {})}
      className={clsx('flex flex-col gap-3 rounded-card p-4 sm:flex-row sm:items-start', alertGround[level])}
    >
      <div className="min-w-0 flex-1">
        <p className={clsx('flex items-baseline gap-2 font-bold', alertInk[level])}>
          <span aria-hidden className={level === 'done' ? '' : 'text-[0.7em] tracking-tighter'}>
            {alertShape[level]}
          </span>
          <span>
            <span className="sr-only">{alertWord[level]}: </span>
            {title}
          </span>
        </p>
        {children === undefined ? null : <div className="mt-1 text-ink">{children}</div>}
      </div>
      {actions === undefined ? null : <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  )
}
