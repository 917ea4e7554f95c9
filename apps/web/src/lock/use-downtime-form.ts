import { useEffect } from 'react'

/** Has the browser keep the paper form for a reload without network. Nothing of any record is kept with it (RULINGS 14). */
export function useDowntimeForm(): void {
  useEffect(() => {
    // A browser that keeps no worker shows its own page without network; the paper folder is there all the same.
    navigator.serviceWorker?.register('/downtime-worker.js').catch(() => undefined)
  }, [])
}
