'use client'
import { clsx } from 'clsx'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useLayoutEffect, useRef, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { useTakesFocus } from './focus-keeper.tsx'

export interface WorkspaceProps {
  readonly title: string
  readonly children: ReactNode
  readonly onClose?: () => void
  /** Below 1,024 px it begins folded down to its title, for a form nobody has asked for yet. */
  readonly startsFolded?: boolean
}

const iconButton = 'grid size-11 place-items-center rounded-control text-muted eased hover:bg-soft hover:text-ink'

/**
 * The form being written stays beside the chart. Below 1,024 px the same form is a sheet that folds down to its title:
 * it is never taken away, so nothing half-written is lost by looking something up. Escape leads to the button that closes
 * it: a slip of the finger throws nothing away, and the next key does what it says.
 */
export function Workspace({ title, children, onClose, startsFolded }: WorkspaceProps) {
  const [open, setOpen] = useState(startsFolded !== true)
  const id = useId()
  const closing = useRef<HTMLButtonElement>(null)
  const box = useTakesFocus<HTMLElement>(onClose !== undefined)
  const form = useRef<HTMLDivElement>(null)
  useStaysPut(box, form)
  const toClosing = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) closing.current?.focus()
  }
  return (
    <section
      ref={box}
      onKeyDown={toClosing}
      aria-label={`Workspace: ${title}`}
      data-screen-only
      data-goes-back
      data-workspace
      className={clsx(
        'flex flex-col border-line bg-surface',
        'max-lg:fixed max-lg:inset-x-0 max-lg:bottom-18 max-lg:z-40 max-lg:rounded-t-card max-lg:border-t max-lg:shadow-float',
        'lg:sticky lg:top-[var(--banner-height,0px)] lg:h-[calc(100dvh-var(--banner-height,0px))] lg:w-96 lg:shrink-0 lg:border-l xl:w-md',
      )}
    >
      <div className="flex min-h-13 items-center gap-1 border-line border-b pr-2 pl-4">
        <h2 className="min-w-0 flex-1 truncate text-lead">{title}</h2>
        <AriaButton
          aria-label={open ? 'Fold the form down' : 'Open the form'}
          aria-expanded={open}
          aria-controls={`${id}-form`}
          onPress={() => setOpen(!open)}
          className={clsx(iconButton, 'lg:hidden')}
        >
          {open ? <ChevronDown aria-hidden className="size-5" /> : <ChevronUp aria-hidden className="size-5" />}
        </AriaButton>
        {onClose === undefined ? null : (
          <AriaButton ref={closing} aria-label={`Close ${title}`} onPress={onClose} className={iconButton}>
            <X aria-hidden className="size-5" />
          </AriaButton>
        )}
      </div>
      <div
        ref={form}
        id={`${id}-form`}
        className={clsx('overflow-y-auto p-4 max-lg:max-h-[60dvh] lg:flex-1', !open && 'max-lg:hidden')}
      >
        {children}
      </div>
    </section>
  )
}

/** A form too short to be scrolled that far gets the room for it beneath. */
function scrollBy(inner: HTMLElement, pixels: number): void {
  const wanted = inner.scrollTop + pixels
  const missing = wanted + inner.clientHeight - inner.scrollHeight
  if (missing > 0) inner.style.paddingBottom = `calc(${getComputedStyle(inner).paddingBottom} + ${missing}px)`
  inner.scrollTop = wanted
}

/**
 * What comes or goes above by itself, a call for help or the line that says there is no connection, pushes the workspace
 * down or lets it up. Beside the chart the form in it is scrolled by as much in the same moment, so that whatever somebody
 * is about to press stays where it is on the screen. The sheet of a small screen stands on its foot and does not move.
 */
function useStaysPut(box: RefObject<HTMLElement | null>, form: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const [around, inner] = [box.current, form.current]
    if (around === null || inner === null) return
    let top = inner.getBoundingClientRect().top
    const scrolledByHand = () => {
      top = inner.getBoundingClientRect().top
    }
    const look = () => {
      const moved = inner.getBoundingClientRect().top - top
      top += moved
      if (moved !== 0 && getComputedStyle(around).position === 'sticky') scrollBy(inner, moved)
    }
    const resized = new ResizeObserver(look)
    const changed = new MutationObserver(look)
    resized.observe(inner)
    changed.observe(document.body, { childList: true, subtree: true })
    window.addEventListener('scroll', scrolledByHand, { passive: true })
    return () => {
      resized.disconnect()
      changed.disconnect()
      window.removeEventListener('scroll', scrolledByHand)
    }
  }, [box, form])
}
