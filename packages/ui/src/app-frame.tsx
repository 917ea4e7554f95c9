'use client'
import { clsx } from 'clsx'
import { Ellipsis } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link as AriaLink } from 'react-aria-components/Link'
import { HoldspaceMark } from './holdspace-mark.tsx'
import { Menu } from './menu.tsx'
import { Toasts } from './toast.tsx'

/** A place of work in the left navigation, named by the task done there. */
export interface Place {
  readonly href: string
  readonly label: string
  readonly icon: ReactNode
  readonly current: boolean
  /** How many things wait there. */
  readonly waiting?: number
}

export interface AppFrameProps {
  readonly places: readonly Place[]
  readonly practice: string
  /** Search, when there is one. */
  readonly search?: ReactNode
  /** At the right of the top line: tasks, theme, who is signed in. */
  readonly tools?: ReactNode
  /** What concerns every page at once, such as the offline bar. */
  readonly notice?: ReactNode
  readonly children: ReactNode
}

/** Left navigation by task from 1,024 px, a bottom bar below; the page scrolls as a document, so print and zoom hold. */
export function AppFrame({ places, practice, search, tools, notice, children }: AppFrameProps) {
  return (
    <div data-frame className="flex min-h-dvh">
      <SkipLink />
      <SideNavigation places={places} />
      <div className="flex min-w-0 flex-1 flex-col max-lg:pb-18 print:pb-0">
        <header
          data-screen-only
          className="flex min-h-14 items-center gap-1 border-line border-b bg-paper px-3 sm:gap-3 sm:px-4 lg:px-6"
        >
          <HoldspaceMark className="size-7 shrink-0 text-accent lg:hidden" />
          <span className="truncate font-strong text-muted">{practice}</span>
          <div className="flex flex-1 justify-center">{search}</div>
          <div className="flex items-center sm:gap-1">{tools}</div>
        </header>
        {notice}
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
          {children}
        </main>
      </div>
      <BottomBar places={places} />
      <Toasts />
    </div>
  )
}

function SkipLink() {
  return (
    <a
      href="#main"
      data-screen-only
      className="fixed top-2 left-2 z-60 -translate-y-20 rounded-control bg-fill px-4 py-3 font-strong text-on-fill focus:translate-y-0"
    >
      Skip to the main part
    </a>
  )
}

function SideNavigation({ places }: { readonly places: readonly Place[] }) {
  return (
    <nav
      aria-label="Places"
      data-screen-only
      className="sticky top-0 flex h-dvh w-22 shrink-0 flex-col items-stretch gap-1 overflow-y-auto border-line border-r bg-sunken px-2 py-3 [scrollbar-width:none] max-lg:hidden"
    >
      <HoldspaceMark className="mx-auto mb-3 size-9 shrink-0 text-accent" />
      {places.map((place) => (
        <PlaceLink key={place.href} place={place} />
      ))}
    </nav>
  )
}

function PlaceLink({ place }: { readonly place: Place }) {
  return (
    <AriaLink
      href={place.href}
      {...(place.current ? { 'aria-current': 'page' } : {})}
      className={clsx(
        'relative flex min-h-14 flex-col items-center justify-center gap-1 rounded-control px-1 py-1.5 text-center text-caption no-underline eased',
        'data-focus-visible:-outline-offset-2',
        place.current ? 'bg-surface font-bold text-accent' : 'font-strong text-muted hover:bg-surface hover:text-ink',
      )}
    >
      {place.current ? (
        <span aria-hidden className="absolute inset-y-3 -left-2 w-[3px] rounded-r-full bg-accent max-lg:hidden" />
      ) : null}
      <span className="relative [&>svg]:size-5">
        {place.icon}
        {place.waiting === undefined || place.waiting === 0 ? null : (
          <span className="-top-1.5 absolute left-3.5 min-w-4 rounded-full bg-fill px-1 text-[0.6875rem] leading-4 text-on-fill">
            {place.waiting}
            <span className="sr-only"> waiting</span>
          </span>
        )}
      </span>
      {place.label}
    </AriaLink>
  )
}

function BottomBar({ places }: { readonly places: readonly Place[] }) {
  const shown = places.length > 5 ? places.slice(0, 4) : places
  const rest = places.slice(shown.length)
  return (
    <nav
      aria-label="Places"
      data-bottom-bar
      data-screen-only
      className="fixed inset-x-0 bottom-0 z-40 grid auto-cols-fr grid-flow-col gap-1 border-line border-t bg-sunken px-1 py-1 pb-[max(0.25rem,env(safe-area-inset-bottom))] lg:hidden"
    >
      {shown.map((place) => (
        <PlaceLink key={place.href} place={place} />
      ))}
      {rest.length === 0 ? null : (
        <Menu
          trigger={
            <>
              <Ellipsis aria-hidden className="size-5" />
              More
            </>
          }
          triggerClass={clsx(
            'flex min-h-14 flex-col items-center justify-center gap-1 rounded-control text-caption eased',
            rest.some((place) => place.current) ? 'bg-surface font-bold text-accent' : 'font-strong text-muted',
          )}
          items={rest.map((place) => ({ id: place.href, label: place.label, href: place.href, icon: place.icon }))}
        />
      )}
    </nav>
  )
}
