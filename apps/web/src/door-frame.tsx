import { HoldspaceMark } from '@holdspace/ui/holdspace-mark'
import { ThemeSwitch } from '@holdspace/ui/theme-switch'
import type { ReactNode } from 'react'

export interface DoorFrameProps {
  readonly title: string
  readonly lede?: ReactNode
  readonly children: ReactNode
  /** Beside the form from 1,024 px, below it otherwise. */
  readonly beside?: ReactNode
}

/** The front door: one thing to do, on paper, with the sign of the house. */
export function DoorFrame({ title, lede, children, beside }: DoorFrameProps) {
  return (
    <div className="flex min-h-dvh flex-col bg-paper">
      <header className="flex flex-wrap items-center justify-between gap-x-4 px-5 py-4 lg:px-8">
        <span className="flex items-center gap-2.5">
          <HoldspaceMark className="size-8 text-accent" />
          <span className="text-title font-bold tracking-tight">Holdspace</span>
        </span>
        <ThemeSwitch />
      </header>
      <main
        id="main"
        className={`mx-auto grid w-full flex-1 content-center items-start gap-x-16 gap-y-10 px-5 pt-4 pb-16 ${
          beside === undefined ? 'max-w-104' : 'max-w-5xl lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]'
        }`}
      >
        <div className="min-w-0">
          <h1 className="text-display tracking-tight">{title}</h1>
          {lede === undefined ? null : <p className="mt-2 text-lead text-muted">{lede}</p>}
          <div className="mt-7">{children}</div>
        </div>
        {beside}
      </main>
    </div>
  )
}
