import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export interface BadgeProps {
  readonly children: ReactNode
  /** `accent` for the state one looks for, `plain` for the rest, `draft` dashed: not yet approved or signed. */
  readonly look?: 'plain' | 'accent' | 'draft'
}

/** A word about a thing (its state, its kind). Not for anything urgent: that is an AlertMark. */
export function Badge({ children, look = 'plain' }: BadgeProps) {
  return (
    <span
      className={clsx(
        'inline-flex items-center whitespace-nowrap rounded-full border px-2 py-px text-caption font-strong',
        look === 'plain' && 'border-line bg-sunken text-muted',
        look === 'accent' && 'border-transparent bg-soft text-accent',
        look === 'draft' && 'border-dashed border-control-line text-muted',
      )}
    >
      {children}
    </span>
  )
}
