import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export interface PanelProps {
  readonly title?: string
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** Without padding, for a table or a chart that brings its own. */
  readonly flush?: boolean
  readonly className?: string
}

/** A sheet of paper on the desk: a hairline, no shadow. Its heading is its place; it is no landmark, there are many. */
export function Panel({ title, actions, children, flush, className }: PanelProps) {
  return (
    <div className={clsx('min-w-0 rounded-card border border-line bg-surface', className)}>
      {title === undefined ? null : (
        <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line border-b px-4 py-1.5">
          <h2 className="text-lead">{title}</h2>
          {actions === undefined ? null : <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
      )}
      <div className={clsx(flush === true ? 'overflow-hidden rounded-b-card' : 'p-4')}>{children}</div>
    </div>
  )
}
