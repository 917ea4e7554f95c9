import { useSyncExternalStore } from 'react'

/** Where somebody is in their packet: the list, or a page of a form. Counted from one, as they are read. */
export interface Place {
  readonly form: number
  readonly page: number
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed)
  return () => window.removeEventListener('hashchange', changed)
}

/**
 * The place stands behind the `#` of the address, numbers only: the browser's Back goes one page back, a reload stays,
 * and no server or log ever sees it.
 */
export function usePlace(): Place | null {
  const hash = useSyncExternalStore(
    subscribe,
    () => window.location.hash,
    () => '',
  )
  const [, form, page] = /^#(\d{1,2})-(\d{1,2})$/.exec(hash) ?? []
  return form === undefined || page === undefined ? null : { form: Number(form), page: Number(page) }
}

export function goToPlace(place: Place | null): void {
  window.location.hash = place === null ? '' : `${place.form}-${place.page}`
}
