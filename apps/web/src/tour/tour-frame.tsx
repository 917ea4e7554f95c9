import { HoldspaceMark } from '@holdspace/ui/holdspace-mark'
import { Link } from '@holdspace/ui/link'
import { ThemeSwitch } from '@holdspace/ui/theme-switch'
import type { ReactNode } from 'react'

/** The tour's own page: wide, without the frame of work, and with a way to the door. */
export function TourFrame({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col bg-paper">
      <header className="flex flex-wrap items-center justify-between gap-x-4 px-5 py-4 lg:px-8">
        <span className="flex items-center gap-2.5">
          <HoldspaceMark className="size-8 text-accent" />
          <span className="text-title font-bold tracking-tight">Holdspace</span>
        </span>
        <ThemeSwitch />
      </header>
      <main id="main" className="mx-auto w-full max-w-5xl flex-1 px-5 pt-4 pb-16">
        <h1 className="text-display tracking-tight">A day at Marigold House</h1>
        <p className="mt-2 mb-7 max-w-prose text-lead text-muted">
          One treatment from the first letter to the last score, in eight stops. Everybody here is made up; everything
          else is real. <Link href="/">To the sign-in page</Link>
        </p>
        {children}
      </main>
    </div>
  )
}
