'use client'
import { CallBanner } from '../calls/call-banner.tsx'
import { Live } from '../live/live.tsx'
import { LockScreen } from './lock-screen.tsx'

export interface LockedPageProps {
  readonly loginId: string
  readonly displayName: string
  readonly pinOpens: boolean
}

/** A page asked for while locked: nothing of it was sent, so it is fetched anew once unlocked. */
export function LockedPage({ loginId, displayName, pinOpens }: LockedPageProps) {
  return (
    <Live loginId={loginId}>
      <div className="flex flex-col print:block">
        <LockScreen displayName={displayName} pinOpens={pinOpens} onUnlocked={() => window.location.reload()} />
        <CallBanner isLocked />
      </div>
    </Live>
  )
}
