'use client'
import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { useTRPCClient } from '../trpc.tsx'
import { browserWorld } from './browser-world.ts'
import { LiveHub } from './live-hub.ts'

const Hub = createContext<LiveHub | null>(null)

/** Whoever is behind this login hears what happens elsewhere; null until the page stands in a browser. */
export function useLive(): LiveHub | null {
  return use(Hub)
}

/** The one stream of this browser, for everything beneath. */
export function Live({ loginId, children }: { readonly loginId: string; readonly children: ReactNode }) {
  const trpc = useTRPCClient()
  const [hub, setHub] = useState<LiveHub | null>(null)
  useEffect(() => {
    let started: LiveHub | null = null
    const begin = () => {
      started = new LiveHub(browserWorld(trpc, loginId))
      started.start()
      setHub(started)
    }
    // A page that is left, perhaps to be shown again as it was, leads nobody meanwhile.
    const end = () => started?.stop()
    const again = (event: PageTransitionEvent) => (event.persisted ? begin() : undefined)
    const online = () => started?.askAgain()
    begin()
    window.addEventListener('online', online)
    window.addEventListener('pagehide', end)
    window.addEventListener('pageshow', again)
    return () => {
      window.removeEventListener('online', online)
      window.removeEventListener('pagehide', end)
      window.removeEventListener('pageshow', again)
      end()
    }
  }, [trpc, loginId])
  return <Hub value={hub}>{children}</Hub>
}
