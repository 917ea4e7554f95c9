import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export interface PageProps {
  readonly title: string
  /** One line below the title: what this place is for, or where one stands. */
  readonly lede?: ReactNode
  /** The way back up, above the title. */
  readonly above?: ReactNode
  readonly actions?: ReactNode
  /** The patient banner, on every page about a patient (BN7). */
  readonly banner?: ReactNode
  /** The form being written, beside the page from 1,024 px and as a sheet below (see Workspace). */
  readonly workspace?: ReactNode
  readonly children: ReactNode
  /** Reading width for prose and single forms. */
  readonly narrow?: boolean
}

/** The inside of the frame: banner, heading, work, workspace. */
export function Page({ title, lede, above, actions, banner, workspace, children, narrow }: PageProps) {
  return (
    <div data-page className="flex min-w-0 flex-1 flex-col">
      {banner}
      <div data-page-body className="flex min-w-0 flex-1">
        <div className={clsx('flex min-w-0 flex-1 flex-col gap-5 px-4 py-5 lg:px-6', narrow === true && 'max-w-3xl')}>
          <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
            <div className="min-w-0">
              {above === undefined ? null : <div className="mb-1 text-muted">{above}</div>}
              <h1 className="text-heading [overflow-wrap:anywhere]">{title}</h1>
              {lede === undefined ? null : <div className="mt-1 max-w-prose text-lead text-muted">{lede}</div>}
            </div>
            {actions === undefined ? null : <div className="flex flex-wrap gap-2">{actions}</div>}
          </div>
          {children}
        </div>
        {workspace}
      </div>
    </div>
  )
}
