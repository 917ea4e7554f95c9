'use client'
import { type RefObject, useEffect, useRef } from 'react'

/** What had the focus, and all it stood in, nearest first. */
type Trail = readonly Element[]

/** Parts one can be put back to: what holds something together, and says by its heading what that is. */
const parts =
  'main, section, article, aside, form, dialog, li, [role="dialog"], [role="alertdialog"], [role="region"], [role="tabpanel"]'

/**
 * The focus never falls to the page. When the field, button or form that somebody without a mouse stands on goes away,
 * because it was sent, closed or replaced by what comes next, a browser leaves the focus on the page itself: the next key
 * begins at its top, and a screen reader says nothing. Here it goes to where they came from (`data-goes-back` marks what
 * one opens and leaves again), or else to the nearest part that is still there (ACCESSIBILITY-UX A2). Whatever takes the
 * focus by itself, such as a dialog that closes or a first field, goes before.
 */
export function FocusKeeper() {
  useEffect(() => keepFocus(document), [])
  return null
}

/** A part that somebody asked for takes the focus when it opens, unless one of its fields has taken it already. */
export function useTakesFocus<Part extends HTMLElement>(isAskedFor: boolean): RefObject<Part | null> {
  const part = useRef<Part>(null)
  useEffect(() => {
    const here = part.current
    if (isAskedFor && here !== null && !here.contains(document.activeElement)) focusOn(headOf(here))
  }, [isAskedFor])
  return part
}

function keepFocus(page: Document): () => void {
  let trail: Trail = []
  let byKeys = false
  let frame = 0
  const cameFrom = new WeakMap<Element, Trail>()
  const arrived = ({ target }: FocusEvent) => {
    const next = trailOf(target)
    for (const part of next) {
      if (part.hasAttribute('data-goes-back') && !cameFrom.has(part)) cameFrom.set(part, trail)
    }
    trail = next
  }
  const keyed = () => {
    byKeys = true
  }
  const pointed = () => {
    byKeys = false
  }
  const look = () => {
    frame = 0
    if (page.activeElement !== null && page.activeElement !== page.body) return
    const place = survivorOf(trail, cameFrom)
    // Under a finger or a mouse the page stays where it is: nothing may move beneath the next press.
    if (place !== null) focusOn(place, { preventScroll: !byKeys })
  }
  const changed = () => {
    const [last] = trail
    if (frame !== 0 || last === undefined || canHaveFocus(last)) return
    // One frame for a dialog to give the focus back by itself, one more for what was lost to be known as lost.
    frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(look)
    })
  }
  const watch = new MutationObserver(changed)
  watch.observe(page.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] })
  page.addEventListener('focusin', arrived)
  page.addEventListener('keydown', keyed, true)
  page.addEventListener('pointerdown', pointed, true)
  return () => {
    watch.disconnect()
    cancelAnimationFrame(frame)
    page.removeEventListener('focusin', arrived)
    page.removeEventListener('keydown', keyed, true)
    page.removeEventListener('pointerdown', pointed, true)
  }
}

function trailOf(target: EventTarget | null): Trail {
  const trail: Element[] = []
  for (let at = target instanceof Element ? target : null; at !== null; at = at.parentElement) trail.push(at)
  return trail
}

/** What was left last comes first: the thing itself, what one came from, then what is around, from near to far. */
function survivorOf(trail: Trail, cameFrom: WeakMap<Element, Trail>): HTMLElement | null {
  const [last] = trail
  if (last !== undefined && canHaveFocus(last)) return last as HTMLElement
  for (const around of trail) {
    const before = around.isConnected ? undefined : cameFrom.get(around)
    const place = before === undefined ? partAt(around) : survivorOf(before, cameFrom)
    if (place !== null) return place
  }
  return null
}

function partAt(element: Element): HTMLElement | null {
  return element instanceof HTMLElement && element.matches(parts) && isShown(element) ? headOf(element) : null
}

/** The heading of a part where one can be seen, or the part itself. */
function headOf(part: HTMLElement): HTMLElement {
  return [...part.querySelectorAll<HTMLElement>('h1, h2, h3')].find(isShown) ?? part
}

function canHaveFocus(element: Element): boolean {
  return element instanceof HTMLElement && isShown(element) && !element.matches(':disabled')
}

/** Connected and drawn; a heading only for screen readers is one pixel wide, and nobody would see the focus on it. */
function isShown(element: HTMLElement): boolean {
  return [...element.getClientRects()].some(({ width, height }) => width > 2 && height > 2)
}

/** A heading or a part is no stop of the Tab key: it can have the focus for as long as it has it. */
function focusOn(element: HTMLElement, how: FocusOptions = {}): void {
  element.focus(how)
  if (document.activeElement === element) return
  element.tabIndex = -1
  element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true })
  element.focus(how)
}
