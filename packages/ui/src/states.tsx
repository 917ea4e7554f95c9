import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { ProblemMark } from './problem-mark.tsx'

export interface EmptyStateProps {
  readonly title: string
  /** Teaches the next step; an empty place is never a dead end. */
  readonly children: ReactNode
  readonly action?: ReactNode
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-3 px-6 py-12 text-center">
      <svg aria-hidden viewBox="0 0 64 40" className="h-10 w-16 fill-none stroke-control-line stroke-[1.5]">
        <path d="M4 34c8-20 14-26 22-26s12 10 16 16 8 8 18 8" strokeLinecap="round" strokeDasharray="1 5" />
        <circle cx="26" cy="8" r="4" className="fill-soft stroke-accent" />
      </svg>
      <h2 className="text-title">{title}</h2>
      <div className="max-w-md text-lead text-muted">{children}</div>
      {action === undefined ? null : <div className="mt-1 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}

export interface ErrorStateProps {
  readonly title: string
  /** What is wrong and what to do; and what is safe (nothing was lost, it was not recorded). */
  readonly children: ReactNode
  readonly action?: ReactNode
  /** The reference the clinic gives to whoever helps. */
  readonly reference?: string
}

export function ErrorState({ title, children, action, reference }: ErrorStateProps) {
  return (
    <div role="alert" className="flex flex-col items-start gap-3 rounded-card border border-line bg-surface p-6">
      <h2 className="flex items-start gap-2 text-title text-high">
        <ProblemMark />
        {title}
      </h2>
      <div className="max-w-xl text-lead">{children}</div>
      {action === undefined ? null : <div className="flex flex-wrap gap-2">{action}</div>}
      {reference === undefined ? null : <p className="text-muted">Reference {reference}</p>}
    </div>
  )
}

export interface SkeletonProps {
  /** What is being fetched, said to those who cannot see the shapes. */
  readonly label: string
  readonly shape?: 'lines' | 'table' | 'chart'
  readonly rows?: number
}

const widths = ['w-11/12', 'w-3/4', 'w-5/6', 'w-2/3', 'w-4/5']

/** Holds the layout while something loads, so that nothing jumps (PF3). */
export function Skeleton({ label, shape = 'lines', rows = 4 }: SkeletonProps) {
  return (
    <div role="status" className="breathes">
      <span className="sr-only">{label}</span>
      {shape === 'chart' ? <div className="h-96 rounded-card bg-sunken" /> : null}
      {shape === 'chart'
        ? null
        : Array.from({ length: rows }, (_, index) => (
            <div
              // The rows are alike and never move; their place is their only name.
              key={`row-${index + 1}`}
              className={clsx('flex items-center', shape === 'table' ? 'h-11 gap-6 border-line border-b' : 'h-7')}
            >
              <div className={clsx('h-3.5 rounded-mark bg-line', shape === 'table' ? 'w-48' : widths[index % 5])} />
              {shape === 'table' ? <div className="h-3.5 w-24 rounded-mark bg-line" /> : null}
              {shape === 'table' ? <div className="h-3.5 flex-1 rounded-mark bg-line" /> : null}
            </div>
          ))}
    </div>
  )
}
