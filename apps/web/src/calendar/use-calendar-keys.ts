'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

export interface CalendarWays {
  readonly earlier: string
  readonly later: string
  readonly today: string
}

/** `[` and `]` a step back and forth, `t` to today; never while somebody types or a dialog is open. */
export function useCalendarKeys({ earlier, later, today }: CalendarWays): void {
  const router = useRouter()
  useEffect(() => {
    const ways: Readonly<Record<string, string>> = { '[': earlier, ']': later, t: today }
    const pressed = (event: KeyboardEvent) => {
      const way = ways[event.key]
      if (way === undefined || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      const { target } = event
      if (target instanceof HTMLElement && target.closest('input, textarea, select, [role="dialog"]')) return
      event.preventDefault()
      router.push(way)
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [router, earlier, later, today])
}
