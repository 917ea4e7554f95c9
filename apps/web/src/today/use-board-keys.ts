'use client'
import { type RefObject, useEffect } from 'react'

const steps: Readonly<Record<string, 1 | -1>> = { j: 1, k: -1 }

/**
 * j and k walk through the day, the rooms and the rows to sign, from anywhere on the board; Enter follows the link; r
 * opens and closes the readiness of the row one stands in (SCREENS, Today).
 */
export function useBoardKeys(board: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'r') toggleReadiness(event)
      const step = steps[event.key]
      if (step === undefined || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [role="dialog"]'))
        return
      const links = [...(board.current?.querySelectorAll<HTMLElement>('[data-board-link] a, [data-row-link]') ?? [])]
      const at = links.indexOf(document.activeElement as HTMLElement)
      const next = at === -1 ? (step === 1 ? 0 : links.length - 1) : at + step
      links[Math.max(0, Math.min(links.length - 1, next))]?.focus()
      event.preventDefault()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [board])
}

function toggleReadiness(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [role="dialog"]')) return
  const row = document.activeElement?.closest('[data-day-row]')
  row?.querySelector<HTMLElement>('[data-readiness]')?.click()
}
