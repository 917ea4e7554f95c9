'use client'
import { lazy, Suspense, useEffect } from 'react'
import { InLanguage } from './language.tsx'
import { useOwnPacket } from './use-own-packet.ts'
import { FrameAlone } from './waiting.tsx'

/**
 * Brought while the packet itself is asked for: the first page stands without it (PF4), and what it needs is there when
 * the answer comes.
 */
const bringPages = () => import('./packet-pages.tsx')
const Pages = lazy(() => bringPages().then((part) => ({ default: part.PacketPages })))

/** A patient's packet, on their phone (`/p`) or on a tablet of the clinic (`/kiosk`). */
export function Packet({ onTablet }: { readonly onTablet: boolean }) {
  const held = useOwnPacket()
  useEffect(() => {
    bringPages().catch(() => undefined)
  }, [])
  return (
    <InLanguage first={held.own?.ok === true ? held.own.value.language : null} meanwhile={<FrameAlone />}>
      <Suspense fallback={<FrameAlone />}>
        <Pages held={held} onTablet={onTablet} />
      </Suspense>
    </InLanguage>
  )
}
